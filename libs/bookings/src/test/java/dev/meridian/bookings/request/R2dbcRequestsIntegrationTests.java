package dev.meridian.bookings.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.meridian.bookings.TestBook;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class R2dbcRequestsIntegrationTests {

    private static final RequestKey FIRST = new RequestKey("retell", "call-1/tool-1");
    private static final RequestKey SECOND = new RequestKey("retell", "call-1/tool-2");
    private static final UUID BOOKING = UUID.randomUUID();
    private static final Instant EXPIRES = Instant.parse("2026-11-21T10:01:00Z");

    @RegisterExtension
    static final TestBook book = new TestBook();

    private final Requests requests = book.requests;

    @Test
    void acceptsAKeyOnce() {
        assertThat(arrive(FIRST)).isInstanceOf(Arrival.New.class);
        assertThat(arrive(FIRST))
                .asInstanceOf(type(Arrival.Known.class))
                .satisfies(known -> assertThat(known.request().outcome()).isNull());
        assertThat(arrive(new RequestKey("api", FIRST.key()))).isInstanceOf(Arrival.New.class);
    }

    @Test
    void remembersARefusalForGood() {
        arrive(FIRST);
        Outcome refusal = Outcome.of(Outcome.Status.SLOT_TAKEN, "slot_taken");

        requests.decide(FIRST, refusal).block();

        assertThat(requests.decide(FIRST, Outcome.booked(BOOKING)).blockOptional())
                .isEmpty();
        StoredRequest stored =
                Objects.requireNonNull(requests.find("retell", "call-1/tool-1").block());
        assertThat(stored.outcome()).isEqualTo(refusal);
        assertThat(stored.decidedAt()).isNotNull();
        assertThat(stored.expiresAt()).isEqualTo(EXPIRES);
    }

    @Test
    void tellsEveryWaiterOnce() {
        arrive(FIRST);
        Waiter waiter = new Waiter("correlation-1", "replies.v1", 3, false);
        Waiter twin = new Waiter("correlation-2", "replies.v1", 4, true);
        requests.await(FIRST, waiter).block();
        requests.await(FIRST, waiter).block();
        requests.await(FIRST, twin).block();

        Decided decided = Objects.requireNonNull(requests.decideAll(BOOKING, "RequestBooking", Outcome.booked(BOOKING))
                .blockLast());

        assertThat(decided.waiters()).containsExactlyInAnyOrder(waiter, twin);
        assertThat(requests.decideAll(BOOKING, "RequestBooking", Outcome.booked(BOOKING))
                        .collectList()
                        .block())
                .isEmpty();
    }

    @Test
    void aRepeatedWishIsDecidedWithItsBookingAndSaysSo() {
        arrive(FIRST);
        arrive(SECOND, UUID.randomUUID());
        requests.attach(SECOND, BOOKING).block();

        requests.decideAll(BOOKING, "RequestBooking", Outcome.booked(BOOKING)).blockLast();

        assertThat(outcome(FIRST)).isEqualTo(Outcome.booked(BOOKING));
        assertThat(outcome(SECOND)).isEqualTo(Outcome.booked(BOOKING).again());
    }

    @Test
    void otherCommandsOnTheBookingStayOpen() {
        arrive(FIRST);

        assertThat(requests.decideAll(BOOKING, "CancelBooking", Outcome.of(Outcome.Status.CANCELLED, null))
                        .collectList()
                        .block())
                .isEmpty();
    }

    @Test
    void decidesInTheOrderInWhichTheyWereAccepted() {
        for (String key : List.of("c", "a", "b")) {
            arrive(new RequestKey("retell", key));
        }

        assertThat(requests.decideAll(BOOKING, "RequestBooking", Outcome.booked(BOOKING))
                        .map(decided -> decided.id().key())
                        .collectList()
                        .block())
                .containsExactly("c", "a", "b");
    }

    @Test
    void findsTheCancelThatCameBeforeItsBooking() {
        RequestKey cancel = new RequestKey("api", "cancel");
        requests.arrive(new NewRequest(cancel, Commands.CANCEL_BOOKING, PayloadHash.of("c"), BOOKING, EXPIRES))
                .block();
        assertThat(requests.cancelledUnseen(BOOKING).block()).isFalse();

        requests.decide(cancel, Outcome.of(Outcome.Status.CANCELLED, Outcome.UNKNOWN_BOOKING))
                .block();

        assertThat(requests.cancelledUnseen(BOOKING).block()).isTrue();
        assertThat(requests.cancelledUnseen(UUID.randomUUID()).block()).isFalse();
    }

    private Arrival arrive(RequestKey id) {
        return arrive(id, BOOKING);
    }

    private Arrival arrive(RequestKey id, UUID bookingId) {
        return Objects.requireNonNull(
                requests.arrive(new NewRequest(id, "RequestBooking", PayloadHash.of("content"), bookingId, EXPIRES))
                        .block());
    }

    private Outcome outcome(RequestKey id) {
        return Objects.requireNonNull(
                Objects.requireNonNull(requests.find(id).block()).outcome());
    }
}
