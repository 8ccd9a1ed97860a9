package dev.meridian.booking.saga;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.LEASE;
import static dev.meridian.booking.TestDesk.NINE;
import static dev.meridian.booking.TestDesk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.TestDesk;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.booking.NewBooking;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.customer.Customers;
import dev.meridian.bookings.customer.Erasures;
import dev.meridian.bookings.customer.R2dbcCustomers;
import dev.meridian.bookings.customer.R2dbcErasures;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.EventPatch;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventErasureIntegrationTests {

    private static final TimeRange SLOT = TimeRange.of(NINE, Duration.ofHours(1));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private final FakeCalendar calendar = new FakeCalendar();
    private final TestSaga saga = new TestSaga(desk, calendar, true, LEASE);
    private final Customers customers = new R2dbcCustomers(desk.database, desk.transactions);
    private final Erasures erasures = new R2dbcErasures(desk.database);
    private final EventErasure erasure = new EventErasure(
            erasures,
            desk.bookings,
            desk.sessions,
            new CalendarSteps(
                    calendar, desk.bookings, desk.occupancies, desk.sessions, desk.catalogue, calendarId -> {}, true),
            new Backoff(new Random(1)));

    @Test
    void theEventTellsNothingOfWhoWasErasedAndKeepsItsTimeAndMarks() {
        Booking booking = held();
        saga.run(booking);
        CalendarEvent before = event(booking);
        assertThat(before.summary()).isEqualTo("Standard appointment – Ada Lovelace");

        erase(booking);
        sweep();

        CalendarEvent after = event(booking);
        assertThat(after.summary()).isEqualTo("Standard appointment – Erased");
        assertThat(after.description())
                .contains("Time: Monday, November 23, 2026, 10:30 PM to 11:30 PM")
                .doesNotContain("Ada", "Phone", "E-mail", "Guests", "Notes", "@");
        assertThat(after.time()).isEqualTo(before.time());
        assertThat(after.privateProperties()).isEqualTo(before.privateProperties());
        assertThat(calendar.patches)
                .singleElement()
                .extracting(EventPatch::attendees, EventPatch::mail)
                .containsExactly(List.of(), false);
        assertThat(erasures.open().block()).isZero();
    }

    @Test
    void aBookingUnderWayIsLeftAloneUntilItRestsAlsoByWhoStillHasItsFormerWords() {
        Booking booking = held();
        Booking writing = Objects.requireNonNull(desk.bookings
                .advance(booking, BookingState.WRITING, Change.under(LEASE))
                .block());
        erase(booking);
        sweep();
        assertThat(calendar.calls).isEmpty();
        assertThat(erasures.open().block()).isOne();

        saga.run(writing);
        assertThat(event(booking).summary()).contains("Ada Lovelace");
        desk.setClock(NOW.plus(MINUTE));
        sweep();

        assertThat(event(booking).summary()).isEqualTo("Standard appointment – Erased");
        assertThat(erasures.open().block()).isZero();
    }

    @Test
    void whatIsHeldWhenItIsErasedIsNeverWritten() {
        Booking booking = held();
        erase(booking);

        saga.run(booking);

        assertThat(event(booking).summary()).isEqualTo("Standard appointment – Erased");
        assertThat(calendar.inserts).singleElement().satisfies(event -> {
            assertThat(event.attendees()).isEmpty();
            assertThat(event.description()).doesNotContain("Ada", "+1");
        });
    }

    @Test
    void anEventThatChangesMeanwhileOrACalendarThatIsAwayIsTriedAgain() {
        Booking booking = held();
        saga.run(booking);
        erase(booking);

        calendar.before("patch", () -> calendar.edit(booking.eventId(), "Ada!", null));
        sweep();
        assertThat(event(booking).summary()).isEqualTo("Ada!");
        calendar.fail("get", new CalendarFailure.Unavailable("away", null));
        desk.setClock(NOW.plus(MINUTE));
        sweep();
        assertThat(erasures.open().block()).isOne();
        desk.setClock(NOW.plus(MINUTE.multipliedBy(2)));
        sweep();

        assertThat(event(booking).summary()).isEqualTo("Standard appointment – Erased");
        assertThat(erasures.open().block()).isZero();
    }

    @Test
    void anEventThatIsGoneHasNothingToTell() {
        Booking booking = held();
        saga.run(booking);
        calendar.delete("primary", booking.eventId());
        erase(booking);

        sweep();

        assertThat(calendar.patches).isEmpty();
        assertThat(erasures.open().block()).isZero();
    }

    private void sweep() {
        Objects.requireNonNull(
                        erasures.take(Duration.ofSeconds(30), 10).collectList().block())
                .forEach(erasure::run);
    }

    private void erase(Booking booking) {
        assertThat(customers
                        .erase(Objects.requireNonNull(booking.customer().id()))
                        .block())
                .isTrue();
    }

    private CalendarEvent event(Booking booking) {
        return calendar.find(booking.eventId());
    }

    private static Booking held() {
        UUID id = desk.ids.bookingId(new RequestKey("retell", "k"));
        return Objects.requireNonNull(desk.transactions
                .run(() -> desk.occupancies
                        .take(id, List.of("default"), SLOT, Duration.ZERO, Duration.ZERO)
                        .then(desk.identification.identified(
                                new Customer("Ada Lovelace", "+12135550123", "ada@example.org")))
                        .flatMap(customer -> desk.bookings.hold(new NewBooking(
                                id,
                                LEASE,
                                NOW.plusSeconds(60),
                                "primary",
                                desk.ids.eventId(id, 1),
                                "standard",
                                "default",
                                SLOT,
                                Duration.ZERO,
                                Duration.ZERO,
                                ZoneId.of("America/Los_Angeles"),
                                BUSINESS_ZONE,
                                customer,
                                "second floor, ask for Ada",
                                List.of("guest@example.org"),
                                Map.of("topic", "Ada's engines"),
                                new Origin("retell", "k", "call-1", "tool-1")))))
                .block());
    }
}
