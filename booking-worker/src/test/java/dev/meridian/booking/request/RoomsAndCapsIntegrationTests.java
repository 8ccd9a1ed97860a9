package dev.meridian.booking.request;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.NOW;
import static dev.meridian.booking.request.TestHours.ALWAYS;
import static dev.meridian.booking.request.TestHours.at;
import static dev.meridian.booking.request.TestHours.move;
import static dev.meridian.booking.request.TestRequests.answered;
import static dev.meridian.booking.request.TestRequests.underWay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.TestDesk;
import dev.meridian.booking.TestService;
import dev.meridian.booking.decision.FollowUp;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Outcome.Status;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.schema.booking.HoldSlot;
import dev.meridian.schema.booking.RequestBooking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What two services share, and how often one may be booked. */
class RoomsAndCapsIntegrationTests {

    private static final Outcome DAY_FULL = Outcome.of(Status.NOT_ALLOWED, "max_per_day");
    private static final Outcome WEEK_FULL = Outcome.of(Status.NOT_ALLOWED, "max_per_week");

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private final TestRequests requests = new TestRequests(desk);
    private final TestHours hours = new TestHours(requests);

    @BeforeEach
    void hire() {
        List.of("amy", "ben", "cat").forEach(id -> desk.hire(id, 1, ALWAYS));
    }

    @Test
    void servicesThatShareARoomDoNotOverlap() {
        desk.offer(TestService.of("talk", "amy").in("blue"));
        desk.offer(TestService.of("walk", "ben").in("blue", "cart"));
        hours.booked("talk", 1);

        assertThat(hours.refusal(at("walk", 1)).status()).isEqualTo(Status.SLOT_TAKEN);
        hours.booked("walk", 2);
        assertThat(hours.refusal(at("talk", 2)).status()).isEqualTo(Status.SLOT_TAKEN);
    }

    @Test
    void aRoomIsKeptByAHoldAndTakenByAMove() {
        desk.offer(TestService.of("talk", "amy").in("blue"));
        desk.offer(TestService.of("walk", "ben").in("blue"));
        assertThat(answered(requests.ask(hold("talk", 1))).status()).isEqualTo(Status.HELD);
        assertThat(hours.refusal(at("walk", 1)).status()).isEqualTo(Status.SLOT_TAKEN);
        Booking walk = confirmed("walk", 2);

        assertThat(answered(requests.ask(move("m1", walk, 1))).status()).isEqualTo(Status.SLOT_TAKEN);
        underWay(requests.ask(move("m2", walk, 3)));
        assertThat(hours.refusal(at("talk", 3)).status()).isEqualTo(Status.SLOT_TAKEN);
        assertThat(hours.refusal(at("talk", 2)).status()).isEqualTo(Status.SLOT_TAKEN);
    }

    @Test
    void anEventThatTheHostMovesTakesTheRoomAlongOrStays() {
        desk.offer(TestService.of("talk", "amy").in("blue"));
        desk.offer(TestService.of("walk", "ben").in("blue"));
        Booking talk = confirmed("talk", 1);
        hours.booked("walk", 2);

        assertThat(follow(talk, 2)).isInstanceOf(FollowUp.Taken.class);
        assertThat(follow(talk, 3)).isInstanceOf(FollowUp.Followed.class);
        assertThat(hours.refusal(at("walk", 3)).status()).isEqualTo(Status.SLOT_TAKEN);
        hours.booked("walk", 1);
    }

    @Test
    void nobodyWaitsForeverWhereRoomsAreNamedInAnyOrder() {
        desk.offer(TestService.of("talk", "amy", "ben").in("blue", "green", "cart"));
        desk.offer(TestService.of("walk", "cat", "ben").in("cart", "green"));
        desk.offer(TestService.of("board", "cat", "amy")
                .withAllAtOnce()
                .in("green", "blue")
                .atMost(4, null));
        long seed = new Random().nextLong();
        List<RequestBooking.Builder> all = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            all.add(at(List.of("talk", "walk", "board").get(i % 3), i % 7).setRequestId("caller-" + i));
        }
        Collections.shuffle(all, new Random(seed));

        List<Acceptance> answers = hours.inParallel(all);

