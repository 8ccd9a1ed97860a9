package dev.meridian.booking.request;

import static dev.meridian.booking.TestDesk.LEASE;
import static dev.meridian.booking.TestDesk.NOW;
import static dev.meridian.booking.TestDesk.request;
import static dev.meridian.booking.request.TestRequests.cancellation;
import static dev.meridian.booking.request.TestRequests.reschedule;
import static dev.meridian.booking.request.TestRequests.underWay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.TestDesk;
import dev.meridian.booking.saga.FakeCalendar;
import dev.meridian.booking.saga.TestSaga;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.customer.Customers;
import dev.meridian.bookings.customer.Erasures;
import dev.meridian.bookings.customer.R2dbcCustomers;
import dev.meridian.bookings.customer.R2dbcErasures;
import dev.meridian.calendars.Attendee;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.schema.booking.Customer;
import dev.meridian.schema.booking.RequestBooking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody is erased who shares an event with others. */
class ErasedSeatIntegrationTests {

    private static final String AT_TEN = "2026-11-23T10:00";

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private final FakeCalendar calendar = new FakeCalendar();
    private final TestRequests requests = new TestRequests(desk);
    private final TestSaga saga = new TestSaga(desk, calendar, true, LEASE);
    private final TestSaga quiet = new TestSaga(desk, calendar, false, LEASE);
    private final Customers customers = new R2dbcCustomers(desk.database, desk.transactions);
    private final Erasures erasures = new R2dbcErasures(desk.database);

    @BeforeEach
    void offer() {
        desk.offer("class", """
                {"name": "Group class", "capacity": 3,
                 "questions": [{"key": "level", "label": "Your level", "type": "text", "required": false}]}""");
    }

    @Test
    void theEventTellsNothingOfThemAndAllOfTheOthers() {
        Booking ada = booked(saga, ada());
        Attendee answered = new Attendee("grace@example.org", "Grace", "accepted", "gladly", false, false, 0);
        calendar.invite(ada.eventId(), answered);
        Booking grace = booked(saga, grace());
        Attendee room = new Attendee("room-4@example.org", "Room 4", "accepted", null, false, true, 0);
        calendar.invite(ada.eventId(), room);
        String before = text(ada);
        assertThat(before).contains("Ada", "+12135550123", "ada@example.org", "bob@example.org", "window", "engines");

        erase(ada);
        saga.forget();

        assertThat(text(ada))
                .contains("- Erased (booking " + ada.id() + ")")
                .contains(before.lines()
                        .filter(line -> line.contains(grace.id().toString()))
                        .toList())
                .doesNotContain("Ada", "+12135550123", "ada@", "bob@", "window", "engines");
        assertThat(event(ada).summary()).isEqualTo("Group class");
        assertThat(event(ada).attendees()).containsExactly(answered, room);
        assertThat(calendar.patches.getLast().mail()).isFalse();
        stands(ada, grace);
    }

    @Test
    void whereNobodyIsInvitedNobodyIsAfterwards() {
        Booking ada = booked(quiet, ada());
        Booking grace = booked(quiet, grace());

        erase(ada);
        quiet.forget();

        assertThat(text(ada)).contains("- Erased (booking", "- Grace Hopper").doesNotContain("Ada", "ada@", "engines");
        assertThat(event(ada).attendees()).isEmpty();
        stands(ada, grace);
    }

    @Test
    void anInvitationFromBeforeNobodyWasInvitedAnyMoreIsTakenBackToo() {
        Booking ada = booked(saga, ada());
        Booking grace = booked(saga, grace());

        erase(ada);
        quiet.forget();

        assertThat(event(ada).attendees()).extracting(Attendee::email).containsExactly("grace@example.org");
        stands(ada, grace);
    }

    @Test
    void whoComesAfterwardsFindsNothingOfThem() {
        Booking ada = booked(saga, ada());
        erase(ada);

        // Somebody else writes the event before it is brought to what is left.
        booked(saga, grace());
        saga.forget();
        Booking last = booked(saga, seat("k3").setCustomer(new Customer("Alan Turing", null, "alan@example.org")));

        assertThat(text(ada))
                .doesNotContain("Ada", "ada@", "bob@", "engines")
                .contains(last.id().toString());
        assertThat(event(ada).attendees())
                .extracting(Attendee::email)
                .containsExactly("grace@example.org", "alan@example.org");
    }

