package dev.meridian.gateway.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.gateway.request.BookingDesk;
import dev.meridian.gateway.request.HoldAnswer;
import dev.meridian.gateway.request.HoldWish;
import dev.meridian.gateway.request.Refusal;
import dev.meridian.gateway.request.ReleaseAnswer;
import dev.meridian.gateway.request.ReleaseWish;
import dev.meridian.gateway.request.RequestSettings;
import dev.meridian.gateway.view.Times;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /api/holds}: to keep a slot while somebody decides, and to give it back. */
@Hidden
@RestController
final class HoldsController {

    private static final Set<String> FIELDS = Set.of("start", "time_zone", "service", "staff", "duration_minutes");

    /** A hold as it is told. */
    record HoldJson(
            String token, @JsonProperty("expires_at") String expiresAt) {}

    private final JsonBody bodies;
    private final InputTimes times;
    private final InputNames names;
    private final BookingDesk desk;
    private final RefusalResponses refusals;
    private final RequestSettings settings;
    private final Clock clock;

    HoldsController(
            JsonBody bodies,
            InputTimes times,
            InputNames names,
            BookingDesk desk,
            RefusalResponses refusals,
            RequestSettings settings,
            Clock clock) {
        this.bodies = bodies;
        this.times = times;
        this.names = names;
        this.desk = desk;
        this.refusals = refusals;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping("/api/holds")
    Mono<ResponseEntity<Object>> hold(
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestAttribute(ApiKeyFilter.CALLER) String caller,
            @RequestBody(required = false) Mono<byte[]> body) {
        Instant deadline = clock.instant().plus(settings.saveDeadline());
        return IdempotencyKeys.optional(
                key,
                request -> body.defaultIfEmpty(new byte[0])
                        .flatMap(bytes -> bodies.read(bytes, FIELDS)
                                .map(input -> names.read(input)
                                        .flatMap(wanted -> hold(input, wanted, request, caller, deadline)))
                                .orElseGet(() -> Mono.just(JsonBody.noObject().response()))));
    }

    private Mono<ResponseEntity<Object>> hold(
            Input input, InputNames.Wanted wanted, RequestKey key, String caller, Instant deadline) {
        Optional<ZoneId> zone = times.zone(input, null);
        Optional<ZonedDateTime> start = times.start(input, zone.orElse(ZoneId.of("UTC")));
        Optional<Integer> minutes = input.minutes("duration_minutes");
        if (!input.errors().isEmpty() || start.isEmpty()) {
            return Mono.just(Problem.invalid(input.errors()).response());
        }
        HoldWish wish = new HoldWish(key, start.get(), wanted.service(), wanted.staff(), minutes.orElse(null), caller);
        return desk.hold(wish, deadline).map(answer -> switch (answer) {
            case HoldAnswer.Held held ->
                ResponseEntity.status(HttpStatus.CREATED).body(new HoldJson(held.token(), Times.utc(held.until())));
            case HoldAnswer.Unknown unknown ->
                Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "unavailable",
                                "The hold was not decided in time; if it was made after all, it ends by itself.")
                        .response();
            case Refusal refusal -> refusals.of(refusal, wish.zone(), input);
        });
    }

    @DeleteMapping("/api/holds/{token}")
    Mono<ResponseEntity<Object>> release(
            @PathVariable String token,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key) {
        Instant deadline = clock.instant().plus(settings.saveDeadline());
        return IdempotencyKeys.optional(
                key,
                request -> desk.release(new ReleaseWish(request, token), deadline)
                        .map(answer -> switch (answer) {
                            case ReleaseAnswer.Released released ->
                                ResponseEntity.noContent().build();
                            case ReleaseAnswer.Unknown unknown ->
                                Problem.unavailable().response();
                            case Refusal refusal -> refusals.of(refusal, ZoneId.of("UTC"));
                        }));
    }
}
