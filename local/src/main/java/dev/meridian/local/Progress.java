package dev.meridian.local;

import java.time.Duration;
import java.util.Locale;

/** Hears how far the start is. Called from several threads. */
@FunctionalInterface
public interface Progress {

    /** Says nothing. */
    Progress SILENT = line -> {};

    /** Shows one line. */
    void say(String line);

    /** Tells that a part is ready, where, and how long that took. */
    default void ready(String part, String where, Duration took) {
        say(String.format(Locale.ROOT, "  %-20s %-34s ready in %.1f s", part, where, took.toMillis() / 1000.0));
    }
}
