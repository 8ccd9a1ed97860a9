package dev.meridian.booking.simulation;

import dev.meridian.calendars.BusyTimes;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.EventChanges;
import dev.meridian.calendars.EventPatch;
import dev.meridian.calendars.NewChannel;
import dev.meridian.calendars.NewEvent;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calendar as one worker reaches it: before each call and before each answer anything else may happen, and the call
 * may be refused, lost, done without an answer, or done later.
 */
final class FaultyCalendar implements CalendarConnector {

    private final String worker;
    private final SimulatedCalendar calendar;
    private final Turns turns;
    private final Weather weather;
    private final Flaw flaw;

    /** How likely calls fail, for all workers. */
    static final class Weather {
        private final Random random;
        private int faultsInHundred;
        private boolean paused;

        Weather(Random random, int faultsInHundred) {
            this.random = random;
            this.faultsInHundred = faultsInHundred;
        }

        void clear() {
            faultsInHundred = 0;
        }

        void pause(boolean now) {
            paused = now;
        }

        /** Whether a worker dies here, as it may anywhere. */
        boolean kills() {
            return faultsInHundred > 0 && !paused && random.nextInt(15) == 0;
        }

        /** Whether the calendar does not know any more what it has told. */
        private boolean forgets() {
            return faultsInHundred > 0 && random.nextInt(20) == 0;
        }

        private boolean bad() {
            return !paused && random.nextInt(100) < faultsInHundred;
        }
    }

    /** What a call does once it is there. */
    private interface Effect<T> {
        T happen();
    }

    FaultyCalendar(String worker, SimulatedCalendar calendar, Turns turns, Weather weather, Flaw flaw) {
        this.worker = worker;
        this.calendar = calendar;
        this.turns = turns;
        this.weather = weather;
        this.flaw = flaw;
    }

    @Override
    public CalendarEvent insert(String calendarId, NewEvent event) {
        if (flaw == Flaw.UNDO_ONLY_DELETES && event.transparent()) {
            return new SimulatedCalendar(() -> Instant.EPOCH).insert(event);
        }
        return write("insert", event.id(), () -> calendar.insert(event));
    }

    @Override
    public Optional<CalendarEvent> get(String calendarId, String eventId) {
        return read("get", eventId, () -> calendar.get(eventId));
    }

    @Override
    public List<CalendarEvent> list(String calendarId, Instant from, Instant to) {
        turns.await(worker, "list", false);
        if (weather.bad()) {
            throw failure("list", false);
        }
        List<CalendarEvent> events = calendar.list(from, to);
        boolean strangers = events.stream().anyMatch(event -> event.blocks() && !SimulatedCalendar.isOurs(event));
        turns.await(worker, "list answered", strangers);
        return flaw == Flaw.LOOKS_AWAY ? List.of() : events;
    }

    @Override
    public CalendarEvent patch(String calendarId, String eventId, EventPatch patch, String etag) {
        return write("patch", eventId, () -> calendar.patch(eventId, patch, etag));
    }

    @Override
    public void delete(String calendarId, String eventId) {
        write("delete", eventId, () -> {
            if (flaw != Flaw.UNDO_ONLY_DELETES || calendar.get(eventId).isPresent()) {
                calendar.delete(eventId);
            }
            return true;
        });
    }

    @Override
    public Map<String, BusyTimes> freeBusy(Collection<String> calendarIds, Instant from, Instant to) {
        turns.await(worker, "freeBusy", false);
        BusyTimes answer = weather.bad() ? new BusyTimes.Unknown("503") : new BusyTimes.Known(busy(from, to));
        return calendarIds.stream().collect(Collectors.toMap(Function.identity(), id -> answer));
    }

    private List<TimeRange> busy(Instant from, Instant to) {
        List<TimeRange> busy = new ArrayList<>();
        calendar.list(from, to).stream()
                .filter(CalendarEvent::blocks)
                .map(event -> event.time().orElseThrow())
                .sorted(Comparator.comparing(TimeRange::start))
                .forEach(time -> {
                    TimeRange last = busy.isEmpty() ? null : busy.getLast();
                    if (last == null || last.end().isBefore(time.start())) {
                        busy.add(time);
                    } else if (time.end().isAfter(last.end())) {
                        busy.set(busy.size() - 1, new TimeRange(last.start(), time.end()));
                    }
                });
        return busy;
    }

    @Override
    public EventChanges changes(String calendarId, @Nullable String syncToken) {
        return read("changes", syncToken == null ? "of all" : syncToken, () -> {
            if (syncToken != null && weather.forgets()) {
                throw new CalendarFailure.SyncTokenExpired("changes: 410", null);
            }
            return calendar.changes(syncToken);
        });
    }

    @Override
    public Instant watch(String calendarId, NewChannel channel) {
        throw new UnsupportedOperationException();
    }

    private <T> T write(String operation, String id, Effect<T> effect) {
        return call(operation, id, true, effect);
    }

    private <T> T read(String operation, String id, Effect<T> look) {
        return call(operation, id, false, look);
    }

    private <T> T call(String operation, String id, boolean writes, Effect<T> effect) {
        String name = operation + " " + id.substring(0, Math.min(8, id.length()));
        turns.await(worker, name, false);
        if (!weather.bad()) {
            return answered(name, effect);
        }
        if (writes && weather.random.nextInt(3) > 0) {
            if (weather.random.nextBoolean()) {
                calendar.later(effect::happen);
            } else {
                tried(effect);
            }
            turns.await(worker, name + " unanswered", false);
            throw new CalendarFailure.OutcomeUnknown(operation + ": no answer", null);
        }
        throw failure(operation, writes);
    }

    private <T> T answered(String name, Effect<T> effect) {
        T answer;
        try {
            answer = effect.happen();
        } catch (CalendarFailure refused) {
            turns.await(worker, name + " refused", false);
            throw refused;
        }
        turns.await(worker, name + " answered", false);
        return answer;
    }

    private static void tried(Effect<?> effect) {
        try {
            effect.happen();
        } catch (CalendarFailure refused) {
            // The refusal is lost on the way back as well.
        }
    }

    private CalendarFailure failure(String operation, boolean writes) {
        return switch (weather.random.nextInt(10)) {
            case 0, 1, 2 -> new CalendarFailure.RateLimited(operation + ": 429", null, null);
            case 3 -> new CalendarFailure.QuotaExhausted(operation + ": 403", null);
            case 4 -> new CalendarFailure.PermanentFailure(operation + ": 403", "forbidden", null);
            default ->
                writes
                        ? new CalendarFailure.OutcomeUnknown(operation + ": 503", null)
                        : new CalendarFailure.Unavailable(operation + ": 503", null);
        };
    }
}
