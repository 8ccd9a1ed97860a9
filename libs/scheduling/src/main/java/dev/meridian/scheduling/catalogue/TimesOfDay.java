package dev.meridian.scheduling.catalogue;

import java.time.LocalTime;
import java.util.List;
import java.util.regex.Pattern;

/** Times of day as documents write them: {@code HH:mm}, and {@code 24:00} for the end of the day. */
final class TimesOfDay {
    private static final Pattern HH_MM = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    private TimesOfDay() {}

    static LocalTime start(String field, String text) {
        if (!HH_MM.matcher(text).matches()) {
            throw new InvalidCatalogue(List.of(new Fault(field, text, "HH:mm, 00:00 to 23:59")));
        }
        return LocalTime.parse(text);
    }

    static LocalTime end(String field, String text) {
        if (text.equals("24:00")) {
            return LocalTime.MIDNIGHT;
        }
        if (!HH_MM.matcher(text).matches()) {
            throw new InvalidCatalogue(List.of(new Fault(field, text, "HH:mm, 00:00 to 24:00")));
        }
        return LocalTime.parse(text);
    }

    static String endText(LocalTime end) {
        return end.equals(LocalTime.MIDNIGHT) ? "24:00" : end.toString();
    }
}
