package dev.meridian.scheduling.catalogue;

import java.time.LocalTime;
import java.util.regex.Pattern;

/** Times of day as documents write them: {@code HH:mm}, and {@code 24:00} for the end of the day. */
final class TimesOfDay {
    static final String STARTS = "HH:mm, 00:00 to 23:59";
    static final String ENDS = "HH:mm, 00:00 to 24:00";

    private static final Pattern HH_MM = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final String END_OF_DAY = "24:00";

    private TimesOfDay() {}

    static boolean isStart(String text) {
        return HH_MM.matcher(text).matches();
    }

    static boolean isEnd(String text) {
        return isStart(text) || text.equals(END_OF_DAY);
    }

    static LocalTime read(String text) {
        return text.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }

    static String endText(LocalTime end) {
        return end.equals(LocalTime.MIDNIGHT) ? END_OF_DAY : end.toString();
    }
}
