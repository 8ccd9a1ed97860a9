package dev.meridian.gateway.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Instants as text. */
public final class Times {

    private static final DateTimeFormatter WITH_OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private Times() {}

    /** On the clock of a zone, RFC 3339 with seconds and offset: {@code 2026-11-23T09:00:00-08:00}. */
    public static String in(ZoneId zone, Instant instant) {
        return WITH_OFFSET.format(instant.atZone(zone));
    }

    /** In UTC: {@code 2026-11-23T17:00:00.120Z}. */
    public static String utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
