package dev.meridian.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder that the local system keeps everything in. One running system holds it at a time. */
final class DataFolder implements AutoCloseable {

    private final Path root;
    private final FileChannel lockFile;
    private final FileLock lock;

    private DataFolder(Path root, FileChannel lockFile, FileLock lock) {
        this.root = root;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Creates the folder if needed and takes it; the operating system gives it back when this process ends, however
     * it ends.
     */
    static DataFolder open(Path root) {
        try {
            Files.createDirectories(root);
            FileChannel file = FileChannel.open(
                    root.resolve("lock"), EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            FileLock lock = tryLock(file);
            if (lock == null) {
                file.close();
                throw new CannotStart("Meridian is already running on the data folder " + root
                        + ". Stop it first, or set MERIDIAN_DATA_DIR to another folder (and the ports to 0).");
            }
            return new DataFolder(root, file, lock);
        } catch (FileAlreadyExistsException e) {
            throw new CannotStart("The data folder " + root + " is a file. Set MERIDIAN_DATA_DIR to a folder.", e);
        } catch (IOException e) {
            throw new CannotStart(
                    "The data folder " + root + " cannot be written: " + e
                            + ". Set MERIDIAN_DATA_DIR to a folder that can.",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path root() {
        return root;
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path sandbox() {
        return root.resolve("sandbox");
    }

    /** File of that name in the log folder. */
    Path log(String name) {
        Path logs = root.resolve("logs");
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new CannotStart("The folder " + logs + " cannot be created: " + e, e);
        }
        return logs.resolve(name);
    }

    /** The process of that name that an earlier start wrote down and that may have outlived it. */
    Optional<ProcessHandle> leftover(String name) {
        Path file = root.resolve(name + ".pid");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String[] pidAndStart = Files.readString(file, UTF_8).strip().split(" ", 2);
            // The start time tells our process from a later one that was given the same number.
            return ProcessHandle.of(Long.parseLong(pidAndStart[0]))
                    .filter(process ->
                            pidAndStart.length == 2 && startOf(process).equals(pidAndStart[1]));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Writes a process down, see {@link #leftover}. */
    void remember(String name, ProcessHandle process) {
        try {
            Files.writeString(root.resolve(name + ".pid"), process.pid() + " " + startOf(process) + "\n", UTF_8);
        } catch (IOException e) {
            throw new CannotStart("The data folder " + root + " cannot be written: " + e, e);
        }
    }

    /** Strikes a process out that has ended. */
    void forget(String name) {
        try {
            Files.deleteIfExists(root.resolve(name + ".pid"));
        } catch (IOException e) {
            throw new CannotStart("The data folder " + root + " cannot be written: " + e, e);
        }
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("?");
    }

    /** The key for booking ids and tokens: made on the first start and kept, as ids derive from it. */
    String secret() {
        Path file = root.resolve("secret");
        try {
            if (Files.exists(file)) {
                String secret = Files.readString(file, UTF_8).strip();
                if (secret.length() >= 32) {
                    return secret;
                }
                throw new CannotStart("The file " + file + " is damaged: " + secret.length()
                        + " characters (expected: at least 32). Put the old one back; or delete it for a new one, after"
                        + " which repeated requests are no longer recognised as the bookings they made.");
            }
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            Path fresh = root.resolve("secret.new");
            Files.deleteIfExists(fresh);
            createPrivate(fresh);
            Files.writeString(fresh, secret + "\n", UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            return secret;
        } catch (IOException e) {
            throw new CannotStart("The file " + file + " cannot be read or written: " + e, e);
        }
    }

    private static void createPrivate(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new IllegalStateException(root + ": the lock could not be released", e);
        }
    }
}
