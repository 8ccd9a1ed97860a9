package dev.meridian.gateway.retell;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.gateway.view.BookingJson;
import dev.meridian.gateway.view.OfferJson;
import dev.meridian.gateway.view.Phrases;
import dev.meridian.gateway.view.SlotJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What a function answers: a status for the flow, a message for the ear, and the rest for the model. */
sealed interface Answer {

    /** Characters of what people write as they like that an answer has room for: Retell cuts it off at 15,000. */
    int ROOM = 4_000;

    String status();

    /** What the answer is as JSON. */
    default Object body() {
        return this;
    }

    /** Free times, or none. */
    record Offer(OfferJson offer) implements Answer {
        @Override
        public String status() {
            return offer.status();
        }

        @Override
        public Object body() {
            return offer;
        }
    }

    /** Something has to be asked: {@code field} tells which argument, {@code choices} what it may be. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Question(String status, String field, String message, List<String> choices) implements Answer {
        public Question {
            choices = List.copyOf(choices);
        }

        static Question about(String field, String message, List<String> choices) {
            return new Question("needs_input", field, message, choices);
        }

        static Question about(String field, String message) {
            return about(field, message, List.of());
        }
    }

    /** The booking stands, or waits for the host. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Kept(String status, String message, boolean repeated, BookingJson booking) implements Answer {
        public Kept {
            booking = booking.within(ROOM);
        }
    }

    /** The booking is cancelled. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Cancelled(String status, String message, BookingJson booking) implements Answer {
        public Cancelled {
            booking = booking.within(ROOM);
        }
    }

    /** Not that time, but perhaps one of these. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Refusal(
            String status,
            String message,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String reason,

            List<SlotJson> alternatives)
            implements Answer {
        public Refusal {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** The caller's bookings. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Found(String status, String message, List<BookingJson> bookings) implements Answer {
        public Found {
            int room = ROOM / Math.max(1, bookings.size());
            bookings = bookings.stream().map(booking -> booking.within(room)).toList();
        }
    }

    /** Nothing but the sentence. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Plain(String status, String message) implements Answer {

        static Plain notFound() {
            return new Plain("not_found", Phrases.NOTHING_FOUND);
        }

        static Plain unavailable() {
            return new Plain("unavailable", "I can not reach the calendar right now. Please try again in a moment.");
        }

        static Plain tooBusy() {
            return new Plain("unavailable", "We are very busy right now. Please try again in a moment.");
        }
    }
}
