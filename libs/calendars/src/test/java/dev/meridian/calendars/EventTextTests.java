package dev.meridian.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventTextTests {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    @Test
    void readsWellToAPerson() {
        var text = EventText.of(details("Maria Lopez", "+12135550123", "Prefers the side entrance", PACIFIC));

        assertThat(text.summary()).isEqualTo("Standard appointment – Maria Lopez");
        assertThat(text.description()).isEqualTo("""
                        When: Monday, November 23, 2026, 11:30 PM – Tuesday, November 24, 2026, 12:30 AM, India Standard Time (Asia/Kolkata)
                        For the customer: Monday, November 23, 2026, 10:00 AM – 11:00 AM, Pacific Time (America/Los_Angeles)

                        Customer: Maria Lopez
                        Phone: +12135550123
                        E-mail: maria@example.com
                        Guests: jo@example.com
                        Notes: Prefers the side entrance

                        Booked: by the voice agent, during a call or chat, on Friday, November 20, 2026, 7:03 PM, India Standard Time (Asia/Kolkata)
                        Booking: 7b1f9f0e-8d2a-4a53-9a4e-0a5d5c1c2d3e""");
    }

    @Test
    void saysTheTimeOnceWhereTheClocksAgree() {
        assertThat(EventText.of(details("Asha", null, null, INDIA)).description())
                .doesNotContain("For the customer")
                .doesNotContain("Phone")
                .doesNotContain("Notes");
    }

    @Test
    void holdsNoMarkupAndNoLineBreakInTheTitle() {
        var text = EventText.of(details("<b>Bob</b>\nTables", "+1", "see <script>alert(1)</script>", PACIFIC));

        assertThat(text.summary()).isEqualTo("Standard appointment – ‹b›Bob‹/b› Tables");
        assertThat(text.description()).doesNotContain("<", ">");
    }

    @Test
    void cutsWhatIsFarTooLong() {
        var text = EventText.of(details("x".repeat(3000), "+1", "n".repeat(20_000), PACIFIC));

        assertThat(text.summary()).hasSizeLessThan(250);
        assertThat(text.description()).hasSizeLessThan(8_192);
    }

    private static EventDetails details(
            String name, @Nullable String phone, @Nullable String notes, ZoneId customerZone) {
        return new EventDetails(
                "Standard appointment",
                name,
                phone,
                "maria@example.com",
                notes,
                List.of("jo@example.com"),
                Instant.parse("2026-11-23T18:00:00Z"),
                Instant.parse("2026-11-23T19:00:00Z"),
                INDIA,
                customerZone,
                "retell",
                Instant.parse("2026-11-20T13:33:00Z"),
                "7b1f9f0e-8d2a-4a53-9a4e-0a5d5c1c2d3e");
    }
}
