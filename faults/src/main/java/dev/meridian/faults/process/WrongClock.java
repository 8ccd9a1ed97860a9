package dev.meridian.faults.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A process's clock, which can be set wrong while it runs, where libfaketime is installed. */
final class WrongClock {

    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String NAME = "libfaketime.so.1";

    private final Path file;

    WrongClock(Path file) {
        this.file = file;
    }

    /** What the process's environment needs for it; empty where the library is missing. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        library().ifPresent(library -> {
            set(Duration.ZERO);
            environment.put("LD_PRELOAD", library.toString());
            environment.put("FAKETIME_TIMESTAMP_FILE", file.toString());
            environment.put("FAKETIME_CACHE_DURATION", "1");
            // Waits and time-outs are measured on a clock that never jumps, here as there.
            environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
            // Otherwise it takes the JVM's monotonic deadlines for those of the other clock, and every wait spins.
            environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        });
        return environment;
    }

    /** Sets the clock wrong by that much; false where it can not be. */
    boolean set(Duration wrong) {
        if (library().isEmpty()) {
            return false;
        }
        try {
            Files.writeString(file, (wrong.isNegative() ? "" : "+") + wrong.toSeconds() + "s\n", UTF_8);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> library() {
        String named = System.getProperty("faults.faketime", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        try (Stream<Path> files = Files.find(LIBRARIES, 4, (path, attributes) -> path.endsWith(NAME))) {
            return files.findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
