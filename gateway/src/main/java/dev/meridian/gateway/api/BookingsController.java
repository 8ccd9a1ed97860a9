package dev.meridian.gateway.api;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.gateway.request.BookingDesk;
import dev.meridian.gateway.request.Mailbox;
import dev.meridian.gateway.request.RequestSettings;
import dev.meridian.gateway.view.BookingJson;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
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
    private static final String KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 200;

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
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody(required = false) Mono<byte[]> body) {
        Instant deadline = clock.instant().plus(settings.saveDeadline());
        if (key == null || key.isBlank()) {
            return Mono.just(Problem.of(
                            HttpStatus.BAD_REQUEST,
                            "idempotency_key_required",
                            "Send an Idempotency-Key header, new for each booking and the same for each attempt.")
                    .response());
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            return Mono.just(Problem.invalid(List.of(
                            new Problem.FieldError(KEY, key.length() + " characters", "at most " + LONGEST_KEY)))
                    .response());
        }
        RequestKey id = new RequestKey(SOURCE, key.strip());
        return body.defaultIfEmpty(new byte[0])
                .flatMap(bytes -> inputs.read(bytes, id))
                .flatMap(reading -> switch (reading) {
                    case BookingInput.Reading.Wrong wrong ->
                        Mono.just(wrong.problem().response());
                    case BookingInput.Reading.Read read ->
                        desk.book(read.wish(), deadline).map(answer -> responses.of(read.wish(), answer));
                });
    }

    @GetMapping("/api/bookings/{id}")
    Mono<ResponseEntity<Object>> find(@PathVariable String id) {
        return Mono.justOrEmpty(uuid(id))
                .flatMap(mailbox::booking)
                .map(BookingsController::found)
                .switchIfEmpty(Mono.fromSupplier(
                        () -> Problem.of(HttpStatus.NOT_FOUND, "not_found", "There is no such booking.")
                                .response()))
                .onErrorResume(e -> {
                    log.warn("booking: not readable: {}", e.toString());
                    return Mono.just(Problem.of(
                                    HttpStatus.SERVICE_UNAVAILABLE,
                                    "unavailable",
                                    "Bookings can not be read; try again in a moment.")
                            .response());
                });
    }

    private static ResponseEntity<Object> found(Booking booking) {
        return ResponseEntity.ok(BookingJson.of(booking));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
