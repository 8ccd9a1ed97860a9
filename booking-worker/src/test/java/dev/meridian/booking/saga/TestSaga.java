package dev.meridian.booking.saga;

import dev.meridian.booking.TestDesk;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Lease;
import java.util.List;
import java.util.Random;
import reactor.core.publisher.Mono;

/** A worker's saga on a desk's database and a calendar, run on the test's own thread. */
public final class TestSaga {

    private final TestDesk desk;
    private final Lease lease;
    private final Saga saga;

    public TestSaga(TestDesk desk, FakeCalendar calendar, boolean invites, Lease lease) {
        this(desk, calendar, invites, lease, (seen, busy, decided) -> Mono.empty());
    }

    public TestSaga(TestDesk desk, FakeCalendar calendar, boolean invites, Lease lease, OtherStaff otherStaff) {
        this.desk = desk;
        this.lease = lease;
        this.saga = new Saga(
                new CalendarSteps(calendar, desk.bookings, desk.occupancies, desk.catalogue, invites),
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

    /** Takes over whatever is due. */
    public List<Booking> sweep() {
        List<Booking> due =
                desk.bookings.takeOver(lease, 100).collectList().blockOptional().orElseThrow();
        due.forEach(saga::run);
        return due;
    }
}
