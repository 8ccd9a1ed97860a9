package dev.meridian.gateway.google;

import reactor.core.publisher.Mono;

/** Has calendars read that have changed. */
interface CalendarLooks {

    /** Completes once it can not be forgotten any more that this calendar is to be read; an error otherwise. */
    Mono<Void> ask(String calendarId);
}
