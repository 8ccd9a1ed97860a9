package dev.meridian.gateway.api;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.gateway.api.Problem.FieldError;
import dev.meridian.gateway.caller.CallerSettings;
import dev.meridian.gateway.request.BookingAnswer;
import dev.meridian.gateway.request.BookingWish;
import dev.meridian.gateway.request.Slot;
import dev.meridian.gateway.view.BookingJson;
import dev.meridian.gateway.view.Phrases;
import dev.meridian.gateway.view.SlotJson;
import dev.meridian.gateway.view.Times;
import dev.meridian.scheduling.speech.Spoken;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** How the outcome of a booking request is told over REST. */
final class BookingResponses {

    private static final int MOST_ALTERNATIVES = 3;
    private static final String STANDARD_SERVICE = "standard";

    private final CallerSettings settings;

    BookingResponses(CallerSettings settings) {
        this.settings = settings;
    }

    ResponseEntity<Object> of(BookingWish wish, BookingAnswer answer) {
        return switch (answer) {
            case BookingAnswer.Accepted accepted -> {
                BookingJson json = BookingJson.of(accepted.booking());
                yield (accepted.known() ? ResponseEntity.ok() : ResponseEntity.created(location(json))).body(json);
            }
            case BookingAnswer.Pending pending -> pending(wish, pending);
            case BookingAnswer.SlotTaken taken ->
                Problem.of(HttpStatus.CONFLICT, "slot_taken", Phrases.taken(taken.alternatives(), wish.zone()))
                        .withAlternatives(null, slots(wish, taken.alternatives()))
                        .response();
            case BookingAnswer.NotAllowed refused ->
                Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "not_allowed",
                                Phrases.notAllowed(refused.reason(), refused.alternatives(), wish.zone()))
                        .withAlternatives(refused.reason(), slots(wish, refused.alternatives()))
                        .response();
            case BookingAnswer.Invalid invalid ->
                Problem.invalid(List.of(new FieldError(FieldNames.snake(invalid.field()), null, invalid.expected())))
                        .response();
            case BookingAnswer.HoldGone gone ->
                Problem.of(HttpStatus.CONFLICT, "hold_gone", "The hold is over or not yours.")
                        .response();
            case BookingAnswer.KeyReused reused ->
                Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "idempotency_key_reused",
                                "The Idempotency-Key was used before, for another booking.")
                        .response();
            case BookingAnswer.Expired expired ->
                Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "expired",
                                "The request was decided too late and nothing was booked; send it with a new key.")
                        .response();
            case BookingAnswer.Overloaded overloaded -> Problem.overloaded().response();
        };
    }

    private ResponseEntity<Object> pending(BookingWish wish, BookingAnswer.Pending pending) {
        Booking booking = pending.booking();
        BookingJson json = booking == null ? asked(wish, pending.bookingId()) : BookingJson.of(booking);
        return ResponseEntity.accepted().location(location(json)).body(json);
    }

    /** What is known of a booking before the workers have seen its request. */
    private BookingJson asked(BookingWish wish, UUID bookingId) {
        Integer minutes = wish.durationMinutes();
        return new BookingJson(
                bookingId.toString(),
                "in_progress",
                Times.in(wish.zone(), wish.startsAt()),
                minutes == null ? null : Times.in(wish.zone(), wish.startsAt().plusSeconds(minutes * 60L)),
                wish.zone().getId(),
                Spoken.dateTime(wish.start()),
                Times.in(settings.businessZone(), wish.startsAt()),
                minutes == null
                        ? null
                        : Times.in(settings.businessZone(), wish.startsAt().plusSeconds(minutes * 60L)),
                settings.businessZone().getId(),
                Objects.requireNonNullElse(wish.service(), STANDARD_SERVICE),
                wish.staff(),
                wish.name(),
                wish.phone(),
                wish.email(),
                wish.notes(),
                wish.guests(),
                wish.answers(),
                null,
                null,
                null,
                wish.id().source(),
                null,
                null);
    }

    private List<SlotJson> slots(BookingWish wish, List<Slot> alternatives) {
        return SlotJson.of(alternatives, MOST_ALTERNATIVES, wish.zone(), settings.businessZone());
    }

    private static URI location(BookingJson json) {
        return URI.create("/api/bookings/" + json.id());
    }
}
