package dev.meridian.booking.janitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTests {

    @ParameterizedTest
    @CsvSource({
        "https://bookings.example.com, https://bookings.example.com/google/notifications",
        "https://example.com/bookings/, https://example.com/bookings/google/notifications",
        "http://127.0.0.1:8080, http://127.0.0.1:8080/google/notifications",
        "http://localhost:8080/, http://localhost:8080/google/notifications"
    })
    void messagesComeToThePathBelowIt(URI publicUrl, URI notifications) {
        assertThat(new PublicAddress(publicUrl).notifications()).contains(notifications);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://bookings.example.com", "bookings.example.com", "ftp://127.0.0.1/", "https:///x"})
    void nothingIsSentInTheOpenOrNowhere(URI publicUrl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublicAddress(publicUrl))
                .withMessageStartingWith("MERIDIAN_PUBLIC_URL: " + publicUrl + " (expected: an https URL");
    }

    @Test
    void noneIsNone() {
        assertThat(new PublicAddress(null).notifications()).isEmpty();
        assertThat(new PublicAddress(URI.create("")).notifications()).isEmpty();
    }
}
