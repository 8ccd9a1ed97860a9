package dev.meridian.faults.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.faults.agent.KillPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which process is to die where, and which did. */
public final class KillSwitches {

    private final WorkFolder folder;

    KillSwitches(WorkFolder folder) {
        this.folder = folder;
    }

    private Path control(String process) {
        return folder.path(process + ".kill-point");
    }

    private Path witness() {
        return folder.path("witness");
    }

    /** What a process's JVM needs to know of this. */
    List<String> options(String process) {
        return List.of(
                "-D" + ChildMain.NAME + "=" + process,
                "-D" + ChildMain.CONTROL + "=" + control(process),
                "-D" + ChildMain.WITNESS + "=" + witness());
    }

    /** Lets a process die when it comes by that point. */
    public void arm(Child child, KillPoint point) {
        try {
            Path fresh = folder.path(child.name() + ".kill-point.new");
            Files.writeString(fresh, point.name(), UTF_8);
            Files.move(fresh, control(child.name()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void disarm(Child child) {
        disarm(child.name());
    }

    void disarm(String process) {
        try {
            Files.deleteIfExists(control(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the points at which somebody has died. */
    public Set<String> diedAt() {
        return witnessed().stream().map(line -> line.split(" ", 2)[0]).collect(Collectors.toSet());
    }

    /** A line for each process that died at a kill point: the point and the process. */
    public List<String> witnessed() {
        try {
            return Files.exists(witness()) ? Files.readAllLines(witness(), UTF_8) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
