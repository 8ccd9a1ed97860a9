package dev.meridian.gateway.spoken;

import dev.meridian.scheduling.zone.ZoneMatch;
import dev.meridian.scheduling.zone.ZoneNames;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A day and a time of it that were said in one breath: "tomorrow morning", "Monday, November 23 at 9 AM Pacific Time".
 *
 * @param date readable by {@link SpokenDates}
 * @param time readable by {@link SpokenTimes}
 * @param zone the zone that was said with it, or null
 */
public record DayAndTime(String date, String time, @Nullable ZoneId zone) {

    /** A bare number may belong to the date; these may not. */
    private static final Pattern CLEARLY_TIME = Pattern.compile(
            "^(?:at|after|before|between|around|about) .+|.*\\d ?[ap] ?m\\b.*|.*\\d:\\d{2}.*|.*(?:o'? ?clock|noon|midday|midnight|morning|lunch"
                    + "|lunchtime|afternoon|evening|night).*");

    private static final Pattern ANY_DATE = Pattern.compile(".*\\d{4}-\\d{1,2}-\\d{1,2}.*");
    private static final int MOST_ZONE_WORDS = 4;
    private static final LocalDate SOME_DAY = LocalDate.of(2026, 1, 1);

    /** The two, if the text is both and neither alone. */
    public static Optional<DayAndTime> read(String said) {
        String plain = Words.plain(said)
                .replaceFirst("^tonight\\b", "today tonight")
                .replaceFirst("^this (?=morning|afternoon|evening)", "today ");
        if (isDate(plain)) {
            return Optional.empty();
        }
        return split(plain, null).or(() -> beforeZone(plain));
    }

    private static Optional<DayAndTime> split(String plain, @Nullable ZoneId zone) {
        for (int blank = plain.indexOf(' '); blank >= 0; blank = plain.indexOf(' ', blank + 1)) {
            String before = plain.substring(0, blank);
            String after = plain.substring(blank + 1);
            if (isDate(before) && isTime(after)) {
                return Optional.of(new DayAndTime(before, after, zone));
            }
            if (isTime(before) && isDate(after)) {
                return Optional.of(new DayAndTime(after, before, zone));
            }
        }
        return Optional.empty();
    }

    private static Optional<DayAndTime> beforeZone(String plain) {
        int end = plain.length();
        for (int words = 0; words < MOST_ZONE_WORDS; words++) {
            end = plain.lastIndexOf(' ', end - 1);
            if (end < 0) {
                break;
            }
            if (ZoneNames.find(plain.substring(end + 1)) instanceof ZoneMatch.Known known) {
                Optional<DayAndTime> found = split(plain.substring(0, end), known.zone());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isDate(String text) {
        return !(SpokenDates.read(text, SOME_DAY, true) instanceof DateReading.Unreadable);
    }

    private static boolean isTime(String text) {
        return CLEARLY_TIME.matcher(text).matches()
                && !ANY_DATE.matcher(text).matches()
                && !(SpokenTimes.read(text) instanceof TimeReading.Unreadable);
    }
}
