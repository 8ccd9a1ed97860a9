package dev.meridian.gateway.google;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** Keeps what was asked for. */
public final class FakeCalendarLooks implements CalendarLooks {

    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile boolean failing;

    @Override
    public Mono<Void> ask(String calendarId) {
        return failing
                ? Mono.error(new IllegalStateException("database away"))
                : Mono.fromRunnable(() -> asked.add(calendarId));
    }
}
