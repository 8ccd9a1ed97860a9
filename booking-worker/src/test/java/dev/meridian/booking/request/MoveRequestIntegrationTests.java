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
import dev.meridian.bookings.booking.Move;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Outcome.Status;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.schema.booking.BookingRescheduled;
import dev.meridian.schema.booking.RescheduleBooking;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

class MoveRequestIntegrationTests {

    private static final String AT_NINE = "2026-11-23T09:00";
    private static final String AT_TEN = "2026-11-23T10:00";
    private static final String AT_ELEVEN = "2026-11-23T11:00";
    private static final TimeRange NINE_TO_TEN = TimeRange.of(NINE, Duration.ofHours(1));
    private static final TimeRange TEN_TO_ELEVEN = TimeRange.of(NINE.plusSeconds(3600), Duration.ofHours(1));

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private final TestRequests requests = new TestRequests(desk);
    private final FakeCalendar calendar = new FakeCalendar();
    private final TestSaga saga = new TestSaga(desk, calendar, false, LEASE);
    private final TestSaga otherSaga = new TestSaga(desk, calendar, false, OTHER_LEASE);

    @Test
    void takesTheNewTimeBesideTheOldOne() {
        Booking booked = booked("k", AT_NINE);

        Booking moving = underWay(requests.ask(reschedule("m", booked.id(), AT_TEN)));

        assertThat(moving.state()).isEqualTo(BookingState.MOVING);
        assertThat(moving.epoch()).isEqualTo(booked.epoch() + 1);
        assertThat(moving.slot()).isEqualTo(NINE_TO_TEN);
        assertThat(moving.move()).isEqualTo(Move.to(TEN_TO_ELEVEN, ZoneId.of("America/Los_Angeles")));
        assertThat(desk.count("occupancies where live")).isEqualTo(2);
        assertThat(answered(requests.ask(request("other"))).status()).isEqualTo(Status.SLOT_TAKEN);
        assertThat(answered(requests.ask(request("another").setStart(AT_TEN))).status())
                .isEqualTo(Status.SLOT_TAKEN);
    }

