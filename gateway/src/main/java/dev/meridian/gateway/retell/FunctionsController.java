package dev.meridian.gateway.retell;

import dev.meridian.bookings.database.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;

/** Takes function calls. Once a call is genuine and of a function that exists, the answer is 200 whatever happens. */
@Hidden
@RestController
final class FunctionsController {

    private static final Logger log = LoggerFactory.getLogger(FunctionsController.class);

    private final SignatureGate gate;
    private final Map<String, RetellFunction> functions;
    private final FunctionBody bodies;
    private final MeterRegistry meters;

    FunctionsController(SignatureGate gate, List<RetellFunction> functions, ObjectMapper json, MeterRegistry meters) {
        this.gate = gate;
        this.functions = functions.stream().collect(Collectors.toMap(RetellFunction::name, Function.identity()));
        this.bodies = new FunctionBody(json, this.functions::containsKey);
        this.meters = meters;
    }

    @PostMapping("/retell/functions/{name}")
    Mono<ResponseEntity<Object>> named(@PathVariable String name, ServerHttpRequest request) {
        return gate.open(request, bytes -> answer(bytes, name));
    }

    @PostMapping("/retell/functions")
    Mono<ResponseEntity<Object>> unnamed(ServerHttpRequest request) {
        return gate.open(request, bytes -> answer(bytes, null));
    }

    private Mono<ResponseEntity<Object>> answer(byte[] bytes, @Nullable String path) {
        return switch (bodies.read(bytes, path)) {
            case FunctionBody.Reading.Malformed malformed ->
                Mono.just(SignatureGate.sentence(HttpStatus.BAD_REQUEST, malformed.problem()));
            case FunctionBody.Reading.Unknown unknown ->
                Mono.just(SignatureGate.sentence(HttpStatus.NOT_FOUND, "There is no such function."));
            case FunctionBody.Reading.Call found -> answer(found.call());
        };
    }

    private Mono<ResponseEntity<Object>> answer(FunctionCall call) {
        RetellFunction function = functions.get(call.function());
        if (function == null) {
            throw new IllegalStateException(
                    "function: " + call.function() + " (expected: one of " + functions.keySet() + ")");
        }
        long begun = System.nanoTime();
        return Mono.defer(() -> function.answer(call))
                .onErrorResume(e -> {
                    if (Unavailable.is(e)) {
                        log.warn("{}: the database is away ({})", call.function(), Unavailable.name(e));
                    } else {
                        log.error("{} failed", call.function(), e);
                    }
                    return Mono.just(Answer.Plain.unavailable());
                })
                .map(answer -> {
                    Duration took = Duration.ofNanos(System.nanoTime() - begun);
                    meters.timer("meridian.retell.functions", "function", call.function(), "status", answer.status())
                            .record(took);
                    log.info("{}: {} in {} ms", call.function(), answer.status(), took.toMillis());
                    return ResponseEntity.ok()
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(answer.body());
                });
    }
}
