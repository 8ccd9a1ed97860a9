package dev.meridian.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.gateway.FakeParts;
import dev.meridian.schema.booking.CancelBooking;
import dev.meridian.schema.booking.DecideBooking;
import dev.meridian.schema.booking.Decision;
import dev.meridian.schema.booking.HoldSlot;
import dev.meridian.schema.booking.ReleaseHold;
import dev.meridian.schema.booking.RescheduleBooking;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestMappingTests {

    private static final RequestKey KEY = new RequestKey("api", "k1");
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Instant EXPIRY = Instant.parse("2026-11-20T18:01:00Z");
    /** Half past one comes twice on that day; this is the second. */
    private static final ZonedDateTime TWICE =
            Instant.parse("2027-11-07T09:30:00Z").atZone(PACIFIC);

    private final Booking booking = FakeParts.booked("2026-11-23T17:00:00Z", PACIFIC, "+12137771234", "c1");

    @Test
    void writesMoves() {
        MoveWish wish = new MoveWish(KEY, booking, TWICE, "c1");
        assertThat(RequestMapping.record(wish, EXPIRY))
                .isEqualTo(RescheduleBooking.newBuilder()
                        .setRequestId("k1")
                        .setExpiresAt(EXPIRY)
                        .setBookingId(booking.id())
                        .setStart("2027-11-07T01:30")
                        .setTimeZone("America/Los_Angeles")
                        .setOffset("-08:00")
                        .setConversationId("c1")
                        .build());
        assertThat(RequestMapping.key(wish)).isEqualTo("default");
        assertThat(RequestMapping.command(wish)).isEqualTo("RescheduleBooking");
    }

    @Test
    void writesCancellations() {
        CancelWish wish = new CancelWish(KEY, booking, "Travelling", null);
        assertThat(RequestMapping.record(wish, EXPIRY))
                .isEqualTo(CancelBooking.newBuilder()
                        .setRequestId("k1")
                        .setExpiresAt(EXPIRY)
                        .setBookingId(booking.id())
                        .setReason("Travelling")
                        .build());
        assertThat(RequestMapping.key(wish)).isEqualTo("default");
        assertThat(RequestMapping.command(wish)).isEqualTo("CancelBooking");
    }

    @Test
    void writesTheHostsWord() {
        DecisionWish wish = new DecisionWish(KEY, booking, false, "Fully booked");
        assertThat(RequestMapping.record(wish, EXPIRY)).isEqualTo(decision(Decision.DECLINE, "Fully booked"));
        assertThat(RequestMapping.record(new DecisionWish(KEY, booking, true, null), EXPIRY))
                .isEqualTo(decision(Decision.ACCEPT, null));
        assertThat(RequestMapping.key(wish)).isEqualTo("default");
        assertThat(RequestMapping.command(wish)).isEqualTo("DecideBooking");
    }

    @Test
    void writesHolds() {
        ZonedDateTime noon = ZonedDateTime.of(2026, 11, 23, 12, 0, 0, 0, PACIFIC);
        HoldWish wish = new HoldWish(KEY, noon, null, null, 60, "key-1");
        assertThat(RequestMapping.record(wish, EXPIRY))
                .isEqualTo(HoldSlot.newBuilder()
                        .setRequestId("k1")
                        .setExpiresAt(EXPIRY)
                        .setStart("2026-11-23T12:00")
                        .setTimeZone("America/Los_Angeles")
                        .setDurationMinutes(60)
                        .setConversationId("key-1")
                        .build());
        assertThat(RequestMapping.key(wish)).isEqualTo("standard");
        assertThat(RequestMapping.key(new HoldWish(KEY, noon, "massage", null, 60, "key-1")))
                .isEqualTo("massage");
        assertThat(RequestMapping.key(new HoldWish(KEY, noon, "massage", "amy", 60, "key-1")))
                .isEqualTo("amy");
        assertThat(RequestMapping.command(wish)).isEqualTo("HoldSlot");
    }

    @Test
    void writesReleases() {
        ReleaseWish wish = new ReleaseWish(KEY, "token-1");
        assertThat(RequestMapping.record(wish, EXPIRY))
                .isEqualTo(ReleaseHold.newBuilder()
                        .setRequestId("k1")
                        .setExpiresAt(EXPIRY)
                        .setHoldToken("token-1")
                        .build());
        assertThat(RequestMapping.command(wish)).isEqualTo("ReleaseHold");
    }

    private DecideBooking decision(Decision word, @Nullable String reason) {
        return DecideBooking.newBuilder()
                .setRequestId("k1")
                .setExpiresAt(EXPIRY)
                .setBookingId(booking.id())
                .setDecision(word)
                .setReason(reason)
                .build();
    }
}
