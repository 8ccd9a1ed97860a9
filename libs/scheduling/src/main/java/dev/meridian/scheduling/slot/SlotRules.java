package dev.meridian.scheduling.slot;

import dev.meridian.scheduling.catalogue.Alignment;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.time.Intervals;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The rules a start must keep, apart from who else is booked. Every start that {@link Slots#free} offers is allowed
 * here at the same moment.
 */
public final class SlotRules {
    private SlotRules() {}

    /** The verdict on a start, caps included; the query's range and busy times are not looked at. */
    public static SlotVerdict judge(SlotQuery query, Instant start) {
        SlotVerdict verdict = judge(
                query.service(), query.durationMinutes(), query.schedule(), query.viewerZone(), query.now(), start);
        return verdict instanceof SlotVerdict.Allowed
                ? Caps.of(query.service(), query.schedule(), query.booked())
                        .against(start)
                        .<SlotVerdict>map(SlotVerdict.NotAllowed::new)
                        .orElse(verdict)
                : verdict;
    }

    /**
     * The verdict on a start, {@link Caps} left aside. With {@code FREE_RANGE_CLOCK} any mark of the viewer's clock is on the grid, because
     * which marks are offered depends on what else is booked at that moment.
     */
    public static SlotVerdict judge(
            Service service, int durationMinutes, Schedule schedule, ZoneId viewerZone, Instant now, Instant start) {
        return service.durationsMinutes().contains(durationMinutes)
                ? judgeAgreed(service, durationMinutes, schedule, viewerZone, now, start)
                : new SlotVerdict.NotAllowed(Reason.DURATION);
    }

    /** The same for a length that was agreed on before, in whichever lengths the service comes by now. */
    public static SlotVerdict judgeAgreed(
            Service service, int durationMinutes, Schedule schedule, ZoneId viewerZone, Instant now, Instant start) {
        if (start.isBefore(now)) {
            return new SlotVerdict.NotAllowed(Reason.PAST);
        }
        if (start.isBefore(now.plus(service.minNotice()))) {
            return new SlotVerdict.NotAllowed(Reason.NOTICE);
        }
        if (start.isBefore(windowStart(service, schedule, now))) {
            return new SlotVerdict.NotAllowed(Reason.BEFORE_WINDOW);
        }
        if (!start.isBefore(windowEnd(service, schedule, now))) {
            return new SlotVerdict.NotAllowed(Reason.BEYOND_WINDOW);
        }
        TimeRange slot = TimeRange.of(start, Duration.ofMinutes(durationMinutes));
        if (!isOpen(service, schedule, slot)) {
            return new SlotVerdict.NotAllowed(Reason.CLOSED);
        }
        return onGrid(service, schedule, viewerZone, start)
                ? new SlotVerdict.Allowed(slot)
                : new SlotVerdict.NotAllowed(Reason.OFF_GRID);
    }

    /** Whether a slot comes too close to what is taken, buffers on both sides kept. */
    public static boolean clashes(Service service, TimeRange slot, List<TimeRange> busy, List<Occupied> occupied) {
        Duration before = service.bufferBefore();
        Duration after = service.bufferAfter();
        TimeRange needed = new TimeRange(slot.start().minus(before), slot.end().plus(after));
        return busy.stream().anyMatch(needed::overlaps)
                || occupied.stream().anyMatch(taken -> taken.blocks(slot, before, after));
    }

    /** The first instant not too early to start at: now plus notice, or the beginning of the first of the service's dates. */
    public static Instant windowStart(Service service, Schedule schedule, Instant now) {
        Instant earliest = now.plus(service.minNotice());
        LocalDate first =
                service.windowDates() == null ? null : service.windowDates().from();
        if (first == null) {
            return earliest;
        }
        Instant opens = first.atStartOfDay(schedule.zone()).toInstant();
        return opens.isAfter(earliest) ? opens : earliest;
    }

    /**
     * The first instant too late to start at: the end of the host's date that is {@code windowDays} after today, or of
     * the last of the service's dates if that is earlier.
     */
    public static Instant windowEnd(Service service, Schedule schedule, Instant now) {
        LocalDate last = LocalDate.ofInstant(now, schedule.zone()).plusDays(service.windowDays());
        LocalDate closes =
                service.windowDates() == null ? null : service.windowDates().to();
        LocalDate day = closes != null && closes.isBefore(last) ? closes : last;
        return day.plusDays(1).atStartOfDay(schedule.zone()).toInstant();
    }

    private static boolean isOpen(Service service, Schedule schedule, TimeRange slot) {
        WorkingHours hours = WorkingHours.of(schedule);
        long start = Seconds.floor(slot.start());
        long end = Seconds.ceil(slot.end());
        Intervals windows = hours.windows(start, end);
        return windows.covers(start, end)
                && !hours.breaks(start, end).overlaps(start, end)
                && !clashes(service, slot, schedule.busy(), List.of());
    }

    private static boolean onGrid(Service service, Schedule schedule, ZoneId viewerZone, Instant start) {
        if (start.getNano() != 0) {
            return false;
        }
        long at = start.getEpochSecond();
        if (service.alignment() == Alignment.FREE_RANGE_CLOCK) {
            return ClockGrid.of(viewerZone, service.intervalMinutes()).isMark(at);
        }
        long interval = service.intervalMinutes() * 60L;
        return WorkingHours.of(schedule).segments(at, at).stream()
                .anyMatch(segment ->
                        segment.anchor() <= at && at < segment.end() && (at - segment.anchor()) % interval == 0);
    }
}
