package dev.meridian.booking.saga;

import dev.meridian.booking.TestDesk;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.customer.Erasures;
import dev.meridian.bookings.customer.R2dbcErasures;
import dev.meridian.calendars.CalendarConnector;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import reactor.core.publisher.Mono;

/** A worker's saga on a desk's database and a calendar, run on the test's own thread. */
public final class TestSaga {

    private final TestDesk desk;
    private final Lease lease;
    private final Saga saga;
    private final Tidying tidying;
    private final Erasures erasures;
    private final EventErasure erasure;

    public TestSaga(TestDesk desk, CalendarConnector calendar, boolean invites, Lease lease) {
        this(desk, calendar, invites, lease, (seen, busy, decided) -> Mono.empty());
    }

    public TestSaga(TestDesk desk, CalendarConnector calendar, boolean invites, Lease lease, OtherStaff otherStaff) {
        this.desk = desk;
        this.lease = lease;
        SessionEvents events = new SessionEvents(calendar, desk.bookings, desk.catalogue, desk.ids, invites);
        this.tidying = new Tidying(desk.sessions, events, desk.transactions, new Backoff(new Random(1)));
        CalendarSteps steps = new CalendarSteps(
                calendar, desk.bookings, desk.occupancies, desk.sessions, desk.catalogue, calendarId -> {}, invites);
        this.erasures = new R2dbcErasures(desk.database);
        this.erasure =
                new EventErasure(erasures, desk.bookings, desk.sessions, steps, events, new Backoff(new Random(1)));
        this.saga = new Saga(
                steps,
                new SeatSteps(desk.sessions, desk.seating, events, desk.transactions),
                desk.bookings,
                desk.decisions,
                desk.transactions,
                otherStaff,
                desk.replies,
                desk.relay,
                new Backoff(new Random(1)),
                lease,
                new SagaMeters(desk.meters));
    }

    /** Goes on with a booking, whoever has it. */
    public void run(Booking booking) {
        saga.run(booking);
    }

    /** Brings the events up to date of sessions that somebody has left. */
    public void tidy() {
        desk.sessions
                .takeChanged(lease, 100)
                .collectList()
                .blockOptional()
                .orElseThrow()
                .forEach(tidying::run);
    }

    /** Takes out of the events what was erased, as far as that is due. */
    public void forget() {
        erasures.take(Duration.ofSeconds(30), 100)
                .collectList()
                .blockOptional()
                .orElseThrow()
                .forEach(erasure::run);
    }

    /** Takes over whatever is due. */
    public List<Booking> sweep() {
        List<Booking> due =
                desk.bookings.takeOver(lease, 100).collectList().blockOptional().orElseThrow();
        due.forEach(saga::run);
        return due;
    }
}
