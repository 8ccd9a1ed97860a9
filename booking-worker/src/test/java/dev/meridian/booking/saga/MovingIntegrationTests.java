package dev.meridian.booking.saga;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.LEASE;
import static dev.meridian.booking.TestDesk.NINE;
import static dev.meridian.booking.TestDesk.NOW;
import static dev.meridian.booking.TestDesk.OTHER_LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.TestDesk;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.booking.Move;
import dev.meridian.bookings.booking.NewBooking;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.request.Commands;
import dev.meridian.bookings.request.NewRequest;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Outcome.Status;
import dev.meridian.bookings.request.PayloadHash;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.EventPatch;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.schema.booking.BookingCancelled;
import dev.meridian.schema.booking.BookingConfirmed;
import dev.meridian.schema.booking.BookingRescheduled;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MovingIntegrationTests {

    private static final TimeRange OLD = TimeRange.of(NINE, Duration.ofHours(1));
    private static final TimeRange NEW = TimeRange.of(NINE.plusSeconds(7200), Duration.ofHours(1));
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
    private static final ZoneId NEW_ZONE = ZoneId.of("America/New_York");

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private final FakeCalendar calendar = new FakeCalendar();
    private final TestSaga saga = new TestSaga(desk, calendar, false, LEASE);
    private final TestSaga otherSaga = new TestSaga(desk, calendar, false, OTHER_LEASE);
    private final TestSaga inviting = new TestSaga(desk, calendar, true, LEASE);

    @Test
    void readsPatchesWhatItReadAndLooksAtTheNewTime() {
        Booking moving = moving("k");
        calendar.calls.clear();

        saga.run(moving);

        assertThat(calendar.calls).containsExactly("get", "patch", "list");
        assertMoved(moving);
        assertThat(calendar.patches).singleElement().satisfies(patch -> {
            assertThat(patch.summary()).isNull();
            assertThat(patch.time()).isEqualTo(NEW);
            assertThat(patch.zone()).isEqualTo(BUSINESS_ZONE);
            assertThat(patch.mail()).isFalse();
        });
        CalendarEvent event = calendar.find(moving.eventId());
        assertThat(event.privateProperties())
                .containsEntry("bookingId", moving.id().toString())
                .containsKeys("meridian", "generation", "source", "keyHash", "move");
        // As the book has it, so that the row could be made again from the event.
        assertThat(EventMarks.read(event))
                .get()
                .extracting(EventMarks.Marks::version, EventMarks.Marks::timeZone)
                .containsExactly(2, NEW_ZONE);
        assertThat(event.description())
                .contains("Time: Tuesday, November 24, 2026, 12:30 AM")
                .contains("For the customer: Monday, November 23, 2026, 2 PM")
                .contains("Notes: second floor")
                .doesNotContain("9 AM");
        assertThat(desk.meters.counter("meridian.saga.moves", "result", "moved").count())
                .isPositive();
    }

    @Test
    void whatAHumanWroteIsKept() {
        Booking moving = moving("k");
        String ours = Objects.requireNonNull(calendar.find(moving.eventId()).description());
        calendar.edit(moving.eventId(), "Ada, bring the plans", "Call first!\n" + ours);

        saga.run(moving);

        assertMoved(moving);
        CalendarEvent event = calendar.find(moving.eventId());
        assertThat(event.summary()).isEqualTo("Ada, bring the plans");
        assertThat(event.description())
                .startsWith("Call first!\n")
                .contains("12:30 AM")
                .doesNotContain("10:30 PM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Time: Monday, half past ten in the evening"})
    void aTextThatAHumanMadeHisOwnIsNotTouched(String text) {
        Booking moving = moving("k");
        calendar.edit(moving.eventId(), "Ada", text);

        saga.run(moving);

        assertMoved(moving);
        assertThat(calendar.patches.getLast().description()).isNull();
        assertThat(calendar.find(moving.eventId()).description()).isEqualTo(text);
    }

    @Test
    void anEditBetweenReadingAndPatchingIsKept() {
        Booking moving = moving("k");
        calendar.before("patch", () -> calendar.edit(moving.eventId(), "edited", "by a human"));
        calendar.calls.clear();

        saga.run(moving);

        assertMoved(moving);
        assertThat(calendar.calls).containsExactly("get", "patch", "get", "patch", "list");
        assertThat(calendar.find(moving.eventId()).summary()).isEqualTo("edited");
        assertThat(calendar.find(moving.eventId()).description()).isEqualTo("by a human");
    }

    @Test
    void aLostAnswerIsLookedUpAndNotPatchedTwice() {
        Booking moving = moving("k");
        calendar.loseAnswer("patch");
        calendar.calls.clear();

        saga.run(moving);

        assertMoved(moving);
        assertThat(calendar.calls).containsExactly("get", "patch", "get", "list");
        assertThat(calendar.patches).hasSize(1);
    }

    @Test
    void aPatchThatDidNotArriveIsSentAgain() {
        Booking moving = moving("k");
        calendar.fail("patch", new CalendarFailure.OutcomeUnknown("patch: no answer", null));

        saga.run(moving);

        assertMoved(moving);
        assertThat(calendar.patches).hasSize(1);
    }

    @Test
    void anEventThatChangesAllTheTimeIsTriedAgainLater() {
        Booking moving = moving("k");
        for (int i = 0; i < 10; i++) {
            calendar.fail("patch", new CalendarFailure.PreconditionFailed("patch: another version", null));
        }

        saga.run(moving);

        assertThat(desk.booking(moving.id()).state()).isEqualTo(BookingState.MOVING);
        assertThat(desk.booking(moving.id()).attempts()).isOne();
        assertThat(desk.count("occupancies where live")).isEqualTo(2);
        calendar.succeed("patch");
        desk.setClock(NOW.plusSeconds(15));
        assertThat(otherSaga.sweep()).hasSize(1);
        assertMoved(moving);
    }

    @Test
    void aStrangerInTheNewTimeSendsItBack() {
        Booking moving = moving("k");
        human();

        saga.run(moving);

        assertStayed(moving);
        assertThat(calendar.patches).extracting(EventPatch::time).containsExactly(NEW, OLD);
        assertThat(calendar.find(moving.eventId()).description())
                .contains("10:30 PM")
                .contains("9 AM")
                .doesNotContain("12:30 AM");
        assertThat(desk.meters
                        .counter("meridian.saga.moves", "result", "moved_back")
                        .count())
                .isPositive();
    }

    @Test
    void afterItWasSentBackItCanBeMovedAndCancelledAsBefore() {
        Booking moving = moving("k");
        human();
        saga.run(moving);
        assertThat(desk.booking(moving.id()).reason()).isNull();

        calendar.drag("human", NINE.minusSeconds(7200), NINE.minusSeconds(3600));
        Booking again = begin(desk.booking(moving.id()), "k-again");
        saga.run(again);

        assertThat(desk.booking(moving.id()).slot()).isEqualTo(NEW);
        assertThat(desk.outcome("api", "k-again").status()).isEqualTo(Status.BOOKED);
    }

    @Test
    void aHumanWhoDraggedTheEventElsewhereIsOverruledByTheCustomer() {
        Booking moving = moving("k");
        calendar.drag(moving.eventId(), NINE.minusSeconds(7200), NINE.minusSeconds(3600));

        saga.run(moving);

        assertMoved(moving);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void aWorkerThatDiesAnywhereIsReplaced(boolean stranger, boolean afterwards) {
        int call = 0;
        boolean died;
        do {
            desk.clear();
            Booking moving = moving("k" + call);
            if (stranger) {
                human();
            }
            calendar.killAt(call, afterwards);
            died = dies(moving);
            calendar.spare();
            desk.setClock(NOW.plusSeconds(15));
            otherSaga.sweep();

            assertEnded(moving, stranger);
            long events = desk.count("outbox");
            // The dead one was only asleep.
            saga.run(moving);
            assertEnded(moving, stranger);
            assertThat(desk.count("outbox")).isEqualTo(events);
            calendar.clear();
            call++;
        } while (died);
        assertThat(call).isEqualTo(stranger ? 6 : 4);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aPatchOfAWorkerThatWasTakenOverChangesNothing(boolean stranger) {
        Booking moving = moving("k");
        if (stranger) {
            human();
        }
        calendar.before("patch", () -> {
            desk.setClock(NOW.plusSeconds(15));
            assertThat(otherSaga.sweep()).hasSize(1);
            assertEnded(moving, stranger);
        });

        saga.run(moving);

        assertEnded(moving, stranger);
        assertThat(calendar.patches).hasSize(stranger ? 2 : 1);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whoIsTakenOverBetweenReadingAndPatchingPatchesNothing(boolean back) {
        Booking moving = moving("k");
        if (back) {
            human();
            moving = Objects.requireNonNull(
                    desk.bookings.turnBack(moving, LEASE, "slot_taken").block());
        }
        UUID id = moving.id();
        calendar.after("get", () -> desk.run("update bookings set epoch = epoch + 1 where id = '" + id + "'"));
        calendar.calls.clear();

        saga.run(moving);

        assertThat(calendar.calls).containsExactly("get");
        assertThat(desk.booking(id).state()).isEqualTo(BookingState.MOVING);
        assertThat(desk.meters.counter("meridian.saga.lease.lost").count()).isPositive();
    }

    @Test
    void aPatchThatArrivesAfterTheMoveWasGivenUpMeetsAnotherVersion() {
        Booking moving = moving("k");
        String readBefore = calendar.find(moving.eventId()).etag();
        Booking back = Objects.requireNonNull(
                desk.bookings.turnBack(moving, LEASE, "slot_taken").block());

        saga.run(back);

        assertStayed(moving);
        assertThat(calendar.find(moving.eventId()).etag()).isNotEqualTo(readBefore);
        assertThat(desk.booking(moving.id()).etag())
                .isEqualTo(calendar.find(moving.eventId()).etag());
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void anEventThatIsGoneEndsTheBooking(boolean back) {
        Booking moving = moving("k");
        if (back) {
            human();
            calendar.before("list", () -> calendar.delete("primary", moving.eventId()));
        } else {
            calendar.delete("primary", moving.eventId());
        }

        saga.run(moving);

        Booking cancelled = desk.booking(moving.id());
        assertThat(cancelled.state()).isEqualTo(BookingState.CANCELLED);
        assertThat(cancelled.reason()).isEqualTo("removed_in_calendar");
        assertThat(desk.outcome("api", "move-k"))
                .isEqualTo(Outcome.ended(Status.NOT_ALLOWED, moving.id(), "cancelled"));
        assertThat(desk.count("occupancies where live")).isZero();
        assertThat(desk.events().getLast()).isInstanceOfSatisfying(BookingCancelled.class, event -> {
            assertThat(event.getReason()).isEqualTo("removed_in_calendar");
            assertThat(event.getVersion()).isEqualTo(2);
        });
    }

    @Test
    void anEventThatIsDeletedJustBeforeThePatchEndsTheBooking() {
        Booking moving = moving("k");
        calendar.before("patch", () -> calendar.delete("primary", moving.eventId()));

        saga.run(moving);

        assertThat(desk.booking(moving.id()).state()).isEqualTo(BookingState.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aLastingRefusalParksTheMoveAndItGoesOnWhenResumed(boolean stranger) {
        Booking moving = moving("k");
        if (stranger) {
            human();
            calendar.after(
                    "list",
                    () -> calendar.fail(
                            "patch", new CalendarFailure.PermanentFailure("patch: forbidden", "forbidden", null)));
        } else {
            calendar.fail("patch", new CalendarFailure.PermanentFailure("patch: forbidden", "forbidden", null));
        }
        saga.run(moving);
        Booking parked = desk.booking(moving.id());
        assertThat(parked.state()).isEqualTo(BookingState.PARKED);
        assertThat(parked.parkedFrom()).isEqualTo(BookingState.MOVING);
        assertThat(desk.count("occupancies where live")).isEqualTo(2);
        assertThat(desk.count("requests where state = 'OPEN'")).isOne();

        desk.bookings.resume(moving.id()).block();
        assertThat(otherSaga.sweep()).hasSize(1);

        assertEnded(moving, stranger);
    }

    @Test
    void aStrangersEventUnderOurIdIsLeftAlone() {
        Booking moving = moving("k");
        calendar.put(moving.eventId(), OLD.start(), OLD.end(), true, false);

        saga.run(moving);

        assertThat(desk.booking(moving.id()).state()).isEqualTo(BookingState.PARKED);
        assertThat(calendar.patches).isEmpty();
    }

    @Test
    void wherePeopleAreInvitedAMoveMailsThemOnce() {
        Booking moving = moving("k");
        calendar.loseAnswer("patch");
        calendar.after("patch", () -> calendar.drag(moving.eventId(), OLD.start(), OLD.end()));

        inviting.run(moving);

        assertMoved(moving);
        assertThat(calendar.patches).extracting(EventPatch::mail).containsExactly(true, false);
    }

    @Test
    void wherePeopleAreInvitedNobodyIsMailedAboutATimeThatIsTaken() {
        Booking moving = moving("k");
        human();

        inviting.run(moving);

        assertStayed(moving);
        assertThat(calendar.patches).singleElement().satisfies(patch -> {
            assertThat(patch.time()).isEqualTo(OLD);
            assertThat(patch.mail()).isFalse();
        });
    }

    @Test
    void wherePeopleWereMailedTheNewTimeTheyAreMailedTheOldOneAgain() {
        Booking moving = moving("k");
        calendar.after("patch", this::human);

        inviting.run(moving);

        assertStayed(moving);
        assertThat(calendar.patches).extracting(EventPatch::mail).containsExactly(true, true);
    }

    private void human() {
        calendar.put("human", NEW.start().plusSeconds(1800), NEW.end().plusSeconds(1800), true, false);
    }

    private boolean dies(Booking booking) {
        try {
            saga.run(booking);
            return false;
        } catch (FakeCalendar.Killed e) {
            return true;
        }
    }

    private void assertEnded(Booking moving, boolean stranger) {
        if (stranger) {
            assertStayed(moving);
        } else {
            assertMoved(moving);
        }
    }

    private void assertMoved(Booking moving) {
        Booking moved = desk.booking(moving.id());
        assertThat(moved.state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(moved.slot()).isEqualTo(NEW);
        assertThat(moved.version()).isEqualTo(2);
        assertThat(moved.etag()).isEqualTo(calendar.find(moving.eventId()).etag());
        assertThat(calendar.find(moving.eventId()).time()).contains(NEW);
        assertThat(desk.count("occupancies where live")).isOne();
        assertThat(desk.outcome("api", moveKey(moving))).isEqualTo(Outcome.booked(moving.id()));
        assertThat(desk.events()).hasSize(2);
        assertThat(desk.events().getLast()).isInstanceOfSatisfying(BookingRescheduled.class, event -> {
            assertThat(event.getSource()).isEqualTo("api");
            assertThat(event.getRequestId()).isEqualTo(moveKey(moving));
        });
    }

    private void assertStayed(Booking moving) {
        Booking stayed = desk.booking(moving.id());
        assertThat(stayed.state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(stayed.slot()).isEqualTo(OLD);
        assertThat(stayed.move()).isNull();
        assertThat(stayed.version()).isOne();
        assertThat(EventMarks.read(calendar.find(moving.eventId())))
                .get()
                .extracting(EventMarks.Marks::version, EventMarks.Marks::timeZone)
                .containsExactly(1, LOS_ANGELES);
        assertThat(calendar.find(moving.eventId()).time()).contains(OLD);
        assertThat(desk.count("occupancies where live")).isOne();
        assertThat(desk.outcome("api", moveKey(moving)))
                .isEqualTo(Outcome.ended(Status.SLOT_TAKEN, moving.id(), "slot_taken"));
        assertThat(desk.events()).singleElement().isInstanceOf(BookingConfirmed.class);
    }

    private static String moveKey(Booking booking) {
        return "move-" + booking.origin().requestKey();
    }

    private Booking moving(String key) {
        RequestKey request = new RequestKey("retell", key);
        UUID id = desk.ids.bookingId(request);
        NewBooking wanted = new NewBooking(
                id,
                LEASE,
                NOW.plusSeconds(60),
                "primary",
                desk.ids.eventId(id, 1),
                "standard",
                "default",
                false,
                OLD,
                Duration.ZERO,
                Duration.ZERO,
                LOS_ANGELES,
                BUSINESS_ZONE,
                new Customer("Ada Lovelace", "+12135550123", "ada@example.org"),
                "second floor",
                List.of(),
                Map.of(),
                new Origin("retell", key, "call-1", "tool-1"));
        Booking held = Objects.requireNonNull(desk.transactions
                .run(() -> desk.requests
                        .arrive(new NewRequest(
                                request, Commands.REQUEST_BOOKING, PayloadHash.of(key), id, NOW.plusSeconds(60)))
                        .then(desk.occupancies.take(id, List.of("default"), OLD, Duration.ZERO, Duration.ZERO))
                        .then(desk.bookings.hold(wanted)))
                .block());
        saga.run(held);
        return begin(desk.booking(id), "move-" + key);
    }

    private static Booking begin(Booking booked, String key) {
        RequestKey request = new RequestKey("api", key);
        return Objects.requireNonNull(desk.transactions
                .run(() -> desk.requests
                        .arrive(new NewRequest(
                                request,
                                Commands.RESCHEDULE_BOOKING,
                                PayloadHash.of(key),
                                booked.id(),
                                NOW.plusSeconds(60)))
                        .then(desk.occupancies.take(booked.id(), List.of("default"), NEW, Duration.ZERO, Duration.ZERO))
                        .then(desk.bookings.advance(
                                booked, BookingState.MOVING, Change.move(LEASE, Move.to(NEW, NEW_ZONE)))))
                .block());
    }
}
