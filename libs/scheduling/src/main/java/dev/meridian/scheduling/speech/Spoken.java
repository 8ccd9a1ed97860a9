package dev.meridian.scheduling.speech;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Dates and times in the words of a person on the telephone: "Monday, November 23 at 9 AM Pacific Time". The year is
 * said only by the methods that promise it. Zones go by names that say the same in summer and in winter, except in the
 * hour that happens twice, where the name tells which of the two is meant.
 */
public final class Spoken {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEEE, MMMM d", Locale.ENGLISH);
    private static final DateTimeFormatter DATE_AND_YEAR =
            DateTimeFormatter.ofPattern("EEEE, MMMM d, uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter FULL_HOUR = DateTimeFormatter.ofPattern("h a", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR_AND_MINUTE = DateTimeFormatter.ofPattern("h:mm a", Locale.ENGLISH);

    /** For zones without a moment: the year's first day, when most of the world is on standard time. */
    private static final Instant PRESENT = Instant.parse("2026-01-01T00:00:00Z");

    private Spoken() {}

    /** "Monday, November 23 at 9 AM Pacific Time". */
    public static String dateTime(ZonedDateTime at) {
        return dateAndTime(at) + " " + zone(at);
    }

    /** "Monday, November 23, 2026 at 9 AM Pacific Time". */
    public static String dateTimeAndYear(ZonedDateTime at) {
        return dateAndYear(at.toLocalDate()) + " at " + time(at.toLocalTime()) + " " + zone(at);
    }

    /** "Monday, November 23 at 9 AM", for lists that name the zone once. */
    public static String dateAndTime(ZonedDateTime at) {
        return date(at.toLocalDate()) + " at " + time(at.toLocalTime());
    }

    /** "Monday, November 23". */
    public static String date(LocalDate date) {
        return DATE.format(date);
    }

    /** "Monday, November 23, 2026". */
    public static String dateAndYear(LocalDate date) {
        return DATE_AND_YEAR.format(date);
    }

    /** "9 AM", "9:30 AM", "12 PM" for noon. */
    public static String time(LocalTime time) {
        return (time.getMinute() == 0 ? FULL_HOUR : HOUR_AND_MINUTE).format(time);
    }

    /** "Pacific Time", "India Standard Time", "Arizona Time"; in the hour that happens twice "Pacific Daylight Time". */
    public static String zone(ZonedDateTime at) {
        List<ZoneOffset> offsets = at.getZone().getRules().getValidOffsets(at.toLocalDateTime());
        if (offsets.size() < 2) {
            return zone(at.getZone(), at.toInstant());
        }
        ZoneOffset other = at.getOffset().equals(offsets.getFirst()) ? offsets.getLast() : offsets.getFirst();
        return SpokenZones.specific(
                at.getZone(), at.toInstant(), at.toLocalDateTime().toInstant(other));
    }

    /** The name the zone goes by today. */
    public static String zone(ZoneId zone) {
        return zone(zone, PRESENT);
    }

    /** The name the zone goes by in the year of that moment, whatever the season. */
    public static String zone(ZoneId zone, Instant at) {
        return SpokenZones.generic(zone, at);
    }

    /** "9 AM", "9, 10 or 11 AM", "9 AM or 1 PM": what all have in common is said once, at the end. */
    public static String anyTimeOf(List<LocalTime> times) {
        boolean oneHalf =
                times.stream().map(time -> time.getHour() < 12).distinct().count() == 1;
        int last = times.size() - 1;
        return IntStream.rangeClosed(0, last)
                .mapToObj(i -> {
                    String time = time(times.get(i));
                    String word = i == 0 ? "" : i == last ? " or " : ", ";
                    return word + (oneHalf && i < last ? time.replaceFirst(" [AP]M$", "") : time);
                })
                .collect(Collectors.joining());
    }

    /** "A", "A or B", "A, B, or C". */
    public static String anyOf(List<String> items) {
        return joined(items, "or");
    }

    /** "A", "A and B", "A, B, and C". */
    public static String allOf(List<String> items) {
        return joined(items, "and");
    }

    private static String joined(List<String> items, String word) {
        int last = items.size() - 1;
        return switch (items.size()) {
            case 0 -> "";
            case 1 -> items.getFirst();
            case 2 -> items.getFirst() + " " + word + " " + items.getLast();
            default -> String.join(", ", items.subList(0, last)) + ", " + word + " " + items.getLast();
        };
    }
}
