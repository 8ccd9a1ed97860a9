package dev.meridian.booking.saga;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.LEASE;
import static dev.meridian.booking.TestDesk.NINE;
import static dev.meridian.booking.TestDesk.NOW;
import static dev.meridian.booking.TestDesk.OTHER_LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.booking.TestDesk;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.booking.NewBooking;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.request.NewRequest;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Outcome.Status;
import dev.meridian.bookings.request.PayloadHash;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.bookings.request.Waiter;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.schema.booking.BookingConfirmed;
import dev.meridian.schema.booking.BookingExpired;
import dev.meridian.schema.booking.BookingRefused;
import dev.meridian.schema.booking.BookingReply;
import dev.meridian.schema.booking.BookingStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

class SagaIntegrationTests {

    private static final TimeRange SLOT = TimeRange.of(NINE, Duration.ofHours(1));
    private static final Instant HALF_PAST = NINE.plusSeconds(1800);
    private static final Instant HALF_PAST_TEN = NINE.plusSeconds(5400);

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private final FakeCalendar calendar = new FakeCalendar();
    private final List<String> lookedAt = new ArrayList<>();
    private final Saga saga = saga(false);

    @Test
    void writesTheEventLooksOnceAndConfirms() {
        Booking booking = held("k", SLOT);

        saga.run(booking);

        Booking confirmed = desk.booking(booking.id());
        assertThat(confirmed.state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(confirmed.etag()).isEqualTo("etag-1");
        assertThat(confirmed.eventUrl()).isEqualTo("https://calendar.example/" + booking.eventId());
        assertThat(confirmed.version()).isOne();
        assertThat(calendar.calls).containsExactly("insert", "list");
        assertThat(desk.outcome("retell", "k")).isEqualTo(Outcome.booked(booking.id()));
        assertThat(desk.events()).singleElement().isInstanceOfSatisfying(BookingConfirmed.class, event -> {
            assertThat(event.getBookingId()).isEqualTo(booking.id());
            assertThat(event.getCalendarEventId()).isEqualTo(booking.eventId());
            assertThat(event.getStart()).isEqualTo(NINE);
        });
        await().untilAsserted(() -> assertThat(desk.replies())
                .singleElement()
                .extracting(BookingReply::getStatus, BookingReply::getBookingId)
                .containsExactly(BookingStatus.BOOKED, booking.id()));
    }

    @Test
    void theEventReadsWellToTheHostAndCarriesOurMarks() {
        Booking booking = held("k", SLOT);

        saga.run(booking);

        assertThat(calendar.inserts).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo(desk.ids.eventId(booking.id(), 1));
            assertThat(event.summary()).isEqualTo("Standard appointment – Ada Lovelace");
            assertThat(event.description())
                    .contains("Phone: +12135550123")
                    .contains("Notes: second floor")
                    .contains(
                            "Time: Monday, November 23, 2026, 10:30 PM to 11:30 PM, India Standard Time (Asia/Kolkata)")
                    .contains("For the customer: Monday, November 23, 2026, 9 AM to 10 AM, Pacific Time")
                    .contains("Booked by: the voice agent, call call-1");
            assertThat(event.start()).isEqualTo(NINE);
            assertThat(event.zone()).isEqualTo(BUSINESS_ZONE);
            assertThat(event.transparent()).isFalse();
            assertThat(event.attendees()).isEmpty();
            assertThat(event.mail()).isFalse();
            assertThat(event.privateProperties())
                    .containsEntry("meridian", "1")
                    .containsEntry("bookingId", booking.id().toString())
                    .containsEntry("generation", "1")
                    .containsEntry("source", "retell")
                    .containsKey("keyHash");
        });
    }

    @Test
    void aLostAnswerIsLookedUpAndNotWrittenTwice() {
        Booking booking = held("k", SLOT);
        calendar.loseAnswer("insert");

        saga.run(booking);

        assertThat(calendar.calls).containsExactly("insert", "get", "list");
        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(calendar.live()).hasSize(1);
    }

    @Test
    void whenTheAnswerAndTheLookAreLostTooItIsStillOneEvent() {
        Booking booking = held("k", SLOT);
        calendar.loseAnswer("insert");
        calendar.fail("get", new CalendarFailure.Unavailable("get: no answer", null));

        saga.run(booking);

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.WRITING);
        assertThat(desk.booking(booking.id()).attempts()).isOne();
        continueAfter(Duration.ofSeconds(15));
        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(calendar.live()).hasSize(1);
    }

    @Test
    void whatDidNotArriveIsWrittenAgainUnderTheSameId() {
        Booking booking = held("k", SLOT);
        calendar.fail("insert", new CalendarFailure.OutcomeUnknown("insert: 503", null));

        saga.run(booking);
        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.WRITING);
        continueAfter(Duration.ofSeconds(15));

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(calendar.live()).extracting(event -> event.id()).containsExactly(booking.eventId());
    }

    @Test
    void aHumansEventBetweenWritingAndLookingIsNotBookedOver() {
        Booking booking = held("k", SLOT);
        calendar.before("list", () -> calendar.put("human", HALF_PAST, HALF_PAST_TEN, true, false));

        saga.run(booking);

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.REFUSED);
        assertThat(calendar.live()).extracting(event -> event.id()).containsExactly("human");
        assertThat(calendar.isTombstone(booking.eventId())).isTrue();
        assertThat(desk.count("occupancies where live")).isZero();
        assertThat(desk.outcome("retell", "k").status()).isEqualTo(Status.SLOT_TAKEN);
        assertThat(desk.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        BookingRefused.class,
                        event -> assertThat(event.getReason()).isEqualTo("slot_taken"));
    }

    @Test
    void eventsThatDoNotTakeTheTimeAreNoHindrance() {
        calendar.put("free", NINE, HALF_PAST, false, false);
        calendar.put("declined", NINE, HALF_PAST, true, true);
        calendar.put("before", NINE.minusSeconds(3600), NINE, true, false);
        calendar.put("after", SLOT.end(), SLOT.end().plusSeconds(3600), true, false);
        Booking booking = held("k", SLOT);

        saga.run(booking);

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(lookedAt).isEmpty();
    }

    @Test
    void anEventThatOnlyClaimsToBeOursIsAStrangers() {
        calendar.put("forged", NINE, HALF_PAST, UUID.randomUUID());
        Booking booking = held("k", SLOT);

        saga.run(booking);

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.REFUSED);
        assertThat(lookedAt).containsExactly("primary");
    }

    @Test
    void anEventOfABookingThatTheBookKnowsIsOurs() {
        Booking other = held("other", TimeRange.of(SLOT.end(), Duration.ofHours(1)));
        calendar.put("ours", NINE, HALF_PAST, other.id());
        Booking booking = held("k", SLOT);

        saga.run(booking);

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CONFIRMED);
    }

    @Test
    void aStrangersEventUnderOurIdIsLeftAlone() {
        Booking booking = held("k", SLOT);
        calendar.put(booking.eventId(), NINE.minusSeconds(7200), NINE.minusSeconds(3600), true, false);

        saga.run(booking);

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.REFUSED);
        assertThat(calendar.live()).hasSize(1);
        assertThat(calendar.calls).doesNotContain("delete");
        assertThat(desk.meters.counter("meridian.saga.stranger.under.our.id").count())
                .isPositive();
    }

    @Test
    void anEventTheHostDeletedBeforeItWasConfirmedIsNotWrittenAgain() {
        Booking booking = held("k", SLOT);
        calendar.loseAnswer("insert");
        calendar.before("get", () -> calendar.delete("primary", booking.eventId()));

        saga.run(booking);

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.REFUSED);
        assertThat(desk.booking(booking.id()).reason()).isEqualTo("removed_in_calendar");
        assertThat(calendar.live()).isEmpty();
    }

    @Test
    void aLastingRefusalParksTheBookingAndKeepsItsSlot() {
        Booking booking = held("k", SLOT);
        calendar.fail("insert", new CalendarFailure.PermanentFailure("insert: forbidden", "forbidden", null));

        saga.run(booking);

        Booking parked = desk.booking(booking.id());
        assertThat(parked.state()).isEqualTo(BookingState.PARKED);
        assertThat(parked.parkedFrom()).isEqualTo(BookingState.WRITING);
        assertThat(desk.count("occupancies where live")).isOne();
        assertThat(desk.count("requests where state = 'OPEN'")).isOne();
        assertThat(desk.bookings.takeOver(LEASE, 10).collectList().block()).isEmpty();
    }

    @Test
    void aRateLimitIsWaitedOut() {
        Booking booking = held("k", SLOT);
        calendar.fail("insert", new CalendarFailure.RateLimited("insert: 429", Duration.ofSeconds(30), null));

        saga.run(booking);

        assertThat(desk.bookings.takeOver(LEASE, 10).collectList().block()).isEmpty();
        // The pause and its jitter count from when it began, and the clock goes on meanwhile.
        continueAfter(Duration.ofSeconds(40));
        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CONFIRMED);
    }

    @Test
    void aBookingWhoseWorkerDiedIsFinishedByAnother() {
        Booking booking = held("k", SLOT);
        Booking writing = Objects.requireNonNull(desk.bookings
                .advance(booking, BookingState.WRITING, Change.under(LEASE))
                .block());
        calendar.put(booking.eventId(), NINE, SLOT.end(), booking.id());

        assertThat(desk.bookings.takeOver(OTHER_LEASE, 10).collectList().block())
                .isEmpty();
        continueAfter(Duration.ofSeconds(11));

        Booking confirmed = desk.booking(booking.id());
        assertThat(confirmed.state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(confirmed.epoch()).isEqualTo(2);
        assertThat(calendar.live()).hasSize(1);

        // The first worker was only asleep.
        saga.run(writing);
        assertThat(desk.booking(booking.id())).isEqualTo(confirmed);
        assertThat(calendar.live()).hasSize(1);
        assertThat(desk.events()).hasSize(1);
    }

    @Test
    void aSleeperThatWakesAfterTheUndoLeavesNoEvent() {
        Booking booking = held("k", SLOT);
        Booking writing = Objects.requireNonNull(desk.bookings
                .advance(booking, BookingState.WRITING, Change.under(LEASE))
                .block());
        calendar.put("human", HALF_PAST, HALF_PAST_TEN, true, false);
        continueAfter(Duration.ofSeconds(11));
        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.REFUSED);

        saga.run(writing);

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.REFUSED);
        assertThat(calendar.live()).extracting(event -> event.id()).containsExactly("human");
    }

    @Test
    void anUndoThatWasCutShortIsRepeated() {
        Booking booking = held("k", SLOT);
        calendar.before("list", () -> calendar.put("human", HALF_PAST, HALF_PAST_TEN, true, false));
        calendar.fail("delete", new CalendarFailure.OutcomeUnknown("delete: no answer", null));

        saga.run(booking);
        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.UNDOING);
        assertThat(desk.count("occupancies where live")).isOne();
        continueAfter(Duration.ofSeconds(15));

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.REFUSED);
        assertThat(calendar.live()).extracting(event -> event.id()).containsExactly("human");
        assertThat(desk.count("occupancies where live")).isZero();
    }

    @Test
    void aHoldThatNobodyTouchedInTimeExpires() {
        Booking booking = held("k", SLOT);

        continueAfter(Duration.ofSeconds(61));

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.EXPIRED);
        assertThat(calendar.calls).isEmpty();
        assertThat(desk.outcome("retell", "k").status()).isEqualTo(Status.EXPIRED);
        assertThat(desk.events()).singleElement().isInstanceOf(BookingExpired.class);
    }

    @Test
    void wherePeopleAreInvitedTheSlotIsLookedAtBeforeAnybodyIsMailed() {
        calendar.put("human", HALF_PAST, HALF_PAST_TEN, true, false);
        Booking booking = held("k", SLOT);

        saga(true).run(booking);

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.REFUSED);
        assertThat(calendar.inserts).isEmpty();
        assertThat(desk.outcome("retell", "k").status()).isEqualTo(Status.SLOT_TAKEN);
    }

    @Test
    void wherePeopleAreInvitedTheSlotIsLookedAtBeforeEachAttempt() {
        Booking booking = held("k", SLOT);
        calendar.fail("insert", new CalendarFailure.OutcomeUnknown("insert: no answer", null));
        saga(true).run(booking);
        calendar.put("human", HALF_PAST, HALF_PAST_TEN, true, false);

        desk.setClock(NOW.plusSeconds(15));
        desk.bookings
                .takeOver(OTHER_LEASE, 10)
                .collectList()
                .blockOptional()
                .orElseThrow()
                .forEach(saga(true)::run);

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.REFUSED);
        assertThat(calendar.inserts).singleElement().satisfies(fence -> {
            assertThat(fence.transparent()).isTrue();
            assertThat(fence.attendees()).isEmpty();
            assertThat(fence.mail()).isFalse();
        });
        assertThat(calendar.isTombstone(booking.eventId())).isTrue();
    }

    @Test
    void aCalendarThatCanNotEvenBeReadParksTheBooking() {
        Booking booking = held("k", SLOT);
        calendar.fail("list", new CalendarFailure.NotFound("list: no such calendar", null));

        saga(true).run(booking);

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.PARKED);
        assertThat(calendar.inserts).isEmpty();
    }

    @Test
    void wherePeopleAreInvitedTheyAreMailedOnce() {
        Booking booking = held("k", SLOT);
        calendar.fail("insert", new CalendarFailure.OutcomeUnknown("insert: no answer", null));

        saga(true).run(booking);
        desk.setClock(NOW.plusSeconds(15));
        desk.bookings
                .takeOver(OTHER_LEASE, 10)
                .collectList()
                .blockOptional()
                .orElseThrow()
                .forEach(saga(true)::run);

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(calendar.inserts).singleElement().satisfies(event -> {
            assertThat(event.attendees()).containsExactly("ada@example.org", "guest@example.org");
            assertThat(event.mail()).isTrue();
        });
    }

    private Saga saga(boolean invites) {
        return new Saga(
                new CalendarSteps(
                        calendar,
                        desk.bookings,
                        desk.occupancies,
                        desk.sessions,
                        desk.catalogue,
                        lookedAt::add,
                        invites),
                new SeatSteps(
                        desk.sessions,
                        desk.seating,
                        new SessionEvents(calendar, desk.bookings, desk.catalogue, desk.ids, invites),
                        desk.transactions),
                desk.bookings,
                desk.decisions,
                desk.transactions,
                (seen, busy, decided) -> Mono.empty(),
                desk.replies,
                desk.relay,
                new Backoff(new Random(1)),
                LEASE,
                new SagaMeters(desk.meters));
    }

    /** Another worker sweeps, some time from the start of the test. */
    private void continueAfter(Duration time) {
        desk.setClock(NOW.plus(time));
        List<Booking> due = desk.bookings
                .takeOver(OTHER_LEASE, 10)
                .collectList()
                .blockOptional()
                .orElseThrow();
        assertThat(due).isNotEmpty();
        due.forEach(saga::run);
    }

    private Booking held(String key, TimeRange slot) {
        RequestKey id = new RequestKey("retell", key);
        UUID bookingId = desk.ids.bookingId(id);
        NewBooking booking = new NewBooking(
                bookingId,
                LEASE,
                NOW.plusSeconds(60),
                "primary",
                desk.ids.eventId(bookingId, 1),
                "standard",
                "default",
                false,
                slot,
                Duration.ZERO,
                Duration.ZERO,
                ZoneId.of("America/Los_Angeles"),
                BUSINESS_ZONE,
                new Customer("Ada Lovelace", "+12135550123", "ada@example.org"),
                "second floor",
                List.of("guest@example.org"),
                Map.of(),
                new Origin("retell", key, "call-1", "tool-1"));
        @Nullable
        Booking held = desk.transactions
                .run(() -> desk.requests
                        .arrive(new NewRequest(
                                id, "RequestBooking", PayloadHash.of(key), bookingId, NOW.plusSeconds(60)))
                        .then(desk.requests.await(id, new Waiter("c-" + key, "replies.v1", 0, false)))
                        .then(desk.occupancies.take(bookingId, List.of("default"), slot, Duration.ZERO, Duration.ZERO))
                        .then(desk.bookings.hold(booking)))
                .block();
        return Objects.requireNonNull(held);
    }
}
