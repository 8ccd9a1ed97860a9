package dev.meridian.faults.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One part of the system as a process. It is kept running: whoever kills it need not start it again, unless it was
 * {@link #down} on purpose.
 */
public final class Child {

    /**
     * How to start a process.
     *
     * @param command the command line
     * @param environment what to add to the environment
     * @param before what to do before each start
     */
    record Launch(Supplier<List<String>> command, Map<String, String> environment, Runnable before) {}

    /** A process that was alive and is not. */
    public record Death(String name, Instant at, boolean ordered) {}

    /** What ends at once is not started again at once. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final String name;
    private final WorkFolder folder;
    private final Launch launch;
    private final Clock clock;
    private final List<Death> deaths = new ArrayList<>();
    private @Nullable Process process;
    private Instant startedAt = Instant.MIN;
    private boolean wanted;
    private boolean ordered;

    Child(String name, WorkFolder folder, Launch launch, Clock clock) {
        this.name = name;
        this.folder = folder;
        this.launch = launch;
        this.clock = clock;
    }

    public String name() {
        return name;
    }

    /** Where it writes what it has to say. */
    public Path log() {
        return folder.log(name);
    }

    /** Wants it running; it starts now. */
    public synchronized void up() {
        wanted = true;
        keep();
    }

    /** Starts it again if it has died although it should run. */
    synchronized void keep() {
        Process known = process;
        if (known != null && known.isAlive()) {
            return;
        }
        if (known != null) {
            deaths.add(new Death(name, clock.instant(), ordered));
            process = null;
        }
        Instant now = clock.instant();
        if (!wanted || (!ordered && now.minus(PAUSE).isBefore(startedAt))) {
            return;
        }
        startedAt = now;
        launch.before().run();
        try {
            ProcessBuilder builder = new ProcessBuilder(launch.command().get())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(launch.environment());
            Process started = builder.start();
            folder.remember(started.toHandle());
            process = started;
            ordered = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL to it and all its children. It comes back by itself. */
    public synchronized void kill() {
        Process running = process;
        if (running != null) {
            ordered = true;
            List<ProcessHandle> tree = tree(running);
            tree.forEach(ProcessHandle::destroyForcibly);
            tree.forEach(one -> one.onExit().join());
        }
    }

    /** SIGKILL, and it stays away until {@link #up}. */
    public synchronized void down() {
        wanted = false;
        kill();
        keep();
    }

    /** SIGTERM, and it stays away until {@link #up}; SIGKILL if it takes longer than that. */
    public void stop(long seconds) throws InterruptedException {
        Process running;
        synchronized (this) {
            wanted = false;
            ordered = true;
            running = process;
        }
        if (running != null) {
            running.destroy();
            running.waitFor(seconds, TimeUnit.SECONDS);
        }
        down();
    }

    /** SIGSTOP to it and its children. */
    public void pause() {
        signal("-STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        Process running;
        synchronized (this) {
            running = process;
        }
        if (running == null) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("kill", signal));
        tree(running).forEach(one -> command.add(Long.toString(one.pid())));
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When the process that runs now was started. */
    synchronized Instant startedAt() {
        return startedAt;
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Every time it died until now. */
    public synchronized List<Death> deaths() {
        return List.copyOf(deaths);
    }

    private static List<ProcessHandle> tree(Process root) {
        return Stream.concat(Stream.of(root.toHandle()), root.descendants()).toList();
    }
}