    @Test
    void aGuestIsErasedAndWhoBroughtThemStays() {
        Booking ada = booked(saga, ada());
        Booking bob = booked(saga, seat("k2").setCustomer(new Customer("Bob Noyce", null, "bob@example.org")));
        assertThat(event(ada).attendees())
                .extracting(Attendee::email)
                .containsExactly("ada@example.org", "bob@example.org");

        erase(bob);
        saga.forget();

        assertThat(text(ada))
                .contains("- Ada Lovelace, +12135550123, ada@example.org; notes: by the window")
                .doesNotContain("Bob", "bob@");
        assertThat(event(ada).attendees()).extracting(Attendee::email).containsExactly("ada@example.org");
        stands(ada, bob);
    }

    @Test
    void theEventThatTheyHaveJustLeftInvitesThemNoMore() {
        Booking ada = booked(saga, ada());
        Booking grace = booked(saga, grace());
        saga.run(underWay(requests.ask(reschedule("m", ada.id(), AT_TEN))));
        Booking moved = desk.booking(ada.id());
        assertThat(moved.eventId()).isNotEqualTo(grace.eventId());

        erase(moved);
        saga.tidy();
        saga.forget();

        assertThat(text(grace)).doesNotContain("Ada", "ada@", ada.id().toString());
        assertThat(event(grace).attendees()).extracting(Attendee::email).containsExactly("grace@example.org");
        assertThat(text(moved)).contains("- Erased (booking " + ada.id() + ")");
        assertThat(event(moved).attendees()).isEmpty();
    }

    @Test
    void whoGaveTheSeatUpIsForgottenAsWell() {
        Booking ada = booked(saga, ada());
        booked(saga, grace());
        Booking undoing = underWay(requests.ask(cancellation("c", ada.id())));
        erase(undoing);

        saga.forget();
        assertThat(text(ada)).contains("Ada");
        saga.run(undoing);
        desk.setClock(NOW.plus(Duration.ofMinutes(1)));
        saga.forget();

        assertThat(text(ada)).doesNotContain("Ada", "ada@", ada.id().toString());
        assertThat(event(ada).attendees()).extracting(Attendee::email).containsExactly("grace@example.org");
        assertThat(erasures.open().block()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEventThatChangesMeanwhileOrACalendarThatIsAwayIsTriedAgain(boolean away) {
        Booking ada = booked(saga, ada());
        Booking grace = booked(saga, grace());
        erase(ada);
        if (away) {
            calendar.fail("patch", new CalendarFailure.Unavailable("away", null));
        } else {
            calendar.before("patch", () -> calendar.edit(ada.eventId(), "Yoga with Maya", text(ada)));
        }

        saga.forget();
        assertThat(text(ada)).contains("Ada");
        assertThat(erasures.open().block()).isOne();
        desk.setClock(NOW.plus(Duration.ofMinutes(1)));
        saga.forget();

        assertThat(text(ada)).doesNotContain("Ada");
        assertThat(event(ada).attendees()).extracting(Attendee::email).containsExactly("grace@example.org");
        stands(ada, grace);
    }

    /** All is done, and both seats are as they were. */
    private void stands(Booking... all) {
        assertThat(erasures.open().block()).isZero();
        for (Booking booking : all) {
            assertThat(desk.booking(booking.id())).satisfies(left -> {
                assertThat(left.state()).isEqualTo(BookingState.CONFIRMED);
                assertThat(left.slot()).isEqualTo(booking.slot());
                assertThat(left.sessionId()).isEqualTo(booking.sessionId());
            });
        }
        assertThat(desk.count("seats where live")).isEqualTo(all.length);
        assertThat(desk.count("occupancies where live")).isEqualTo(all.length);
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

    private String text(Booking booking) {
        return Objects.requireNonNull(event(booking).description());
    }

    private Booking booked(TestSaga by, RequestBooking.Builder wish) {
        Booking held = underWay(requests.ask(wish));
        by.run(held);
        Booking booking = desk.booking(held.id());
        assertThat(booking.state()).isEqualTo(BookingState.CONFIRMED);
        return booking;
    }

    private static RequestBooking.Builder ada() {
        return seat("k1")
                .setCustomer(new Customer("Ada Lovelace", "+12135550123", "ada@example.org"))
                .setGuests(List.of("bob@example.org"))
                .setNotes("by the window")
                .setAnswers(Map.of("level", "engines"));
    }

    private static RequestBooking.Builder grace() {
        return seat("k2").setCustomer(new Customer("Grace Hopper", "+12135550124", "grace@example.org"));
    }

    private static RequestBooking.Builder seat(String key) {
        return request(key).setService("class");
    }
}
