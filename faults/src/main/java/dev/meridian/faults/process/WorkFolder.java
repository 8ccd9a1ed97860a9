package dev.meridian.faults.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a run: data, logs, and which processes were started, so that the next run can end what this one left. */
public final class WorkFolder {

    private final Path root;

    private WorkFolder(Path root) {
        this.root = root;
    }

    /** An empty folder; ends the processes that an earlier run in it left behind. */
    public static WorkFolder fresh(Path root) throws IOException {
        WorkFolder folder = new WorkFolder(root.toAbsolutePath());
        folder.endLeftovers();
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder.root.resolve("logs"));
        return folder;
    }

    /** A file or folder in it. */
    public Path path(String name) {
        return root.resolve(name);
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    synchronized void remember(ProcessHandle process) throws IOException {
        Files.writeString(
                root.resolve("processes"),
                process.pid() + " " + startOf(process) + "\n",
                UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private void endLeftovers() throws IOException {
        Path file = root.resolve("processes");
        if (!Files.exists(file)) {
            return;
        }
        for (String line : Files.readAllLines(file, UTF_8)) {
            List<String> pidAndStart = List.of(line.split(" ", 2));
            // The start tells our process from a later one under the same number.
            ProcessHandle.of(Long.parseLong(pidAndStart.getFirst()))
                    .filter(process -> startOf(process).equals(pidAndStart.getLast()))
                    .ifPresent(WorkFolder::end);
        }
    }

    private static void end(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("?");
    }
}
