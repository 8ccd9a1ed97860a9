package dev.meridian.gateway.retell;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Takes Retell's events about calls and chats and passes the steps of their lives on, without what was said. */
@Hidden
@RestController
final class WebhookController {

    private static final Logger log = LoggerFactory.getLogger(WebhookController.class);

    /** Comes many times a call and is nothing but transcript. */
    private static final String TRANSCRIPT = "transcript_updated";

    private final SignatureGate gate;
    private final CallSteps steps;
    private final ObjectMapper json;
    private final Clock clock;

    WebhookController(SignatureGate gate, CallSteps steps, ObjectMapper json, Clock clock) {
        this.gate = gate;
        this.steps = steps;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping("/retell/webhook")
    Mono<ResponseEntity<Object>> event(ServerHttpRequest request) {
        return gate.open(request, this::accept);
    }

    private Mono<ResponseEntity<Object>> accept(byte[] bytes) {
        JsonNode body = tree(bytes);
        JsonNode call = body.path("call").isObject() ? body.path("call") : body.path("chat");
        Optional<String> event = text(body, "event");
        Optional<String> id = text(call, "call_id").or(() -> text(call, "chat_id"));
        if (event.isEmpty() || id.isEmpty()) {
            return Mono.just(SignatureGate.sentence(HttpStatus.BAD_REQUEST, "The body is no event of a call or chat."));
        }
        if (event.get().equals(TRANSCRIPT)) {
            return Mono.just(ResponseEntity.noContent().build());
        }
        return steps.publish(step(id.get(), event.get(), call))
                .then(Mono.fromSupplier(() -> ResponseEntity.noContent().build()))
                .onErrorResume(e -> {
                    log.warn("call event {}: {}", event.get(), e.getMessage());
                    return Mono.just(SignatureGate.sentence(
                            HttpStatus.SERVICE_UNAVAILABLE, "The event could not be stored; send it again."));
                });
    }

    private CallStep step(String id, String event, JsonNode call) {
        return new CallStep(
                id,
                event,
                clock.instant(),
                text(call, "agent_id").orElse(null),
                text(call, "direction").orElse(null),
                instant(call, "start_timestamp"),
                instant(call, "end_timestamp"),
                text(call, "disconnection_reason").orElse(null),
                successful(call));
    }

    private static @Nullable Boolean successful(JsonNode call) {
        JsonNode analysis =
                call.path("call_analysis").isObject() ? call.path("call_analysis") : call.path("chat_analysis");
        JsonNode successful = analysis.path("call_successful").isBoolean()
                ? analysis.path("call_successful")
                : analysis.path("chat_successful");
        return successful.isBoolean() ? successful.asBoolean() : null;
    }

    private static @Nullable Instant instant(JsonNode object, String field) {
        JsonNode millis = object.path(field);
        return millis.isIntegralNumber() && millis.canConvertToLong() ? Instant.ofEpochMilli(millis.asLong()) : null;
    }

    private static Optional<String> text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() ? Arguments.present(value.asString()) : Optional.empty();
    }

    private JsonNode tree(byte[] bytes) {
        try {
            return json.readTree(bytes);
        } catch (JacksonException e) {
            return json.missingNode();
        }
    }
}
