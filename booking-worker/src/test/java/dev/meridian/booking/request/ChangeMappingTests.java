package dev.meridian.booking.request;

import static dev.meridian.booking.TestDesk.NINE;
import static dev.meridian.booking.TestDesk.NOW;
import static dev.meridian.booking.request.TestRequests.cancellation;
import static dev.meridian.booking.request.TestRequests.decision;
import static dev.meridian.booking.request.TestRequests.reschedule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.request.RequestKey;
import dev.meridian.schema.booking.CancelBooking;
import dev.meridian.schema.booking.DecideBooking;
import dev.meridian.schema.booking.Decision;
import dev.meridian.schema.booking.RescheduleBooking;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeMappingTests {

    private static final UUID BOOKING = UUID.fromString("6a0d9d0a-3c9b-8f0e-9d2c-0f3b6c1d2e4f");

    @Test
    void readsAMove() {
        assertThat(read(move().setExpectedVersion(3))).isInstanceOfSatisfying(Understanding.Clear.class, clear -> {
            assertThat(clear.asked().id()).isEqualTo(new RequestKey("crm", "k"));
            assertThat(clear.asked().command()).isEqualTo("RescheduleBooking");
            assertThat(clear.bookingId()).isEqualTo(BOOKING);
            MoveWish wish = (MoveWish) clear.wish();
            assertThat(wish.start().toInstant()).isEqualTo(NINE);
            assertThat(wish.start().getZone().getId()).isEqualTo("America/Los_Angeles");
            assertThat(wish.expectedVersion()).isEqualTo(3);
        });
    }

    @Test
    void readsACancel() {
        assertThat(read(cancel().setReason(" ill "))).isInstanceOfSatisfying(Understanding.Clear.class, clear -> {
            assertThat(clear.asked().command()).isEqualTo("CancelBooking");
            assertThat(clear.bookingId()).isEqualTo(BOOKING);
            assertThat(clear.wish()).isEqualTo(new CancelWish("ill"));
        });
        assertThat(read(cancel().setReason(" ")))
                .isInstanceOfSatisfying(
                        Understanding.Clear.class,
                        clear -> assertThat(clear.wish()).isEqualTo(new CancelWish(null)));
    }

    @Test
    void readsTheHostsWord() {
        assertThat(read(decision("k", BOOKING, Decision.DECLINE).setReason(" full ")))
                .isInstanceOfSatisfying(Understanding.Clear.class, clear -> {
                    assertThat(clear.asked().command()).isEqualTo("DecideBooking");
                    assertThat(clear.bookingId()).isEqualTo(BOOKING);
                    assertThat(clear.wish()).isEqualTo(new HostsWord(false, "full"));
                });
        assertThat(read(decision("k", BOOKING, Decision.ACCEPT).setReason("gladly")))
                .isInstanceOfSatisfying(
                        Understanding.Clear.class,
                        clear -> assertThat(clear.wish()).isEqualTo(new HostsWord(true, null)));
        assertThat(ChangeMapping.isKnown(
                        decision("k", BOOKING, Decision.UNKNOWN).build()))
                .isFalse();
    }

    @Test
    void anotherWordHasAnotherFingerprintAndTheSameOneTheSame() {
        assertThat(read(decision("k", BOOKING, Decision.ACCEPT)).asked().hash())
                .isEqualTo(read(decision("k", BOOKING, Decision.ACCEPT).setExpiresAt(NOW))
                        .asked()
                        .hash())
                .isNotEqualTo(
                        read(decision("k", BOOKING, Decision.DECLINE)).asked().hash())
                .isNotEqualTo(read(decision("k", UUID.randomUUID(), Decision.ACCEPT))
                        .asked()
                        .hash())
                .isNotEqualTo(read(decision("k", BOOKING, Decision.ACCEPT).setReason("gladly"))
                        .asked()
                        .hash());
    }

    @Test
    void withoutADeadlineBothLiveAQuarterOfAnHour() {
        assertThat(read(move().setExpiresAt(null)).asked().expiresAt()).isEqualTo(NOW.plusSeconds(900));
        assertThat(read(cancel().setExpiresAt(null)).asked().expiresAt()).isEqualTo(NOW.plusSeconds(900));
    }

    @ParameterizedTest
    @MethodSource
    void namesTheFieldThatIsWrong(Understanding<?> reading, String field, String reason) {
        assertThat(reading).isInstanceOfSatisfying(Understanding.Unclear.class, unclear -> {
            assertThat(unclear.bookingId()).isEqualTo(BOOKING);
            assertThat(unclear.refusal().field()).isEqualTo(field);
            assertThat(unclear.refusal().reason()).isEqualTo(reason);
        });
    }

    static Stream<Arguments> namesTheFieldThatIsWrong() {
        return Stream.of(
                Arguments.of(read(move().setStart("tomorrow")), "start", "invalid"),
                Arguments.of(read(move().setStart("2027-03-14T02:30")), "start", "gap"),
                Arguments.of(read(move().setStart("2027-11-07T01:30")), "start", "overlap"),
                Arguments.of(read(move().setTimeZone("Pacific Time")), "timeZone", "invalid"),
                Arguments.of(read(move().setOffset("eight")), "offset", "invalid"),
                Arguments.of(read(move().setConversationId("a\0b")), "conversationId", "invalid"),
                Arguments.of(read(cancel().setConversationId("x".repeat(201))), "conversationId", "invalid"),
                Arguments.of(read(cancel().setReason("x".repeat(4001))), "reason", "invalid"));
    }

    @ParameterizedTest
    @MethodSource
    void anotherMoveHasAnotherFingerprint(Consumer<RescheduleBooking.Builder> difference) {
        RescheduleBooking.Builder other = move();
        difference.accept(other);

        assertThat(read(other).asked().hash()).isNotEqualTo(read(move()).asked().hash());
    }

    static Stream<Consumer<RescheduleBooking.Builder>> anotherMoveHasAnotherFingerprint() {
        return Stream.of(
                request -> request.setBookingId(UUID.randomUUID()),
                request -> request.setStart("2026-11-23T10:00"),
                request -> request.setTimeZone("America/New_York"),
                request -> request.setOffset("-08:00"),
                request -> request.setExpectedVersion(1),
                request -> request.setConversationId("c"));
    }

    @Test
    void anotherCancelHasAnotherFingerprintAndTheSameOneTheSame() {
        assertThat(read(cancel()).asked().hash())
                .isEqualTo(read(cancel().setExpiresAt(NOW)).asked().hash())
                .isNotEqualTo(read(cancel().setReason("ill")).asked().hash())
                .isNotEqualTo(
                        read(cancel().setBookingId(UUID.randomUUID())).asked().hash())
                .isNotEqualTo(read(cancel().setConversationId("c")).asked().hash());
    }

    private static RescheduleBooking.Builder move() {
        return reschedule("k", BOOKING, "2026-11-23T09:00");
    }

    private static CancelBooking.Builder cancel() {
        return cancellation("k", BOOKING);
    }

    private static Understanding<HostsWord> read(DecideBooking.Builder request) {
        return ChangeMapping.read(request.build(), "crm", NOW);
    }

    private static Understanding<MoveWish> read(RescheduleBooking.Builder request) {
        return ChangeMapping.read(request.build(), "crm", NOW);
    }

    private static Understanding<CancelWish> read(CancelBooking.Builder request) {
        return ChangeMapping.read(request.build(), "crm", NOW);
    }
}
