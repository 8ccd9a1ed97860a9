package dev.meridian.booking.saga;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Counts what becomes of bookings. */
final class SagaMeters {

    private final MeterRegistry registry;
    private final Counter parked;
    private final Counter putOff;
    private final Counter takenOver;
    private final Counter turnedAway;
    private final Counter strangerFound;
    private final Counter strangerUnderOurId;
    private final Counter moved;
    private final Counter movedBack;
    private final Counter eventChanged;
    private final Counter leaseLost;

    SagaMeters(MeterRegistry registry) {
        this.registry = registry;
        this.parked = registry.counter("meridian.saga.parked");
        this.putOff = registry.counter("meridian.saga.put.off");
        this.takenOver = registry.counter("meridian.saga.taken.over");
        this.turnedAway = registry.counter("meridian.saga.turned.away");
        this.strangerFound = registry.counter("meridian.saga.stranger.in.slot");
        this.strangerUnderOurId = registry.counter("meridian.saga.stranger.under.our.id");
        this.moved = registry.counter("meridian.saga.moves", "result", "moved");
        this.movedBack = registry.counter("meridian.saga.moves", "result", "moved_back");
        this.eventChanged = registry.counter("meridian.saga.event.changed");
        this.leaseLost = registry.counter("meridian.saga.lease.lost");
    }

    /**
     * Decided; how long it took counts from the hold, on Postgres' clock and with all the time the host took, except for what may have
     * stood for days. What was only kept was no booking.
     */
    void concluded(Booking booking) {
        if (booking.kept()) {
            registry.counter("meridian.holds.expired").increment();
            return;
        }
        String status = booking.state().status().code();
        registry.counter("meridian.bookings", "status", status).increment();
        if (booking.state() == BookingState.CANCELLED) {
            return;
        }
        registry.timer("meridian.saga.duration", "status", status)
                .record(Duration.between(booking.createdAt(), booking.updatedAt()));
    }

    void parked() {
        parked.increment();
    }

    void putOff() {
        putOff.increment();
    }

    void takenOver(int bookings) {
        takenOver.increment(bookings);
    }

    /** No room for one more at the moment. */
    void turnedAway() {
        turnedAway.increment();
    }

    void strangerFound() {
        strangerFound.increment();
    }

    void strangerUnderOurId() {
        strangerUnderOurId.increment();
    }

    void moved() {
        moved.increment();
    }

    /** Somebody else had the new time. */
    void movedBack() {
        movedBack.increment();
    }

    /** Between reading an event and changing it, or the answer was lost: it is read again. */
    void eventChanged() {
        eventChanged.increment();
    }

    /** Found out before the calendar was changed. */
    void leaseLost() {
        leaseLost.increment();
    }
}
