package dev.meridian.faults;

import dev.meridian.faults.load.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a run is told.
 *
 * @param folder where it works
 * @param length how long things go wrong
 * @param seed of the plan and of the callers
 * @param attempts how many attempts to make, about
 * @param commands what callers may ask for
 * @param takeovers how often, before that, a worker is killed while nothing else is wrong
 * @param replays how often everything is replayed in the end
 * @param report where the figures go
 */
record Settings(
        Path folder,
        Duration length,
        long seed,
        int attempts,
        Set<Command> commands,
        int takeovers,
        int replays,
        Path report) {

    private static final int ATTEMPTS_PER_MINUTE = 334;

    /** From system properties; an empty one counts as none. */
    static Settings of(Properties properties) {
        Duration length =
                Duration.ofSeconds(Math.round(60 * Double.parseDouble(text(properties, "faults.minutes", "3"))));
        String seed = text(properties, "faults.seed", "");
        String attempts = text(properties, "faults.attempts", "");
        return new Settings(
                Path.of(text(properties, "faults.folder", "target/faults")).toAbsolutePath(),
                length,
                seed.isEmpty() ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : Long.parseLong(seed),
                attempts.isEmpty()
                        ? Math.toIntExact(Math.max(10, length.toSeconds() * ATTEMPTS_PER_MINUTE / 60))
                        : Integer.parseInt(attempts),
                commands(text(properties, "faults.commands", "book,hold,move,cancel,accept,decline")),
                Integer.parseInt(text(properties, "faults.takeovers", "10")),
                Integer.parseInt(text(properties, "faults.replays", "3")),
                Path.of(text(properties, "faults.report", "target/reliability.md"))
                        .toAbsolutePath());
    }

    private static String text(Properties properties, String name, String otherwise) {
        String value = properties.getProperty(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    private static Set<Command> commands(String text) {
        Set<Command> commands = EnumSet.noneOf(Command.class);
        Arrays.stream(text.split(",", -1))
                .map(name -> Command.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                .forEach(commands::add);
        return commands;
    }
}
