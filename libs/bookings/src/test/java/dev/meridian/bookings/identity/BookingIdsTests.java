package dev.meridian.bookings.identity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.meridian.bookings.request.RequestKey;
import dev.meridian.scheduling.time.TimeRange;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BookingIdsTests {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final RequestKey REQUEST = new RequestKey("retell", "call-1/tool-1");

    private final BookingIds ids = new BookingIds(SECRET, "default");

    @Test
    void theSameRequestIsAlwaysTheSameBooking() {
        assertThat(ids.bookingId(REQUEST)).isEqualTo(UUID.fromString("2cd3fd6d-c7c6-8f6c-8c9b-13bf24e8214c"));
        assertThat(ids.bookingId(REQUEST).version()).isEqualTo(8);
        assertThat(ids.bookingId(REQUEST).variant()).isEqualTo(2);
    }

    @Test
    void anotherSourceKeyOrSecretIsAnotherBooking() {
        assertThat(ids.bookingId(REQUEST))
                .isNotEqualTo(ids.bookingId(new RequestKey("api", REQUEST.key())))
                .isNotEqualTo(ids.bookingId(new RequestKey(REQUEST.source(), "call-1/tool-2")))
                .isNotEqualTo(new BookingIds("another" + SECRET, "default").bookingId(REQUEST));
    }

    @Test
    void theSameServicePersonAndTimeIsAlwaysTheSameSession() {
        TimeRange slot = TimeRange.of(Instant.parse("2026-11-23T17:00:00Z"), Duration.ofHours(1));

        UUID session = ids.sessionId("class", "default", slot, 1);

        assertThat(ids.sessionId("class", "default", slot, 1)).isEqualTo(session);
        assertThat(List.of(
                        ids.sessionId("class", "default", slot, 2),
                        ids.sessionId("other", "default", slot, 1),
                        ids.sessionId("class", "other", slot, 1),
                        ids.sessionId("class", "default", TimeRange.of(slot.start(), Duration.ofHours(2)), 1)))
                .doesNotHaveDuplicates()
                .doesNotContain(session);
    }

    @Test
    void eventIdsAreOnesThatGoogleTakes() {
        UUID booking = ids.bookingId(REQUEST);

        assertThat(ids.eventId(booking, 1)).matches("[0-9a-f]{64}").isNotEqualTo(ids.eventId(booking, 2));
        assertThat(new BookingIds(SECRET, "other").eventId(booking, 1)).isNotEqualTo(ids.eventId(booking, 1));
    }

    @Test
    void aHoldsTokenNamesItsBookingToWhoHasTheSecret() {
        UUID booking = ids.bookingId(REQUEST);
        String token = ids.holdToken(booking);

        assertThat(token).matches("[0-9A-Za-z_-]{43}").isEqualTo("LNP9bcfGj2yMmxO_JOghTE5zEbYgsTIYse-jnqZWiiI");
        assertThat(ids.heldBy(token)).contains(booking);
        assertThat(new BookingIds("another" + SECRET, "default").heldBy(token)).isEmpty();
    }

    @Test
    void aTokenWithAnythingChangedIsNone() {
        String token = ids.holdToken(ids.bookingId(REQUEST));

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(ids.heldBy(token.substring(0, i) + other + token.substring(i + 1)))
                    .as("character %d", i)
                    .isEmpty();
        }
        assertThat(Stream.of(
                        "", " ", "ü", token + "=", token + "A", token.substring(1), token + token, "{{hold_token}}"))
                .allSatisfy(text -> assertThat(ids.heldBy(text)).isEmpty());
    }

    @Test
    void noRequestsIdIsTheSealOfAToken() {
        UUID booking = ids.bookingId(REQUEST);
        UUID forged = ids.bookingId(new RequestKey("hold", booking.toString()));

        assertThat(new String(Base64.getUrlDecoder().decode(ids.holdToken(booking)), ISO_8859_1))
                .doesNotContain(new String(
                        ByteBuffer.allocate(4)
                                .putInt((int) (forged.getMostSignificantBits() >>> 32))
                                .array(),
                        ISO_8859_1));
    }

    @Test
    void aMissingOrShortSecretIsRefusedWithASentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IdentitySettings("", "default"))
                .withMessageStartingWith("MERIDIAN_SECRET: not set (expected: >= 32 bytes)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IdentitySettings("short", "default"))
                .withMessageStartingWith("MERIDIAN_SECRET: 5 bytes");
        assertThat(new IdentitySettings(SECRET, "default").toString()).doesNotContain(SECRET);
    }
}
