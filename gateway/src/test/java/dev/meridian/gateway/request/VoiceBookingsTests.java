package dev.meridian.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.gateway.FakeParts;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class VoiceBookingsTests {

    private final Booking booking =
            FakeParts.booked("2026-11-23T17:00:00Z", ZoneId.of("America/Los_Angeles"), "+12137771234", "call_made");

    @Test
    void knowsTheCallersByTheCallOrTheirNumber() {
        assertThat(VoiceBookings.isTheirs(booking, "call_made", null)).isTrue();
        assertThat(VoiceBookings.isTheirs(booking, "call_other", "+12137771234"))
                .isTrue();
        assertThat(VoiceBookings.isTheirs(booking, "call_other", "+12135559999"))
                .isFalse();
        assertThat(VoiceBookings.isTheirs(booking, null, null)).isFalse();
    }
}
