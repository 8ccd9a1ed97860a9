package dev.meridian.bookings.booking;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where a booking stands. The ways between the states are the table below and nothing else; terminal states are never
 * left, booking again is another booking.
 */
public enum BookingState {
    /** The slot is taken in the book, nothing is in the calendar, and nobody has tried. The only state a wait may end in. */
    HELD(Status.IN_PROGRESS, true),
    /** The slot is taken and nothing is in the calendar; the host has yet to agree, and has only so long to do so. */
    AWAITING_HOST(Status.AWAITING_HOST, true),
    /** The event is being written: it may be in the calendar, or may yet come to be. */
    WRITING(Status.IN_PROGRESS, true),
    /** The event stands, and no stranger's event was beside it when we looked. */
    CONFIRMED(Status.CONFIRMED, true),
    /** The old time stands while the new one is being won. */
    MOVING(Status.CONFIRMED, true),
    /** The event is being removed for good; the slot stays taken until it is. */
    UNDOING(Status.IN_PROGRESS, true),
    /** The calendar refuses for a reason that lasts; the slot stays taken until a person has looked. */
    PARKED(Status.IN_PROGRESS, true),
    REFUSED(Status.REFUSED, false),
    DECLINED(Status.DECLINED, false),
    CANCELLED(Status.CANCELLED, false),
    EXPIRED(Status.EXPIRED, false);

    private static final Map<BookingState, Set<BookingState>> WAYS = Map.of(
            HELD, EnumSet.of(AWAITING_HOST, WRITING, REFUSED, CANCELLED, EXPIRED),
            AWAITING_HOST, EnumSet.of(WRITING, DECLINED, CANCELLED, EXPIRED),
            // Refused without an undo only when a stranger's event has our id: ours can then never come to be.
            WRITING, EnumSet.of(CONFIRMED, UNDOING, PARKED, REFUSED),
            CONFIRMED, EnumSet.of(MOVING, UNDOING, CANCELLED),
            MOVING, EnumSet.of(CONFIRMED, UNDOING, PARKED),
            UNDOING, EnumSet.of(REFUSED, DECLINED, CANCELLED, EXPIRED, PARKED),
            PARKED, EnumSet.of(WRITING, UNDOING, MOVING));

    private static final Set<BookingState> UNDER_WAY = EnumSet.of(HELD, AWAITING_HOST, WRITING, MOVING, UNDOING);

    private final Status status;
    private final boolean holdsSlot;

    BookingState(Status status, boolean holdsSlot) {
        this.status = status;
        this.holdsSlot = holdsSlot;
    }

    /** Whether a booking may go from here to there. */
    public boolean mayBecome(BookingState next) {
        return WAYS.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether nothing follows. */
    public boolean terminal() {
        return !WAYS.containsKey(this);
    }

    /** Whether the booking keeps others out of its slot. */
    public boolean holdsSlot() {
        return holdsSlot;
    }

    /** Whether a worker has something to do for it without being asked, if only to let it run out. */
    public boolean underWay() {
        return UNDER_WAY.contains(this);
    }

    /** Whether the wish lives: the same wish in the same conversation is this booking and not another. */
    public boolean live() {
        return holdsSlot && this != UNDOING;
    }

    /** Some of the states as an SQL list: {@code 'HELD', 'WRITING'}. */
    public static String sqlList(Predicate<BookingState> which) {
        return Arrays.stream(values())
                .filter(which)
                .map(state -> "'" + state + "'")
                .collect(joining(", "));
    }

    /** What the public interface calls it. */
    public Status status() {
        return status;
    }

    /** The status of a booking in the public interface. */
    public enum Status {
        IN_PROGRESS,
        AWAITING_HOST,
        CONFIRMED,
        REFUSED,
        DECLINED,
        CANCELLED,
        EXPIRED;

        /** The word on the wire: {@code in_progress}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
