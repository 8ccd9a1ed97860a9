package dev.meridian.calendars.google;

import com.google.api.services.calendar.Calendar;
import com.google.api.services.calendar.model.FreeBusyCalendar;
import com.google.api.services.calendar.model.FreeBusyRequest;
import com.google.api.services.calendar.model.FreeBusyRequestItem;
import com.google.api.services.calendar.model.FreeBusyResponse;
import com.google.api.services.calendar.model.TimePeriod;
import dev.meridian.calendars.BusyTimes;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.scheduling.time.Intervals;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Free/busy of any number of calendars over any range, in requests Google takes: up to 50 calendars (documented) and 60 days
 * (it refuses more than about 90, which is not). One failed part makes its calendars unknown, never free.
 */
final class GoogleFreeBusy {

    static final int MOST_CALENDARS = 50;
    static final Duration LONGEST_RANGE = Duration.ofDays(60);

    private final Calendar calendar;
    private final GoogleCalls calls;

    GoogleFreeBusy(Calendar calendar, GoogleCalls calls) {
        this.calendar = calendar;
        this.calls = calls;
    }

    /** Busy times by Google's own calendar ids. */
    Map<String, BusyTimes> query(Collection<String> ids, Instant from, Instant to) {
        var found = new LinkedHashMap<String, BusyTimes>();
        var distinct = ids.stream().distinct().toList();
        for (int i = 0; i < distinct.size(); i += MOST_CALENDARS) {
            var some = distinct.subList(i, Math.min(i + MOST_CALENDARS, distinct.size()));
            found.putAll(queryAll(some, new TimeRange(from, to)));
        }
        return found;
    }

    /** One calendar and a range that fits one request; throws {@link CalendarFailure} when there is no answer. */
    BusyTimes queryOne(String id, TimeRange range) {
        var times = new ArrayList<TimeRange>();
        var faulty = read(ask(List.of(id), chunks(range).getFirst()), id, times);
        return faulty == null ? new BusyTimes.Known(normal(times, range)) : new BusyTimes.Unknown(faulty);
    }

    private Map<String, BusyTimes> queryAll(List<String> ids, TimeRange range) {
        var busy = new LinkedHashMap<String, List<TimeRange>>();
        var unknown = new LinkedHashMap<String, String>();
        ids.forEach(id -> busy.put(id, new ArrayList<>()));
        for (var chunk : chunks(range)) {
            var open = ids.stream().filter(id -> !unknown.containsKey(id)).toList();
            if (open.isEmpty()) {
                break;
            }
            try {
                var answer = ask(open, chunk);
                for (var id : open) {
                    var faulty = read(answer, id, busy.get(id));
                    if (faulty != null) {
                        unknown.put(id, faulty);
                    }
                }
            } catch (CalendarFailure e) {
                var reason = String.valueOf(e.getMessage());
                open.forEach(id -> unknown.put(id, reason));
            }
        }
        var result = new LinkedHashMap<String, BusyTimes>();
        busy.forEach((id, times) -> {
            var reason = unknown.get(id);
            result.put(id, reason == null ? new BusyTimes.Known(normal(times, range)) : new BusyTimes.Unknown(reason));
        });
        return result;
    }

    private FreeBusyResponse ask(List<String> ids, TimeRange range) {
        var request = new FreeBusyRequest()
                .setTimeMin(GoogleEvents.utc(range.start()))
                .setTimeMax(GoogleEvents.utc(range.end()))
                .setTimeZone("UTC")
                .setCalendarExpansionMax(MOST_CALENDARS)
                .setItems(ids.stream()
                        .map(id -> new FreeBusyRequestItem().setId(id))
                        .toList());
        return calls.read("free/busy", () -> calendar.freebusy().query(request).execute());
    }

    /** Adds what the calendar answered; returns why it is unknown, or null. */
    private static @Nullable String read(FreeBusyResponse answer, String id, @Nullable List<TimeRange> into) {
        @Nullable Map<String, FreeBusyCalendar> calendars = answer.getCalendars();
        @Nullable FreeBusyCalendar found = calendars == null ? null : calendars.get(id);
        if (found == null || into == null) {
            return "free/busy: the calendar is not in the answer";
        }
        if (found.getErrors() != null && !found.getErrors().isEmpty()) {
            return "free/busy: " + found.getErrors().getFirst().getReason();
        }
        if (found.getBusy() == null) {
            return "free/busy: the answer has no busy times";
        }
        for (TimePeriod period : found.getBusy()) {
            if (period.getStart() == null || period.getEnd() == null) {
                return "free/busy: a busy time without bounds";
            }
            var start = GoogleEvents.instant(period.getStart());
            var end = GoogleEvents.instant(period.getEnd());
            if (start.isBefore(end)) {
                into.add(new TimeRange(start, end));
            }
        }
        return null;
    }

    private static List<TimeRange> chunks(TimeRange range) {
        var chunks = new ArrayList<TimeRange>();
        // Google ignores what is below a second, so the query is widened to whole ones; the result is clipped.
        var start = range.start().truncatedTo(ChronoUnit.SECONDS);
        while (start.isBefore(range.end())) {
            var end = start.plus(LONGEST_RANGE);
            if (end.isAfter(range.end())) {
                end = ceiling(range.end());
            }
            chunks.add(new TimeRange(start, end));
            start = end;
        }
        return chunks;
    }

    static Instant ceiling(Instant instant) {
        var whole = instant.truncatedTo(ChronoUnit.SECONDS);
        return whole.equals(instant) ? whole : whole.plusSeconds(1);
    }

    /** Google promises neither order nor that intervals are merged or clipped. */
    private static List<TimeRange> normal(List<TimeRange> busy, TimeRange range) {
        var starts = busy.stream().mapToLong(b -> b.start().toEpochMilli()).toArray();
        var ends = busy.stream().mapToLong(b -> b.end().toEpochMilli()).toArray();
        var merged = Intervals.of(starts, ends);
        var times = new ArrayList<TimeRange>(merged.size());
        for (int i = 0; i < merged.size(); i++) {
            var start = later(Instant.ofEpochMilli(merged.start(i)), range.start());
            var end = earlier(Instant.ofEpochMilli(merged.end(i)), range.end());
            if (start.isBefore(end)) {
                times.add(new TimeRange(start, end));
            }
        }
        return times;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
