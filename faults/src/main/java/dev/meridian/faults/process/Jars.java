package dev.meridian.faults.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/** A class path of jars only: the JVM keeps what it learnt at one start for the next only if there are no folders on it. */
final class Jars {

    private Jars() {}

    /** The harness's own class path, with each folder on it packed into a jar. */
    static List<String> ofHarness(Path target) throws IOException {
        Files.createDirectories(target);
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (entry.isEmpty()) {
                continue;
            }
            if (Files.isDirectory(path)) {
                Path jar = target.resolve("classes-" + jars.size() + ".jar");
                pack(path, jar);
                jars.add(jar.toString());
            } else if (Files.exists(path)) {
                jars.add(entry);
            }
        }
        return jars;
    }

    static void pack(Path folder, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(file);
                Stream<Path> files = Files.walk(folder)) {
            packed.setLevel(Deflater.BEST_SPEED);
            for (Path path : files.sorted().toList()) {
                String name = folder.relativize(path).toString().replace(File.separatorChar, '/');
                if (Files.isDirectory(path)) {
                    if (!name.isEmpty()) {
                        packed.putNextEntry(new JarEntry(name + "/"));
                        packed.closeEntry();
                    }
                } else {
                    packed.putNextEntry(new JarEntry(name));
                    Files.copy(path, packed);
                    packed.closeEntry();
                }
            }
        }
    }
}
