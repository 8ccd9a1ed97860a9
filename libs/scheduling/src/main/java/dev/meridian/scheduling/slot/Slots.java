package dev.meridian.scheduling.slot;

import dev.meridian.scheduling.catalogue.Alignment;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.time.Intervals;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The slots a host can offer: inside working hours, on the service's grid, clear of everything busy with the buffers
 * kept, from now plus notice to the end of the booking window, on days and in weeks that are not full.
 */
public final class Slots {
    private final SlotQuery query;
    private final long duration;
    private final long interval;
    private final long earliest;
    private final long from;
    private final long to;
    private final Caps caps;
    private final List<TimeRange> found = new ArrayList<>();

    private Slots(SlotQuery query) {
        this.query = query;
        Service service = query.service();
        duration = query.durationMinutes() * 60L;
        interval = service.intervalMinutes() * 60L;
        earliest = Seconds.ceil(query.now().plus(service.minNotice()));
        Instant windowStart = SlotRules.windowStart(service, query.schedule(), query.now());
        Instant windowEnd = SlotRules.windowEnd(service, query.schedule(), query.now());
        from = Math.max(Seconds.ceil(query.from()), Seconds.ceil(windowStart));
        to = Math.min(Seconds.ceil(query.to()), Seconds.ceil(windowEnd));
        caps = Caps.of(service, query.schedule(), query.booked());
    }

    /** The free slots in order of their starts, which lie in {@code [from, to)} of the query. */
    public static List<TimeRange> free(SlotQuery query) {
        if (!query.service().durationsMinutes().contains(query.durationMinutes())) {
            return List.of();
        }
        Slots slots = new Slots(query);
        if (slots.from < slots.to) {
            slots.search();
        }
        return slots.found;
    }

    private void search() {
        WorkingHours hours = WorkingHours.of(query.schedule());
        List<Segment> segments = hours.segments(from, to + duration);
        if (segments.isEmpty()) {
            return;
        }
        Taken taken = new Taken(query, segments.getFirst().anchor(), to + duration);
        taken.add(hours.breaks(segments.getFirst().anchor(), to + duration));
        Intervals blocked = taken.union();
        if (query.service().alignment() == Alignment.WINDOW_START) {
            fromWindowStarts(segments, blocked);
        } else {
            onTheClock(segments, blocked);
        }
    }

    private void fromWindowStarts(List<Segment> segments, Intervals blocked) {
        int next = blocked.firstEndingAfter(from);
        for (Segment segment : segments) {
            long last = Math.min(Math.min(segment.end(), to) - 1, segment.windowEnd() - duration);
            long start = onOrAfter(from, segment.anchor());
            while (start <= last) {
                while (next < blocked.size() && blocked.end(next) <= start) {
                    next++;
                }
                if (next < blocked.size() && blocked.start(next) < start + duration) {
                    start = onOrAfter(blocked.end(next), segment.anchor());
                } else {
                    offer(start);
                    start += interval;
                }
            }
        }
    }

    /** The first start of the grid that begins at {@code anchor} which is not before {@code point}. */
    private long onOrAfter(long point, long anchor) {
        return point <= anchor ? anchor : anchor + Math.ceilDiv(point - anchor, interval) * interval;
    }

    private void onTheClock(List<Segment> segments, Intervals blocked) {
        ClockGrid clock = ClockGrid.of(query.viewerZone(), query.service().intervalMinutes());
        for (Segment segment : segments) {
            Intervals free = Intervals.union(new long[] {segment.anchor()}, new long[] {segment.windowEnd()}, 1)
                    .subtract(blocked);
            for (int i = 0; i < free.size(); i++) {
                long last = Math.min(Math.min(segment.end(), to) - 1, free.end(i) - duration);
                // The notice moves the beginning of a free range, the asked range only filters.
                long start = clock.roundUp(Math.max(free.start(i), earliest));
                long shift = start <= last ? clock.nextShift(start) : Long.MAX_VALUE;
                while (start <= last) {
                    if (start >= from) {
                        offer(start);
                    }
                    start += interval;
                    if (start >= shift) {
                        start = clock.roundUp(start);
                        shift = clock.nextShift(start);
                    }
                }
            }
        }
    }

    private void offer(long start) {
        Instant at = Instant.ofEpochSecond(start);
        if (caps.against(at).isEmpty()) {
            found.add(new TimeRange(at, Instant.ofEpochSecond(start + duration)));
        }
    }
}
