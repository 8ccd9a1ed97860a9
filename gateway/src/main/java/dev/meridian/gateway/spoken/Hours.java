package dev.meridian.gateway.spoken;

import dev.meridian.scheduling.suggestion.PartOfDay;
import java.time.LocalTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The times of a day at which something may start.
 *
 * @param to not included; null for the end of the day; the same as {@code from} for that very time
 */
public record Hours(LocalTime from, @Nullable LocalTime to) {

    static final Hours ALL_DAY = new Hours(LocalTime.MIDNIGHT, null);

    static Hours between(int from, int to) {
        return new Hours(LocalTime.of(from, 0), LocalTime.of(to, 0));
    }

    /** The very time. */
    public static Hours at(LocalTime time) {
        return new Hours(time, time);
    }

    static Hours after(LocalTime time) {
        return new Hours(time, null);
    }

    static Hours before(LocalTime time) {
        return new Hours(LocalTime.MIDNIGHT, time);
    }

    /** The hours of a part of the day. */
    public static Hours of(PartOfDay part) {
        return switch (part) {
            case ANY -> ALL_DAY;
            case MORNING -> between(5, 12);
            case AFTERNOON -> between(12, 17);
            case EVENING -> between(17, 22);
        };
    }

    /** The part of the day that has exactly these hours. */
    public Optional<PartOfDay> part() {
        return Stream.of(PartOfDay.values())
                .filter(part -> of(part).equals(this))
                .findFirst();
    }

    /** Whether it is one time. */
    public boolean exact() {
        return from.equals(to);
    }

    public boolean includes(LocalTime time) {
        return exact() ? time.equals(from) : !time.isBefore(from) && (to == null || time.isBefore(to));
    }
}
