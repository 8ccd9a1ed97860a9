package dev.meridian.booking.request;

import static dev.meridian.booking.TestDesk.LEASE;
import static dev.meridian.booking.TestDesk.NINE;
import static dev.meridian.booking.TestDesk.NOW;
import static dev.meridian.booking.TestDesk.OTHER_LEASE;
import static dev.meridian.booking.TestDesk.request;
import static dev.meridian.booking.request.TestRequests.answered;
import static dev.meridian.booking.request.TestRequests.cancellation;
import static dev.meridian.booking.request.TestRequests.reschedule;
import static dev.meridian.booking.request.TestRequests.underWay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.TestDesk;
import dev.meridian.booking.saga.FakeCalendar;
import dev.meridian.booking.saga.TestSaga;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Outcome.Status;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.schema.booking.BookingCancelled;
import dev.meridian.schema.booking.BookingRefused;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

class CancelRequestIntegrationTests {

    private static final String AT_TEN = "2026-11-23T10:00";

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private final TestRequests requests = new TestRequests(desk);
    private final FakeCalendar calendar = new FakeCalendar();
    private final TestSaga saga = new TestSaga(desk, calendar, false, LEASE);
    private final TestSaga otherSaga = new TestSaga(desk, calendar, false, OTHER_LEASE);

