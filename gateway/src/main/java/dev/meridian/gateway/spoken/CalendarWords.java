package dev.meridian.gateway.spoken;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Names of months and weekdays, in full or as they are shortened. */
final class CalendarWords {

    private static final int SHORTEST = 3;
    private static final int LONGEST_SHORT_MONTH = 4;
    private static final int LONGEST_SHORT_WEEKDAY = 5;

    private CalendarWords() {}

    static Optional<Month> month(String name) {
        return named(Month.values(), name, LONGEST_SHORT_MONTH);
    }

    static Optional<DayOfWeek> weekday(String name) {
        return name.equals("weds")
                ? Optional.of(DayOfWeek.WEDNESDAY)
                : named(DayOfWeek.values(), name, LONGEST_SHORT_WEEKDAY);
    }

    private static <E extends Enum<E>> Optional<E> named(E[] all, String name, int longestShort) {
        return name.length() < SHORTEST
                ? Optional.empty()
                : Stream.of(all)
                        .filter(one -> {
                            String full = one.name().toLowerCase(Locale.ROOT);
                            return full.equals(name) || (name.length() <= longestShort && full.startsWith(name));
                        })
                        .findFirst();
    }
}
