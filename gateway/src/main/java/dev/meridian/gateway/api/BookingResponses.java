package dev.meridian.gateway.api;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.gateway.caller.CallerSettings;
import dev.meridian.gateway.request.BookingAnswer;
import dev.meridian.gateway.request.BookingWish;
import dev.meridian.gateway.request.Refusal;
import dev.meridian.gateway.view.BookingJson;
import dev.meridian.gateway.view.Times;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.speech.Spoken;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.ResponseEntity;

/** How the outcome of a booking request is told over REST. */
final class BookingResponses {

    private final CallerSettings settings;
    private final RefusalResponses refusals;

    BookingResponses(CallerSettings settings, RefusalResponses refusals) {
        this.settings = settings;
        this.refusals = refusals;
    }

    ResponseEntity<Object> of(BookingInput.Reading.Read read, BookingAnswer answer) {
        BookingWish wish = read.wish();
        return switch (answer) {
            case BookingAnswer.Accepted accepted -> {
                BookingJson json = BookingJson.of(accepted.booking());
                yield (accepted.known() ? ResponseEntity.ok() : ResponseEntity.created(location(json))).body(json);
            }
            case BookingAnswer.Pending pending -> pending(wish, pending);
            case Refusal refusal -> refusals.of(refusal, wish.zone(), read.input());
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
                Objects.requireNonNullElse(wish.service(), Service.STANDARD),
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
                null,
                null);
    }

    private static URI location(BookingJson json) {
        return URI.create("/api/bookings/" + json.id());
    }
}
