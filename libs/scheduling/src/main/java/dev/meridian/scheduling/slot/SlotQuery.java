package dev.meridian.scheduling.slot;

import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * The question which starts one host can offer.
 *
 * @param durationMinutes wished length; one of the service's, or nothing is free
 * @param now the moment of asking
 * @param from earliest start, included
 * @param to latest start, excluded
 * @param busy what other calendars hold, in any order. With {@code FREE_RANGE_CLOCK} it should reach back to the
 *     beginning of the working window that {@code from} lies in, because the grid begins anew after each busy time
 * @param occupied own bookings and live holds, in any order; the same appointment may be in {@code busy} too
 * @param booked starts of the service's bookings that count towards its {@link Caps}, in any order
 * @param viewerZone the zone of whoever asks; only {@code FREE_RANGE_CLOCK} looks at it
 */
public record SlotQuery(
        Service service,
        int durationMinutes,
        Schedule schedule,
        Instant now,
        Instant from,
        Instant to,
        List<TimeRange> busy,
        List<Occupied> occupied,
        List<Instant> booked,
        ZoneId viewerZone) {
    public SlotQuery {
        busy = List.copyOf(busy);
        occupied = List.copyOf(occupied);
        booked = List.copyOf(booked);
    }

    /** The question with no bookings that count towards caps. */
    public SlotQuery(
            Service service,
            int durationMinutes,
            Schedule schedule,
            Instant now,
            Instant from,
            Instant to,
            List<TimeRange> busy,
            List<Occupied> occupied,
            ZoneId viewerZone) {
        this(service, durationMinutes, schedule, now, from, to, busy, occupied, List.of(), viewerZone);
    }

    /** The question for the service's default duration on an empty calendar. */
    public static SlotQuery of(
            Service service, Schedule schedule, Instant now, Instant from, Instant to, ZoneId viewerZone) {
        return new SlotQuery(
                service, service.defaultDurationMinutes(), schedule, now, from, to, List.of(), List.of(), viewerZone);
    }

    public SlotQuery lasting(int minutes) {
        return new SlotQuery(service, minutes, schedule, now, from, to, busy, occupied, booked, viewerZone);
    }

    public SlotQuery withBusy(List<TimeRange> newBusy, List<Occupied> newOccupied) {
        return new SlotQuery(
                service, durationMinutes, schedule, now, from, to, newBusy, newOccupied, booked, viewerZone);
    }

    public SlotQuery withBooked(List<Instant> newBooked) {
        return new SlotQuery(service, durationMinutes, schedule, now, from, to, busy, occupied, newBooked, viewerZone);
    }
}