    @Test
    void arrivesAndGivesTheOldTimeBack() {
        Booking booked = booked("k", AT_NINE);

        saga.run(underWay(
                requests.ask(reschedule("m", booked.id(), "2026-11-23T13:00").setTimeZone("America/New_York"))));

        Booking moved = desk.booking(booked.id());
        assertThat(moved.state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(moved.slot()).isEqualTo(TEN_TO_ELEVEN);
        assertThat(moved.timeZone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(moved.version()).isEqualTo(2);
        assertThat(moved.etag()).isEqualTo(calendar.find(booked.eventId()).etag());
        assertThat(moved.move()).isNull();
        assertThat(calendar.find(booked.eventId()).time()).contains(TEN_TO_ELEVEN);
        assertThat(desk.count("occupancies where live")).isOne();
        assertThat(desk.outcome("retell", "m")).isEqualTo(Outcome.booked(booked.id()));
        assertThat(desk.outcome("retell", "k")).isEqualTo(Outcome.booked(booked.id()));
        assertThat(desk.events()).hasSize(2);
        assertThat(desk.events().getLast()).isInstanceOfSatisfying(BookingRescheduled.class, event -> {
            assertThat(event.getBookingId()).isEqualTo(booked.id());
            assertThat(event.getRequestId()).isEqualTo("m");
            assertThat(event.getSource()).isEqualTo("retell");
            assertThat(event.getPreviousStart()).isEqualTo(NINE);
            assertThat(event.getPreviousEnd()).isEqualTo(NINE_TO_TEN.end());
            assertThat(event.getStart()).isEqualTo(TEN_TO_ELEVEN.start());
            assertThat(event.getEnd()).isEqualTo(TEN_TO_ELEVEN.end());
            assertThat(event.getTimeZone()).isEqualTo("America/New_York");
            assertThat(event.getVersion()).isEqualTo(2);
        });
        underWay(requests.ask(request("next")));
    }

    @Test
    void eachMoveIsAnEventOfItsOwn() {
        Booking booked = booked("k", AT_NINE);

        saga.run(underWay(requests.ask(reschedule("m1", booked.id(), AT_TEN))));
        saga.run(underWay(requests.ask(reschedule("m2", booked.id(), AT_NINE))));
        saga.run(underWay(requests.ask(reschedule("m3", booked.id(), AT_TEN))));

        assertThat(desk.booking(booked.id()).version()).isEqualTo(4);
        assertThat(desk.booking(booked.id()).slot()).isEqualTo(TEN_TO_ELEVEN);
        assertThat(desk.count("(select distinct msg_id from outbox) as ids")).isEqualTo(4);
        assertThat(desk.count("occupancies where live")).isOne();
    }

    @Test
    void keepsItsLengthAlsoWhereTheServiceComesInOthersByNow() {
        desk.offer("talk", "{\"name\": \"Talk\", \"prices\": []}");
        Booking held = underWay(requests.ask(request("k").setService("talk")));
        saga.run(held);
        desk.offer("talk", "{\"name\": \"Talk\", \"prices\": [], \"durations_minutes\": [45]}");

        saga.run(underWay(requests.ask(reschedule("m", held.id(), AT_TEN))));

        assertThat(desk.booking(held.id()).slot()).isEqualTo(TEN_TO_ELEVEN);
        assertThat(answered(requests.ask(
                        request("other").setService("talk").setStart(AT_NINE).setDurationMinutes(60))))
                .isEqualTo(Outcome.of(Status.NOT_ALLOWED, "duration"));
    }

    @Test
    void aTimeThatSomebodyHasIsRefusedAndTheOldOneStands() {
        Booking booked = booked("k", AT_NINE);
        booked("other", AT_TEN);
        int calls = calendar.calls.size();

        Outcome outcome = answered(requests.ask(reschedule("m", booked.id(), AT_TEN)));

        assertThat(outcome).isEqualTo(Outcome.ended(Status.SLOT_TAKEN, booked.id(), "slot_taken"));
        assertThat(desk.booking(booked.id())).isEqualTo(booked);
        assertThat(desk.outcome("retell", "m")).isEqualTo(outcome);
        assertThat(calendar.calls).hasSize(calls);
        assertThat(desk.count("occupancies where live")).isEqualTo(2);
        assertThat(desk.events()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:30, off_grid",
        "2026-11-21T01:00, past",
        "2026-11-21T03:00, notice",
        "2026-11-23T15:00, closed",
        "2027-01-04T09:00, beyond_window"
    })
    void aTimeThatTheRulesForbidIsRefused(String start, String reason) {
        Booking booked = booked("k", AT_NINE);

        assertThat(answered(requests.ask(reschedule("m", booked.id(), start))))
                .isEqualTo(Outcome.of(Status.NOT_ALLOWED, reason));
        assertThat(desk.booking(booked.id())).isEqualTo(booked);
    }

    @ParameterizedTest
    @EnumSource(
            value = BookingState.class,
            names = {"HELD", "WRITING", "UNDOING", "PARKED", "MOVING", "AWAITING_HOST"})
    void whatIsUnderWayIsNotMoved(BookingState state) {
        Booking booked = booked("k", AT_NINE);
        put(booked.id(), state);

        assertThat(answered(requests.ask(reschedule("m", booked.id(), AT_TEN))))
                .isEqualTo(Outcome.ended(
                        Status.NOT_ALLOWED,
                        booked.id(),
                        state == BookingState.AWAITING_HOST ? "awaiting_host" : "in_progress"));
        assertThat(desk.count("occupancies where live")).isOne();
    }

    @ParameterizedTest
    @EnumSource(
            value = BookingState.class,
            names = {"REFUSED", "DECLINED", "CANCELLED", "EXPIRED"})
    void whatHasEndedIsNotFound(BookingState state) {
        Booking booked = booked("k", AT_NINE);
        put(booked.id(), state);

        assertThat(answered(requests.ask(reschedule("m", booked.id(), AT_TEN))).status())
                .isEqualTo(Status.NOT_FOUND);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(answered(requests.ask(reschedule("m", UUID.randomUUID(), AT_TEN))))
                .isEqualTo(Outcome.of(Status.NOT_FOUND, "unknown_booking"));
    }

    @Test
    void movesOnlyTheVersionThatIsMeant() {
        Booking booked = booked("k", AT_NINE);

        assertThat(answered(requests.ask(reschedule("m1", booked.id(), AT_TEN).setExpectedVersion(2))))
                .isEqualTo(Outcome.ended(Status.NOT_ALLOWED, booked.id(), "version"));
        underWay(requests.ask(reschedule("m2", booked.id(), AT_TEN).setExpectedVersion(1)));
    }

    @Test
    void theSameTimeIsBookedAlready() {
        Booking booked = booked("k", AT_NINE);

        assertThat(answered(requests.ask(reschedule("m", booked.id(), AT_NINE))))
                .isEqualTo(Outcome.booked(booked.id()));
        assertThat(desk.booking(booked.id())).isEqualTo(booked);
        assertThat(desk.events()).hasSize(1);
    }

    @Test
    void soonBeforeItBeginsItIsNotMovedAndAfterwardsNeither() {
        Booking booked = booked("k", AT_NINE);
        desk.setClock(NINE.minusSeconds(86_000));

        assertThat(answered(requests.ask(later(reschedule("m1", booked.id(), "2026-11-24T10:00")))))
                .isEqualTo(Outcome.ended(Status.NOT_ALLOWED, booked.id(), "reschedule_notice"));
        desk.setClock(NINE.plusSeconds(60));
        assertThat(answered(requests.ask(later(reschedule("m2", booked.id(), "2026-11-24T10:00")))))
                .isEqualTo(Outcome.ended(Status.NOT_ALLOWED, booked.id(), "past"));
    }

    @Test
    void anUnclearTimeIsRefusedOnceAndRemembered() {
        Booking booked = booked("k", AT_NINE);

        Outcome outcome = answered(requests.ask(reschedule("m", booked.id(), "tomorrow")));

        assertThat(outcome.status()).isEqualTo(Status.INVALID);
        assertThat(outcome.field()).isEqualTo("start");
        assertThat(answered(requests.ask(reschedule("m", booked.id(), "tomorrow"))))
                .isEqualTo(outcome);
        assertThat(answered(requests.ask(reschedule("m", booked.id(), AT_TEN))).status())
                .isEqualTo(Status.KEY_REUSED);
    }

    @Test
    void takesWhatAHoldThatRanOutLeftBehind() {
        Booking booked = booked("k", AT_NINE);
        Booking lapsed = underWay(requests.ask(request("lapsed").setStart(AT_TEN)));
        desk.setClock(NOW.plusSeconds(61));

        Acceptance moving = requests.ask(reschedule("m", booked.id(), AT_TEN));

        assertThat(((Acceptance.UnderWay) moving).others())
                .extracting(decided -> decided.id().key())
                .containsExactly("lapsed");
        assertThat(desk.booking(lapsed.id()).state()).isEqualTo(BookingState.EXPIRED);
    }

    @Test
    void parallelTwinsAreOneMoveAndAllAreTold() {
        Booking booked = booked("k", AT_NINE);

        List<Acceptance> all = Flux.range(0, 20)
                .flatMap(i -> requests.asking(reschedule("same", booked.id(), AT_TEN)), 20)
                .collectList()
                .blockOptional()
                .orElseThrow();

        assertThat(all).filteredOn(Acceptance.UnderWay.class::isInstance).hasSize(1);
        assertThat(all).filteredOn(Acceptance.Waiting.class::isInstance).hasSize(19);
        assertThat(desk.count("waiters")).isEqualTo(20);
        all.stream()
                .filter(Acceptance.UnderWay.class::isInstance)
                .forEach(acceptance -> saga.run(underWay(acceptance)));
        assertThat(desk.booking(booked.id()).version()).isEqualTo(2);
        assertThat(desk.count("waiters")).isZero();
        assertThat(requests.ask(reschedule("same", booked.id(), AT_TEN)))
                .isEqualTo(new Acceptance.Answered(Outcome.booked(booked.id()), true, List.of()));
    }

    @Test
    void oneOfManyMovesOfABookingWins() {
        Booking booked = booked("k", AT_NINE);

        List<Acceptance> all = Flux.range(0, 12)
                .flatMap(i -> requests.asking(reschedule("m" + i, booked.id(), i % 2 == 0 ? AT_TEN : AT_ELEVEN)), 12)
                .collectList()
                .blockOptional()
                .orElseThrow();

        assertThat(all).filteredOn(Acceptance.UnderWay.class::isInstance).hasSize(1);
        assertThat(all)
                .filteredOn(Acceptance.Answered.class::isInstance)
                .hasSize(11)
                .allSatisfy(refused -> assertThat(answered(refused).reason()).isEqualTo("in_progress"));
        assertThat(desk.count("occupancies where live")).isEqualTo(2);
    }

    @Test
    void twoThatWantEachOthersTimeBothKeepTheirOwn() {
        Booking one = booked("one", AT_NINE);
        Booking other = booked("other", AT_TEN);

        for (int round = 0; round < 30; round++) {
            List<Acceptance> both = Flux.merge(
                            requests.asking(reschedule("one-" + round, one.id(), AT_TEN)),
                            requests.asking(reschedule("other-" + round, other.id(), AT_NINE)))
                    .collectList()
                    .blockOptional()
                    .orElseThrow();

            assertThat(both)
                    .allSatisfy(
                            refused -> assertThat(answered(refused).status()).isEqualTo(Status.SLOT_TAKEN));
        }
        assertThat(desk.booking(one.id())).isEqualTo(one);
        assertThat(desk.booking(other.id())).isEqualTo(other);
        assertThat(desk.count("occupancies where live")).isEqualTo(2);
    }

    @Test
    void manyMovesCancelsAndBookingsAtOnceEndInBookAndCalendarAlike() {
        long seed = new Random().nextLong();
        String drawn = "seed " + seed;
        Random random = new Random(seed);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(booked("k" + i, "2026-11-23T%02d:00".formatted(6 + i)).id());
        }
        for (int round = 0; round < 25; round++) {
            String name = "round-" + round + "-";
            List<Acceptance> all = Flux.range(0, 8)
                    .map(i -> List.of(random.nextInt(ids.size()), random.nextInt(5, 14), random.nextInt(10), i))
                    .collectList()
                    .flatMapMany(Flux::fromIterable)
                    .flatMap(
                            draw -> {
                                UUID id = ids.get(draw.get(0));
                                String start = "2026-11-23T%02d:00".formatted(draw.get(1));
                                String key = name + draw.get(3);
                                return switch (draw.get(2)) {
                                    case 0 -> requests.asking(cancellation(key, id));
                                    case 1 ->
                                        requests.asking(
                                                request(key).setStart(start).setExpiresAt(NOW.plusSeconds(3600)));
                                    default -> requests.asking(reschedule(key, id, start));
                                };
                            },
                            8)
                    .collectList()
                    .blockOptional()
                    .orElseThrow();
            all.stream()
                    .filter(Acceptance.UnderWay.class::isInstance)
                    .map(TestRequests::underWay)
                    .filter(booking -> random.nextInt(4) > 0)
                    .forEach(saga::run);
            desk.setClock(NOW.plusSeconds(20L * (round + 1)));
            otherSaga.sweep();
            assertThat(desk.count("occupancies a join occupancies b on a.resource_id = b.resource_id"
                            + " and a.booking_id <> b.booking_id and a.slot && b.slot and a.live and b.live"))
                    .as(drawn)
                    .isZero();
        }
        desk.setClock(NOW.plusSeconds(3000));
        otherSaga.sweep();

        assertThat(desk.count("requests where state = 'OPEN'")).as(drawn).isZero();
        assertThat(desk.count("bookings where state in ('HELD', 'WRITING', 'MOVING', 'UNDOING', 'PARKED')"))
                .as(drawn)
                .isZero();
        long confirmed = desk.count("bookings where state = 'CONFIRMED'");
        assertThat(calendar.live()).as(drawn).hasSize((int) confirmed);
        assertThat(desk.count("occupancies where live")).as(drawn).isEqualTo(confirmed);
        assertThat(desk.count("bookings b join occupancies o on o.booking_id = b.id and o.live"
                        + " where b.state = 'CONFIRMED' and lower(o.slot) = b.starts_at and upper(o.slot) = b.ends_at"))
                .as(drawn)
                .isEqualTo(confirmed);
        calendar.live()
                .forEach(event -> assertThat(desk.count("bookings where state = 'CONFIRMED' and event_id = '"
                                + event.id() + "' and starts_at = '" + event.start() + "'"))
                        .as(drawn)
                        .isOne());
        assertThat(desk.count("(select distinct msg_id from outbox) as ids"))
                .as(drawn)
                .isEqualTo(desk.count("outbox"));
    }

    @Test
    void readAgainNothingChanges() {
        Booking booked = booked("k", AT_NINE);
        booked("other", AT_ELEVEN);
        saga.run(underWay(requests.ask(reschedule("m1", booked.id(), AT_TEN))));
        requests.ask(reschedule("m2", booked.id(), AT_ELEVEN));
        requests.ask(reschedule("m3", booked.id(), "2026-11-23T15:00"));
        Booking before = desk.booking(booked.id());
        int calls = calendar.calls.size();
        long events = desk.count("outbox");
        saga.run(underWay(requests.ask(cancellation("c", requests.bookingId("other")))));

        assertThat(requests.ask(request("k").setStart(AT_NINE))).isInstanceOf(Acceptance.Answered.class);
        assertThat(answered(requests.ask(reschedule("m1", booked.id(), AT_TEN))).status())
                .isEqualTo(Status.BOOKED);
        // Its time is free by now.
        assertThat(answered(requests.ask(reschedule("m2", booked.id(), AT_ELEVEN)))
                        .status())
                .isEqualTo(Status.SLOT_TAKEN);
        assertThat(answered(requests.ask(reschedule("m3", booked.id(), "2026-11-23T15:00")))
                        .status())
                .isEqualTo(Status.NOT_ALLOWED);
        assertThat(desk.booking(booked.id())).isEqualTo(before);
        assertThat(calendar.calls).hasSize(calls + 3);
        assertThat(desk.count("outbox")).isEqualTo(events + 1);
    }

    private Booking booked(String key, String start) {
        Booking held = underWay(requests.ask(request(key).setStart(start)));
        saga.run(held);
        Booking booked = desk.booking(held.id());
        assertThat(booked.state()).isEqualTo(BookingState.CONFIRMED);
        return booked;
    }

    private static RescheduleBooking.Builder later(RescheduleBooking.Builder request) {
        return request.setExpiresAt(Instant.parse("2026-11-25T00:00:00Z"));
    }

    private static void put(UUID id, BookingState state) {
        desk.run(
                "update bookings set state = '" + state + "', undo_to = 'REFUSED', hold_until = '" + NOW.plusSeconds(60)
                        + "', parked_from = " + (state == BookingState.PARKED ? "'WRITING'" : "null")
                        + ", next_starts_at = starts_at + interval '5 hours', next_ends_at = ends_at + interval '5 hours',"
                        + " next_time_zone = time_zone where id = '" + id + "'");
    }
}
