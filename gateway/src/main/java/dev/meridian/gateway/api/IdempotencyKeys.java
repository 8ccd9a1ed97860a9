package dev.meridian.gateway.api;

import dev.meridian.bookings.request.RequestKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** The {@code Idempotency-Key} header: what makes a request the same as another. */
final class IdempotencyKeys {

    static final String HEADER = "Idempotency-Key";

    private static final int LONGEST = 200;

    private IdempotencyKeys() {}

    /** Goes on with the key, or says that there has to be one. */
    static Mono<ResponseEntity<Object>> required(
            @Nullable String key, Function<RequestKey, Mono<ResponseEntity<Object>>> next) {
        return key == null || key.isBlank()
                ? Mono.just(Problem.of(
                                HttpStatus.BAD_REQUEST,
                                "idempotency_key_required",
                                "Send an Idempotency-Key header, new for each request and the same for each attempt.")
                        .response())
                : checked(key, next);
    }

    /** Goes on with the key, or with one that was never used before. */
    static Mono<ResponseEntity<Object>> optional(
            @Nullable String key, Function<RequestKey, Mono<ResponseEntity<Object>>> next) {
        return checked(key == null || key.isBlank() ? UUID.randomUUID().toString() : key, next);
    }

    private static Mono<ResponseEntity<Object>> checked(
            String key, Function<RequestKey, Mono<ResponseEntity<Object>>> next) {
        return key.getBytes(StandardCharsets.UTF_8).length > LONGEST
                ? Mono.just(Problem.invalid(List.of(
                                new Problem.FieldError(HEADER, key.length() + " characters", "at most " + LONGEST)))
                        .response())
                : next.apply(new RequestKey(BookingsController.SOURCE, key.strip()));
    }
}