        assertThat(answers).as("seed %d", seed).hasSize(90);
        assertThat(answers)
                .filteredOn(Acceptance.UnderWay.class::isInstance)
                .as("seed %d: one an hour, since all need the green room", seed)
                .hasSize(7);
        assertThat(
                        desk.count(
                                "occupancies one join occupancies other on one.resource_id = other.resource_id"
                                        + " and one.booking_id <> other.booking_id and one.slot && other.slot and one.live and other.live"))
                .isZero();
    }

    @Test
    void ofTwoServicesOfOnePersonTheLargerBufferHolds() {
        desk.offer(TestService.of("talk", "amy").buffered(0, 30));
        desk.offer(TestService.of("walk", "amy").buffered(60, 0));
        desk.offer(TestService.of("chat", "amy"));
        hours.booked("talk", 1);

        // An hour before the walk, though the talk wants half an hour after it: not one and a half.
        assertThat(hours.refusal(at("walk", 2)).status()).isEqualTo(Status.SLOT_TAKEN);
        assertThat(hours.refusal(at("chat", 2)).status()).isEqualTo(Status.SLOT_TAKEN);
        hours.booked("walk", 3);
        assertThat(hours.refusal(at("chat", 2)).status()).isEqualTo(Status.SLOT_TAKEN);
        hours.booked("chat", 4);
        hours.booked("chat", 0);
    }

    @Test
    void ofAHundredCallersAsManyAsTheDayTakesAreBooked() {
        desk.offer(TestService.of("talk", "amy", "ben", "cat").atMost(3, null));

        List<Acceptance> all = hours.inParallel(IntStream.range(0, 100)
                .mapToObj(caller -> at("talk", caller % 20).setRequestId("caller-" + caller))
                .toList());

        assertThat(all).filteredOn(Acceptance.UnderWay.class::isInstance).hasSize(3);
        assertThat(all)
                .filteredOn(Acceptance.Answered.class::isInstance)
                .hasSize(97)
                .allSatisfy(acceptance -> assertThat(answered(acceptance)).isEqualTo(DAY_FULL));
        assertThat(desk.count("bookings")).isEqualTo(3);
        hours.booked("talk", 24);
    }

    @Test
    void theWeekEndsOnTheHostsSunday() {
        desk.offer(TestService.of("talk", "amy").atMost(null, 2));
        hours.booked("talk", 0);
        hours.booked("talk", 5 * 24 + 23);

        assertThat(hours.refusal(at("talk", 48))).isEqualTo(WEEK_FULL);
        hours.booked("talk", 6 * 24);
    }

    @Test
    void aMoveDoesNotCountAgainstItself() {
        desk.offer(TestService.of("talk", "amy").atMost(2, null));
        Booking one = confirmed("talk", 1);
        Booking other = confirmed("talk", 2);
        Booking third = confirmed("talk", 25);

        underWay(requests.ask(move("m1", one, 3)));
        assertThat(answered(requests.ask(move("m2", third, 4))))
                .isEqualTo(Outcome.ended(Status.NOT_ALLOWED, third.id(), "max_per_day"));
        underWay(requests.ask(move("m3", other, 26)));
        // What moves counts where it goes, and where it may have to stay.
        assertThat(hours.refusal(at("talk", 27))).isEqualTo(DAY_FULL);
        assertThat(hours.refusal(at("talk", 5))).isEqualTo(DAY_FULL);
    }

    @Test
    void aHoldCountsUntilItRunsOut() {
        desk.offer(TestService.of("talk", "amy").atMost(1, null));
        assertThat(answered(requests.ask(hold("talk", 1))).status()).isEqualTo(Status.HELD);
        assertThat(hours.refusal(at("talk", 3))).isEqualTo(DAY_FULL);
        assertThat(answered(requests.ask(hold("talk", 4)))).isEqualTo(DAY_FULL);

        desk.setClock(NOW.plus(Duration.ofMinutes(6)));

        underWay(requests.ask(
                at("talk", 5).setExpiresAt(NOW.plus(Duration.ofMinutes(7))).setRequestId("later")));
        assertThat(desk.count("bookings where state = 'EXPIRED'")).isOne();
    }

    @Test
    void aHoldThatRanOutKeepsNoBufferEither() {
        desk.offer(TestService.of("talk", "amy").buffered(0, 120));
        desk.offer(TestService.of("chat", "amy"));
        assertThat(answered(requests.ask(hold("talk", 1))).status()).isEqualTo(Status.HELD);
        assertThat(hours.refusal(at("chat", 3)).status()).isEqualTo(Status.SLOT_TAKEN);

        desk.setClock(NOW.plus(Duration.ofMinutes(6)));

        underWay(requests.ask(
                at("chat", 3).setExpiresAt(NOW.plus(Duration.ofMinutes(7))).setRequestId("later")));
        assertThat(desk.count("bookings where state = 'EXPIRED'")).isOne();
    }

    @Test
    void whatHasEndedDoesNotCount() {
        desk.offer(TestService.of("talk", "amy").atMost(1, null));
        hours.booked("talk", 1);
        assertThat(hours.refusal(at("talk", 2))).isEqualTo(DAY_FULL);
        desk.run("update bookings set state = 'CANCELLED'");
        desk.run("update occupancies set live = false");

        hours.booked("talk", 3);
    }

    private FollowUp follow(Booking booking, int hour) {
        TimeRange slot =
                TimeRange.of(TestHours.start(hour).atZone(BUSINESS_ZONE).toInstant(), Duration.ofHours(1));
        return Objects.requireNonNull(desk.transactions
                .run(() -> desk.decisions.follow(booking, slot, "etag"))
                .block());
    }

    private static HoldSlot.Builder hold(String service, int hour) {
        return HoldSlot.newBuilder()
                .setRequestId("hold-" + service + "-" + hour)
                .setExpiresAt(NOW.plusSeconds(60))
                .setStart(TestHours.start(hour).toString())
                .setTimeZone(BUSINESS_ZONE.getId())
                .setService(service);
    }

    private Booking confirmed(String service, int hour) {
        Booking booking = hours.booked(service, hour);
        desk.run("update bookings set state = 'CONFIRMED' where id = '" + booking.id() + "'");
        return desk.booking(booking.id());
    }
}
