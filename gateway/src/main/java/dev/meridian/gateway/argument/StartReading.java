package dev.meridian.gateway.argument;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** What a date and time in one text means. */
public sealed interface StartReading {

    /** An instant, as slots give it: {@code 2026-11-23T09:00:00-08:00}. */
    record Fixed(OffsetDateTime at) implements StartReading {}

    /** A time on somebody's clock: {@code 2026-11-23T09:00}. */
    record Local(LocalDateTime at) implements StartReading {}

    /** Neither. */
    record Unreadable() implements StartReading {}

    /** Reads ISO 8601; a blank for the T is let pass. */
    static StartReading of(String text) {
        String iso = text.strip().toUpperCase(Locale.ROOT).replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) +", "$1T");
        // Zone ids are not upper case; the offset before them already tells the instant.
        int zone = iso.indexOf('[');
        String bare = zone < 0 ? iso : iso.substring(0, zone);
        try {
            TemporalAccessor read =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(bare, ZonedDateTime::from, LocalDateTime::from);
            int year = read.get(ChronoField.YEAR);
            if (year < 1 || year > 9999) {
                return new Unreadable();
            }
            return read instanceof ZonedDateTime fixed
                    ? new Fixed(fixed.toOffsetDateTime())
                    : new Local(LocalDateTime.from(read));
        } catch (DateTimeException e) {
            return new Unreadable();
        }
    }
}
