package dev.meridian.booking.request;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.LEASE;
import static dev.meridian.booking.TestDesk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.TestDesk;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.messaging.request.ReplyAddress;
import dev.meridian.schema.booking.CancelBooking;
import dev.meridian.schema.booking.DecideBooking;
import dev.meridian.schema.booking.Decision;
import dev.meridian.schema.booking.HoldSlot;
import dev.meridian.schema.booking.RequestBooking;
import dev.meridian.schema.booking.RescheduleBooking;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** T1 of every command on a desk; all records come from {@code retell} and were published at {@link TestDesk#NOW}. */
final class TestRequests {

    final AcceptRequest booking;
    final MoveRequest move;
    final CancelRequest cancel;
    final AcceptHold hold;
    final SlotPlacement placement;
    final DecideRequest decide;

    private final TestDesk desk;

    TestRequests(TestDesk desk) {
        this.desk = desk;
        RequestMemo memo = new RequestMemo(desk.transactions, desk.requests);
        placement = new SlotPlacement(
                desk.catalogue, desk.bookings, desk.occupancies, desk.loads, desk.seating, desk.decisions);
        booking = new AcceptRequest(
                memo,
                desk.requests,
                desk.bookings,
                desk.catalogue,
                placement,
                new Holds(desk.ids, desk.bookings),
                desk.identification,
                desk.outbox,
                desk.events,
                desk.ids,
                LEASE,
                BUSINESS_ZONE);
        move = new MoveRequest(memo, desk.requests, desk.bookings, desk.catalogue, placement, LEASE);
        hold = new AcceptHold(
                memo,
                desk.requests,
                desk.bookings,
                placement,
                desk.ids,
                new HoldSettings(Duration.ofMinutes(5), 5),
                BUSINESS_ZONE);
        cancel = new CancelRequest(memo, desk.requests, desk.bookings, desk.catalogue, desk.decisions, LEASE);
        decide = new DecideRequest(memo, desk.bookings, desk.decisions, LEASE);
    }

    static RescheduleBooking.Builder reschedule(String key, UUID bookingId, String start) {
        return RescheduleBooking.newBuilder()
                .setRequestId(key)
                .setExpiresAt(NOW.plusSeconds(3600))
                .setBookingId(bookingId)
                .setStart(start)
                .setTimeZone("America/Los_Angeles");
    }

    static CancelBooking.Builder cancellation(String key, UUID bookingId) {
        return CancelBooking.newBuilder()
                .setRequestId(key)
                .setExpiresAt(NOW.plusSeconds(3600))
                .setBookingId(bookingId);
    }

    static DecideBooking.Builder decision(String key, UUID bookingId, Decision word) {
        return DecideBooking.newBuilder()
                .setRequestId(key)
                .setExpiresAt(NOW.plusSeconds(3600))
                .setBookingId(bookingId)
                .setDecision(word);
    }

    Mono<Acceptance> asking(RequestBooking.Builder request) {
        return booking.accept(RequestMapping.read(request.build(), "retell", NOW), address(request.getRequestId()));
    }

    Mono<Acceptance> asking(RescheduleBooking.Builder request) {
        return move.accept(ChangeMapping.read(request.build(), "retell", NOW), address(request.getRequestId()));
    }

    Mono<Acceptance> asking(CancelBooking.Builder request) {
        return cancel.accept(ChangeMapping.read(request.build(), "retell", NOW), address(request.getRequestId()));
    }

    Mono<Acceptance> asking(HoldSlot.Builder request) {
        return hold.accept(HoldMapping.read(request.build(), "retell", NOW), address(request.getRequestId()));
    }

    Mono<Acceptance> asking(DecideBooking.Builder request) {
        return decide.accept(ChangeMapping.read(request.build(), "retell", NOW), address(request.getRequestId()));
    }

    Acceptance ask(RequestBooking.Builder request) {
        return Objects.requireNonNull(asking(request).block());
    }

    Acceptance ask(RescheduleBooking.Builder request) {
        return Objects.requireNonNull(asking(request).block());
    }

    Acceptance ask(CancelBooking.Builder request) {
        return Objects.requireNonNull(asking(request).block());
    }

    Acceptance ask(HoldSlot.Builder request) {
        return Objects.requireNonNull(asking(request).block());
    }

    Acceptance ask(DecideBooking.Builder request) {
        return Objects.requireNonNull(asking(request).block());
    }

    UUID bookingId(String key) {
        return desk.ids.bookingId(new RequestKey("retell", key));
    }

    static Booking underWay(Acceptance acceptance) {
        assertThat(acceptance).isInstanceOf(Acceptance.UnderWay.class);
        return ((Acceptance.UnderWay) acceptance).booking();
    }

    static Outcome answered(Acceptance acceptance) {
        assertThat(acceptance).isInstanceOf(Acceptance.Answered.class);
        return ((Acceptance.Answered) acceptance).outcome();
    }

    private static ReplyAddress address(String key) {
        return new ReplyAddress("c-" + key + "-" + UUID.randomUUID(), "replies.v1", 0);
    }
}
