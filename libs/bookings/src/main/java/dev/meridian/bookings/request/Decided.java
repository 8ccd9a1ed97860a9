package dev.meridian.bookings.request;

import java.util.List;

/** A request that was just decided, and who is to be told. */
public record Decided(RequestKey id, Outcome outcome, List<Waiter> waiters) {

    public Decided {
        waiters = List.copyOf(waiters);
    }
}
