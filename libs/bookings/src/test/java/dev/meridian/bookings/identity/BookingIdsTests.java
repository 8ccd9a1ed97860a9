package dev.meridian.bookings.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.meridian.bookings.request.RequestKey;
import java.util.UUID;
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
    void eventIdsAreOnesThatGoogleTakes() {
        UUID booking = ids.bookingId(REQUEST);

        assertThat(ids.eventId(booking, 1)).matches("[0-9a-f]{64}").isNotEqualTo(ids.eventId(booking, 2));
        assertThat(new BookingIds(SECRET, "other").eventId(booking, 1)).isNotEqualTo(ids.eventId(booking, 1));
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
