package dev.meridian.gateway.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.meridian.scheduling.slot.Slots;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** {@code /api/schedules/preview}: what a schedule would offer, without storing it or asking a calendar. */
@Hidden
@RestController
final class PreviewController {

    /** Starts in order, as RFC 3339 in UTC. */
    record PreviewJson(@JsonProperty("starts_utc") List<String> startsUtc) {}

    private final JsonBody bodies;

    PreviewController(JsonBody bodies) {
        this.bodies = bodies;
    }

    @PostMapping("/api/schedules/preview")
    Mono<ResponseEntity<Object>> preview(@RequestBody(required = false) Mono<byte[]> body) {
        // Months of starts are calculated here: not on the threads that everybody's requests need.
        return body.defaultIfEmpty(new byte[0])
                .publishOn(Schedulers.boundedElastic())
                .map(this::answer);
    }

    private ResponseEntity<Object> answer(byte[] bytes) {
        return bodies.read(bytes, PreviewInput.FIELDS)
                .map(input -> PreviewInput.read(input)
                        .<ResponseEntity<Object>>map(
                                query -> ResponseEntity.ok(new PreviewJson(Slots.free(query).stream()
                                        .map(slot -> slot.start().toString())
                                        .toList())))
                        .orElseGet(() -> Problem.invalid(input.errors()).response()))
                .orElseGet(() -> JsonBody.noObject().response());
    }
}
