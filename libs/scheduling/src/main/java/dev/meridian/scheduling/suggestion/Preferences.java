package dev.meridian.scheduling.suggestion;

import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a customer likes to come. Wishes, not rules: they order what is offered and keep nothing from being offered.
 *
 * @param days the days; none: whichever
 * @param windows stretches of the day, each on its days; none: the whole day. With {@code days}, both must hold
 * @param bufferMinutes free time to keep to the host's other appointments
 * @param timeZone whose clock all this is on; null: that of whoever asks
 * @param version rises with each change; 0 for one who never set any
 */
public record Preferences(
        Set<Weekday> days,
        List<WeeklyWindow> windows,
        int bufferMinutes,
        @Nullable ZoneId timeZone,
        int version) {

    /** The longest buffer. */
    public static final int MOST_BUFFER_MINUTES = 24 * 60;

    /** Those of one who never set any. */
    public static final Preferences NONE = new Preferences(Set.of(), List.of(), 0, null, 0);

    public Preferences {
        days = days.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(days));
        windows = List.copyOf(windows);
        if (bufferMinutes < 0 || bufferMinutes > MOST_BUFFER_MINUTES) {
            throw new IllegalArgumentException(
                    "bufferMinutes: " + bufferMinutes + " (expected: 0 to " + MOST_BUFFER_MINUTES + ")");
        }
    }

    /** The same under another version. */
    public Preferences as(int otherVersion) {
        return new Preferences(days, windows, bufferMinutes, timeZone, otherVersion);
    }

    /** The free time to keep around an appointment. */
    public Duration buffer() {
        return Duration.ofMinutes(bufferMinutes);
    }

    /** Whether the whole of an appointment is at a time that was named; never when none was. */
    boolean names(TimeRange time, ZoneId viewerZone) {
        ZoneId zone = timeZone == null ? viewerZone : timeZone;
        LocalDateTime start = LocalDateTime.ofInstant(time.start(), zone);
        LocalDateTime end = LocalDateTime.ofInstant(time.end(), zone);
        if (windows.isEmpty()) {
            return days.contains(Weekday.of(start.getDayOfWeek()));
        }
        LocalDate date = start.toLocalDate();
        // A window that runs past midnight belongs to the day it starts on.
        return windows.stream()
                .anyMatch(window -> includes(window, date, start, end)
                        || (window.window().runsIntoNextDay() && includes(window, date.minusDays(1), start, end)));
    }

    private boolean includes(WeeklyWindow window, LocalDate date, LocalDateTime start, LocalDateTime end) {
        Weekday day = Weekday.of(date.getDayOfWeek());
        LocalDate last = window.window().runsIntoNextDay() ? date.plusDays(1) : date;
        return window.days().contains(day)
                && (days.isEmpty() || days.contains(day))
                && !start.isBefore(date.atTime(window.start()))
                && !end.isAfter(last.atTime(window.end()));
    }
}
