package dev.meridian.calendars.sandbox;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests, in the order they came. */
final class CallLog {

    private static final int MOST = 10_000;

    private final Deque<RecordedCall> calls = new ArrayDeque<>();
    private final Clock clock;

    CallLog(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(GoogleApi.Route route, Call call) {
        if (calls.size() == MOST) {
            calls.removeFirst();
        }
        calls.add(new RecordedCall(
                route.operation(),
                call.sentMethod(),
                route.calendarId(),
                route.eventId(),
                call.parameters().values(),
                clock.instant()));
    }

    synchronized List<RecordedCall> all() {
        return List.copyOf(calls);
    }

    synchronized void clear() {
        calls.clear();
    }
}
