package dev.meridian.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.gateway.FakeParts;
import dev.meridian.gateway.Offers;
import dev.meridian.gateway.request.BookingWish;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BookingJsonTests {

    @Test
    void leavesAsItIsWhatFits() {
        BookingJson booking = booking("Ring twice.", List.of("a@example.com"), Map.of("shoe", "42"));
        assertThat(booking.within(30)).isEqualTo(booking);
    }

    @Test
    void cutsNotesBetweenCharacters() {
        assertThat(booking("Ring 👋", List.of(), Map.of()).within(6).notes()).isEqualTo("Ring …");
        assertThat(booking("\n\n\n", List.of(), Map.of()).within(13).notes()).isEqualTo("\n\n…");
        assertThat(booking("\"hello\"", List.of(), Map.of()).within(5).notes()).isEqualTo("\"hel…");
    }

    @Test
    void leavesOutGuestsAndAnswersThatDoNotFit() {
        BookingJson little = booking(
                        "Ring twice.", List.of("a@example.com", "b@example.com"), Map.of("shoe", "42", "hat", "y"))
                .within(20);
        assertThat(little.guests()).containsExactly("a@example.com");
        assertThat(little.answers()).isEqualTo(Map.of("hat", "y"));
        assertThat(little.notes()).isEqualTo("Rin…");
        assertThat(little.name()).isEqualTo("Jo");
    }

    private static BookingJson booking(String notes, List<String> guests, Map<String, String> answers) {
        BookingWish wish = new BookingWish(
                new RequestKey("retell", "k1"),
                Offers.MONDAY_9.start().atZone(ZoneId.of("America/Los_Angeles")),
                null,
                null,
                null,
                "Jo",
                null,
                null,
                notes,
                guests,
                answers,
                null,
                null,
                null);
        return BookingJson.of(FakeParts.booking(wish, BookingState.CONFIRMED));
    }
}
