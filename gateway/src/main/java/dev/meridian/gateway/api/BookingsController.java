package dev.meridian.gateway.api;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.gateway.argument.Ids;
import dev.meridian.gateway.request.BookingDesk;
import dev.meridian.gateway.request.Mailbox;
import dev.meridian.gateway.request.RequestSettings;
import dev.meridian.gateway.view.BookingJson;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /api/bookings}: to book, and to look a booking up. */
@Hidden
@RestController
final class BookingsController {

    static final String SOURCE = "api";

    private static final Logger log = LoggerFactory.getLogger(BookingsController.class);

    private final BookingInput inputs;
    private final BookingDesk desk;
    private final BookingResponses responses;
    private final Mailbox mailbox;
    private final RequestSettings settings;
    private final Clock clock;

    BookingsController(
            BookingInput inputs,
            BookingDesk desk,
            BookingResponses responses,
            Mailbox mailbox,
            RequestSettings settings,
            Clock clock) {
        this.inputs = inputs;
        this.desk = desk;
        this.responses = responses;
        this.mailbox = mailbox;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping("/api/bookings")
    Mono<ResponseEntity<Object>> book(
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) Mono<byte[]> body) {
        Instant deadline = clock.instant().plus(settings.saveDeadline());
        return IdempotencyKeys.required(
                key,
                id -> body.defaultIfEmpty(new byte[0])
                        .flatMap(bytes -> inputs.read(bytes, id))
                        .flatMap(reading -> switch (reading) {
                            case BookingInput.Reading.Wrong wrong ->
                                Mono.just(wrong.problem().response());
                            case BookingInput.Reading.Read read ->
                                desk.book(read.wish(), deadline).map(answer -> responses.of(read, answer));
                        }));
    }

    @GetMapping("/api/bookings/{id}")
    Mono<ResponseEntity<Object>> find(@PathVariable String id) {
        return Mono.justOrEmpty(Ids.uuid(id))
                .flatMap(mailbox::booking)
                .map(BookingsController::found)
                .switchIfEmpty(Mono.fromSupplier(() -> Problem.noBooking().response()))
                .onErrorResume(e -> {
                    log.warn("booking: not readable: {}", e.toString());
                    return Mono.just(Problem.unavailable().response());
                });
    }

    private static ResponseEntity<Object> found(Booking booking) {
        return ResponseEntity.ok(BookingJson.of(booking));
    }
}