    @Test
    void removesTheEventForGoodAndGivesTheTimeBack() {
        Booking booked = booked("k");

        Booking undoing = underWay(requests.ask(cancellation("c", booked.id()).setReason("ill")));
        assertThat(undoing.state()).isEqualTo(BookingState.UNDOING);
        assertThat(undoing.epoch()).isEqualTo(booked.epoch() + 1);
        assertThat(desk.count("requests where state = 'OPEN'")).isOne();
        assertThat(answered(requests.ask(request("early"))).status()).isEqualTo(Status.SLOT_TAKEN);
        saga.run(undoing);

        Booking cancelled = desk.booking(booked.id());
        assertThat(cancelled.state()).isEqualTo(BookingState.CANCELLED);
        assertThat(cancelled.reason()).isEqualTo("customer");
        assertThat(cancelled.version()).isEqualTo(2);
        assertThat(desk.count("bookings where cancel_note = 'ill'")).isOne();
        assertThat(calendar.isTombstone(booked.eventId())).isTrue();
        assertThat(desk.outcome("retell", "c")).isEqualTo(Outcome.ended(Status.CANCELLED, booked.id(), null));
        assertThat(desk.outcome("retell", "k")).isEqualTo(Outcome.booked(booked.id()));
        assertThat(desk.events().getLast()).isInstanceOfSatisfying(BookingCancelled.class, event -> {
            assertThat(event.getRequestId()).isEqualTo("c");
            assertThat(event.getReason()).isEqualTo("customer");
            assertThat(event.getStart()).isEqualTo(NINE);
            assertThat(event.getVersion()).isEqualTo(2);
        });
        underWay(requests.ask(request("late")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELD", "AWAITING_HOST"})
    void whatIsOnlyInTheBookEndsAtOnce(String state) {
        Booking held = underWay(requests.ask(request("k")));
        desk.run("update bookings set state = '" + state + "'");

        Acceptance.Answered answer = (Acceptance.Answered) requests.ask(cancellation("c", held.id()));

        assertThat(answer.outcome()).isEqualTo(Outcome.ended(Status.CANCELLED, held.id(), null));
        assertThat(answer.others())
                .filteredOn(decided -> decided.id().key().equals("k"))
                .singleElement()
                .satisfies(decided -> {
                    assertThat(decided.outcome().status()).isEqualTo(Status.CANCELLED);
                    assertThat(decided.waiters()).hasSize(1);
                });
        assertThat(desk.booking(held.id()).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(desk.count("occupancies where live")).isZero();
        assertThat(desk.events()).singleElement().isInstanceOf(BookingCancelled.class);
        saga.run(held);
        assertThat(calendar.live()).isEmpty();
        assertThat(desk.booking(held.id()).state()).isEqualTo(BookingState.CANCELLED);
    }

    @Test
    void aSlotThatIsOnlyKeptIsGivenBackWithoutAnEvent() {
        Booking held = underWay(requests.ask(request("k")));
        desk.run("update bookings set kept = true");

        assertThat(answered(requests.ask(cancellation("c", held.id()))).status())
                .isEqualTo(Status.CANCELLED);
        assertThat(desk.booking(held.id()).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(desk.count("occupancies where live")).isZero();
        assertThat(desk.events()).isEmpty();
    }

    @Test
    void aHoldThatHasRunOutIsGoneAllTheSame() {
        Booking held = underWay(requests.ask(request("k")));
        desk.setClock(NOW.plusSeconds(61));

        assertThat(answered(requests.ask(cancellation("c", held.id()))).status())
                .isEqualTo(Status.CANCELLED);
        assertThat(desk.booking(held.id()).state()).isEqualTo(BookingState.EXPIRED);
        assertThat(desk.outcome("retell", "k").status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void whatIsBeingWrittenIsUndone() {
        Booking held = underWay(requests.ask(request("k")));
        AtomicReference<Acceptance> cancel = new AtomicReference<>();
        calendar.before("insert", () -> cancel.set(requests.ask(cancellation("c", held.id()))));

        saga.run(held);

        assertThat(desk.booking(held.id()).state()).isEqualTo(BookingState.UNDOING);
        assertThat(calendar.live()).hasSize(1);
        saga.run(underWay(Objects.requireNonNull(cancel.get())));
        assertThat(desk.booking(held.id()).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(calendar.live()).isEmpty();
        assertThat(desk.outcome("retell", "k")).isEqualTo(Outcome.ended(Status.CANCELLED, held.id(), "customer"));
        assertThat(desk.outcome("retell", "c").status()).isEqualTo(Status.CANCELLED);
        assertThat(desk.events()).singleElement().isInstanceOf(BookingCancelled.class);
    }

    @Test
    void anInsertThatComesAfterTheUndoMeetsATombstone() {
        Booking held = underWay(requests.ask(request("k")));
        Booking writing = Objects.requireNonNull(desk.bookings
                .advance(held, BookingState.WRITING, Change.under(LEASE))
                .block());
        saga.run(underWay(requests.ask(cancellation("c", held.id()))));
        assertThat(desk.booking(held.id()).state()).isEqualTo(BookingState.CANCELLED);

        saga.run(writing);

        assertThat(calendar.live()).isEmpty();
        assertThat(desk.booking(held.id()).state()).isEqualTo(BookingState.CANCELLED);
    }

    @Test
    void whatMovesIsUndoneAndNoMoveIsLeft() {
        Booking booked = booked("k");
        Booking moving = underWay(requests.ask(reschedule("m", booked.id(), AT_TEN)));
        AtomicReference<Acceptance> cancel = new AtomicReference<>();
        calendar.before("patch", () -> cancel.set(requests.ask(cancellation("c", booked.id()))));

        saga.run(moving);
        assertThat(desk.count("occupancies where live")).isEqualTo(2);
        saga.run(underWay(Objects.requireNonNull(cancel.get())));

        assertThat(desk.booking(booked.id()).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(calendar.live()).isEmpty();
        assertThat(desk.count("occupancies where live")).isZero();
        assertThat(desk.outcome("retell", "m")).isEqualTo(Outcome.ended(Status.NOT_ALLOWED, booked.id(), "cancelled"));
        assertThat(desk.outcome("retell", "c").status()).isEqualTo(Status.CANCELLED);
        assertThat(desk.events()).hasSize(2);
        assertThat(desk.events().getLast()).isInstanceOf(BookingCancelled.class);
    }

    @Test
    void whatIsParkedIsUndone() {
        Booking held = underWay(requests.ask(request("k")));
        calendar.fail("insert", new CalendarFailure.PermanentFailure("insert: forbidden", "forbidden", null));
        saga.run(held);
        assertThat(desk.booking(held.id()).state()).isEqualTo(BookingState.PARKED);

        saga.run(underWay(requests.ask(cancellation("c", held.id()))));

        assertThat(desk.booking(held.id()).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(desk.outcome("retell", "k").status()).isEqualTo(Status.CANCELLED);
        assertThat(desk.count("occupancies where live")).isZero();
    }

    @Test
    void anUndoThatTheCalendarRefusesIsParkedAndGoesOnWhenResumed() {
        Booking booked = booked("k");
        calendar.fail("insert", new CalendarFailure.PermanentFailure("insert: forbidden", "forbidden", null));
        saga.run(underWay(requests.ask(cancellation("c", booked.id()))));
        Booking parked = desk.booking(booked.id());
        assertThat(parked.state()).isEqualTo(BookingState.PARKED);
        assertThat(parked.parkedFrom()).isEqualTo(BookingState.UNDOING);

        desk.bookings.resume(booked.id()).block();
        assertThat(otherSaga.sweep()).hasSize(1);

        assertThat(desk.booking(booked.id()).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(desk.outcome("retell", "c").status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void anotherCancelJoinsTheOneUnderWay() {
        Booking booked = booked("k");
        Booking undoing = underWay(requests.ask(cancellation("c1", booked.id())));

        assertThat(requests.ask(cancellation("c2", booked.id()))).isInstanceOf(Acceptance.Waiting.class);
        assertThat(requests.ask(cancellation("c1", booked.id()))).isInstanceOf(Acceptance.Waiting.class);
        assertThat(desk.count("waiters where repeated")).isEqualTo(2);
        saga.run(undoing);

        assertThat(desk.outcome("retell", "c1").repeated()).isFalse();
        assertThat(desk.outcome("retell", "c2"))
                .isEqualTo(Outcome.ended(Status.CANCELLED, booked.id(), null).again());
        assertThat(answered(requests.ask(cancellation("c3", booked.id()))))
                .isEqualTo(Outcome.ended(Status.CANCELLED, booked.id(), null).again());
        assertThat(desk.events()).hasSize(2);
        assertThat(desk.events().getLast())
                .isInstanceOfSatisfying(
                        BookingCancelled.class,
                        event -> assertThat(event.getRequestId()).isEqualTo("c1"));
    }

    @Test
    void whatIsUndoneForAnotherReasonIsGoneAllTheSame() {
        Booking held = underWay(requests.ask(request("k")));
        calendar.before(
                "list", () -> calendar.put("human", NINE.plusSeconds(1800), NINE.plusSeconds(5400), true, false));
        calendar.fail("delete", new CalendarFailure.OutcomeUnknown("delete: no answer", null));
        saga.run(held);
        assertThat(desk.booking(held.id()).undoTo()).isEqualTo(BookingState.REFUSED);

        assertThat(requests.ask(cancellation("c", held.id()))).isInstanceOf(Acceptance.Waiting.class);
        desk.setClock(NOW.plusSeconds(15));
        otherSaga.sweep();

        assertThat(desk.booking(held.id()).state()).isEqualTo(BookingState.REFUSED);
        assertThat(desk.outcome("retell", "k").status()).isEqualTo(Status.SLOT_TAKEN);
        assertThat(desk.outcome("retell", "c")).isEqualTo(Outcome.ended(Status.CANCELLED, held.id(), null));
    }

    @ParameterizedTest
    @EnumSource(
            value = BookingState.class,
            names = {"REFUSED", "DECLINED", "EXPIRED"})
    void whatNeverCameToBeIsNotFound(BookingState state) {
        Booking held = underWay(requests.ask(request("k")));
        desk.run("update bookings set state = '" + state + "'");

        assertThat(answered(requests.ask(cancellation("c", held.id()))).status())
                .isEqualTo(Status.NOT_FOUND);
    }

    @Test
    void soonBeforeItBeginsItIsNotCancelledAndAfterwardsNeither() {
        Booking booked = booked("k");
        Instant expiry = NINE.plusSeconds(3600);
        desk.setClock(NINE.minusSeconds(86_000));

        assertThat(answered(requests.ask(cancellation("c1", booked.id()).setExpiresAt(expiry))))
                .isEqualTo(Outcome.ended(Status.NOT_ALLOWED, booked.id(), "cancel_notice"));
        desk.setClock(NINE.plusSeconds(60));
        assertThat(answered(requests.ask(cancellation("c2", booked.id()).setExpiresAt(expiry))))
                .isEqualTo(Outcome.ended(Status.NOT_ALLOWED, booked.id(), "past"));
        assertThat(desk.booking(booked.id())).isEqualTo(booked);
    }

    @Test
    void whatIsNotConfirmedYetMayAlwaysBeCancelled() {
        Booking held = underWay(requests.ask(request("k").setExpiresAt(NINE)));
        desk.bookings.advance(held, BookingState.WRITING, Change.under(LEASE)).block();
        desk.setClock(NINE.minusSeconds(600));

        underWay(requests.ask(cancellation("c", held.id()).setExpiresAt(NINE)));
    }

    @Test
    void aCancelThatComesFirstEndsItsBookingWhenThatArrives() {
        Acceptance cancelled = requests.ask(cancellation("c", requests.bookingId("k")));
        Acceptance booked = requests.ask(request("k"));

        assertThat(answered(cancelled)).isEqualTo(Outcome.of(Status.CANCELLED, "unknown_booking"));
        assertThat(answered(booked)).isEqualTo(Outcome.of(Status.CANCELLED, "cancelled"));
        assertThat(desk.count("bookings")).isZero();
        assertThat(desk.count("occupancies")).isZero();
        assertThat(desk.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        BookingRefused.class,
                        event -> assertThat(event.getReason()).isEqualTo("cancelled"));
        assertThat(answered(requests.ask(request("k")))).isEqualTo(answered(booked));
        assertThat(answered(requests.ask(cancellation("c", requests.bookingId("k")))))
                .isEqualTo(answered(cancelled));
        underWay(requests.ask(request("other")));
    }

    @Test
    void aCancelAndItsBookingThatComeAtOnceLeaveNothingWhicheverIsFirst() {
        int first = 0;
        for (int round = 0; round < 100; round++) {
            String key = "k" + round;
            UUID id = requests.bookingId(key);
            List<Acceptance> both = (round % 2 == 0
                            ? Flux.merge(requests.asking(cancellation("c" + key, id)), requests.asking(request(key)))
                            : Flux.merge(requests.asking(request(key)), requests.asking(cancellation("c" + key, id))))
                    .collectList()
                    .blockOptional()
                    .orElseThrow();
            both.stream()
                    .filter(Acceptance.UnderWay.class::isInstance)
                    .map(TestRequests::underWay)
                    .forEach(saga::run);

            assertThat(desk.outcome("retell", key).status()).isEqualTo(Status.CANCELLED);
            assertThat(desk.outcome("retell", "c" + key).status()).isEqualTo(Status.CANCELLED);
            assertThat(desk.count("occupancies where live")).isZero();
            assertThat(calendar.live()).isEmpty();
            first += "unknown_booking".equals(desk.outcome("retell", "c" + key).reason()) ? 1 : 0;
        }
        assertThat(desk.count("bookings where state <> 'CANCELLED'")).isZero();
        assertThat(desk.count("bookings")).isEqualTo(100L - first);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWorkerThatDiesAnywhereIsReplaced(boolean afterwards) {
        int call = 0;
        boolean died;
        do {
            String key = "k" + call;
            Booking booked = booked(key);
            Booking undoing = underWay(requests.ask(cancellation("c" + call, booked.id())));
            calendar.killAt(call, afterwards);
            died = dies(undoing);
            calendar.spare();
            desk.setClock(NOW.plusSeconds(15L * (call + 1)));
            otherSaga.sweep();

            assertThat(desk.booking(booked.id()).state()).isEqualTo(BookingState.CANCELLED);
            assertThat(calendar.isTombstone(booked.eventId())).isTrue();
            assertThat(desk.outcome("retell", "c" + call).status()).isEqualTo(Status.CANCELLED);
            assertThat(desk.count("occupancies where live")).isZero();
            // The dead one was only asleep.
            saga.run(undoing);
            assertThat(desk.count("outbox")).isEqualTo(2L * (call + 1));
            assertThat(calendar.live()).isEmpty();
            call++;
        } while (died);
        // Insert, look, delete.
        assertThat(call).isEqualTo(afterwards ? 3 : 4);
    }

    @Test
    void whoIsInvitedIsMailedByTheDeletion() {
        TestSaga inviting = new TestSaga(desk, calendar, true, LEASE);
        Booking held = underWay(requests.ask(request("k")));
        inviting.run(held);

        inviting.run(underWay(requests.ask(cancellation("c", held.id()))));

        // Nobody is invited anew by the fence.
        assertThat(calendar.inserts).hasSize(1);
        assertThat(calendar.calls).endsWith("insert", "get", "delete");
        assertThat(calendar.isTombstone(held.eventId())).isTrue();
    }

    private boolean dies(Booking booking) {
        try {
            saga.run(booking);
            return false;
        } catch (FakeCalendar.Killed e) {
            return true;
        }
    }

    private Booking booked(String key) {
        Booking held = underWay(requests.ask(request(key).setExpiresAt(NOW.plusSeconds(3600))));
        saga.run(held);
        Booking booked = desk.booking(held.id());
        assertThat(booked.state()).isEqualTo(BookingState.CONFIRMED);
        return booked;
    }
}
