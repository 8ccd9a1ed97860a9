package dev.meridian.gateway.argument;

import dev.meridian.gateway.argument.TimeReading.At;
import dev.meridian.gateway.argument.TimeReading.Several;
import dev.meridian.gateway.argument.TimeReading.Unreadable;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times of day: "09:00", "14:00:00", "9 AM", "2:30 p.m.", "noon". Two digits before the colon are the 24-hour clock;
 * "7" or "7:30" alone may be morning or evening, and both are returned.
 */
public final class SpokenTimes {

    private static final Pattern TIME = Pattern.compile(
            "(?:at )?(\\d{1,2})(?:[:.](\\d{2}))?(?::00(?:\\.0+)?)?(?: ?o'?clock)?(?: ?([ap])\\.? ?m\\.?)?");
    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[t ](\\d{2}:\\d{2})(?::.*|z|[+-].*)?");

    private SpokenTimes() {}

    /** What the text means. */
    public static TimeReading read(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT).replace('’', '\'').replaceAll("\\s+", " ");
        Matcher iso = ISO.matcher(plain);
        if (iso.matches()) {
            return read(iso.group(1));
        }
        return switch (plain) {
            case "noon", "midday", "12 noon", "at noon" -> new At(LocalTime.NOON);
            case "midnight", "12 midnight", "at midnight" -> new At(LocalTime.MIDNIGHT);
            default -> {
                Matcher time = TIME.matcher(plain);
                yield time.matches() ? digits(time) : new Unreadable();
            }
        };
    }

    private static TimeReading digits(Matcher time) {
        String hourText = time.group(1);
        int hour = Integer.parseInt(hourText);
        int minute = time.group(2) == null ? 0 : Integer.parseInt(time.group(2));
        String half = time.group(3);
        if (minute > 59 || hour > 23 || (half != null && hour == 0)) {
            return new Unreadable();
        }
        if (half != null && hour <= 12) {
            return new At(LocalTime.of(hour % 12 + (half.equals("p") ? 12 : 0), minute));
        }
        if (half != null) {
            // "14:00 PM" says the same twice; "14:00 AM" contradicts itself.
            return half.equals("p") ? new At(LocalTime.of(hour, minute)) : new Unreadable();
        }
        boolean clock24 = hour == 0 || hour > 11 || (hourText.length() == 2 && time.group(2) != null);
        return clock24
                ? new At(LocalTime.of(hour, minute))
                : new Several(List.of(LocalTime.of(hour, minute), LocalTime.of(hour + 12, minute)));
    }
}
