package dev.meridian.faults.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Waits for the armed kill point and ends the process there. Called from woven code, hence public. */
public final class Halt {

    private static final long LOOK_MILLIS = 50;
    private static final long WAIT_MILLIS = 3_000;
    /** As a process that was killed with signal 9. */
    private static final int KILLED = 137;

    private static volatile @Nullable KillPoint armed;
    private static volatile boolean primed;
    private static volatile String name = "";
    private static volatile Path witness = Path.of("");

    private Halt() {}

    /**
     * Arms whatever point the control file names, for as long as it does.
     *
     * @param processName who dies
     * @param control names a kill point, or is not there
     * @param witnessFile gets a line when the process dies
     */
    public static void follow(String processName, Path control, Path witnessFile) {
        name = processName;
        witness = witnessFile;
        Thread.ofPlatform().daemon().name("kill-points").start(() -> look(control));
    }

    private static void look(Path control) {
        try {
            while (true) {
                KillPoint named = named(control);
                if (named != armed) {
                    primed = false;
                    armed = named;
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable KillPoint named(Path control) {
        try {
            String text =
                    Files.exists(control) ? Files.readString(control, UTF_8).strip() : "";
            return text.isEmpty() ? null : KillPoint.valueOf(text);
        } catch (IOException e) {
            // Taken away just now.
            return null;
        }
    }

    /** Somebody is at a place. */
    public static void reached(String type, String method, boolean entered, @Nullable Object self, Object[] arguments) {
        KillPoint point = armed;
        if (point == null) {
            return;
        }
        Place then = point.then().orElse(null);
        if (then != null && primed && then.is(type, method, entered, self, arguments)) {
            die(point);
        }
        if (point.place().is(type, method, entered, self, arguments)) {
            if (then != null) {
                primed = true;
                sleep(WAIT_MILLIS);
                primed = false;
            } else if (point.pause().isZero()) {
                die(point);
            } else {
                armed = null;
                Thread.ofPlatform().daemon().start(() -> {
                    sleep(point.pause().toMillis());
                    die(point);
                });
            }
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once, whoever else comes by meanwhile. */
    private static synchronized void die(KillPoint point) {
        try (FileChannel file = FileChannel.open(
                witness, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            file.write(ByteBuffer.wrap((point + " " + name + "\n").getBytes(UTF_8)));
            file.force(true);
        } catch (IOException e) {
            // Then it does not count.
        }
        Runtime.getRuntime().halt(KILLED);
    }
}
