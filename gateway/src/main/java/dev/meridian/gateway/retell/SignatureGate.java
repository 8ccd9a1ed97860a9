package dev.meridian.gateway.retell;

import dev.meridian.gateway.retell.Signatures.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Lets signed bodies through. Why one was turned away stands in the log and the meters, never in the answer. */
final class SignatureGate {

    static final String HEADER = "X-Retell-Signature";

    /** Retell sends the whole transcript, three times over and growing with the call. */
    private static final int LARGEST_BODY = 4 * 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(SignatureGate.class);

    private final Signatures signatures;
    private final Map<Verdict, Counter> verdicts = new EnumMap<>(Verdict.class);

    SignatureGate(Signatures signatures, MeterRegistry meters) {
        this.signatures = signatures;
        for (Verdict verdict : Verdict.values()) {
            verdicts.put(verdict, meters.counter("meridian.retell.signatures", "verdict", name(verdict)));
        }
        if (signatures.unsignedAllowed()) {
            log.warn("MERIDIAN_RETELL_API_KEYS is not set: Retell's calls are taken unsigned, from anybody");
        }
    }

    /**
     * Reads the body once, as bytes, and goes on with it if the signature is genuine. What the body claims to be does not
     * matter: the signature is over its bytes.
     */
    Mono<ResponseEntity<Object>> open(ServerHttpRequest request, Function<byte[], Mono<ResponseEntity<Object>>> next) {
        return body(request).flatMap(bytes -> {
            Verdict verdict = signatures.check(bytes, request.getHeaders().getFirst(HEADER));
            Objects.requireNonNull(verdicts.get(verdict)).increment();
            if (verdict == Verdict.GENUINE) {
                return next.apply(bytes);
            }
            log.warn("Retell call turned away: signature {}", name(verdict));
            return Mono.just(sentence(HttpStatus.UNAUTHORIZED, "The signature is missing or not valid."));
        });
    }

    private static Mono<byte[]> body(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), LARGEST_BODY)
                .map(buffer -> {
                    byte[] bytes = new byte[buffer.readableByteCount()];
                    buffer.read(bytes);
                    DataBufferUtils.release(buffer);
                    return bytes;
                })
                .defaultIfEmpty(new byte[0]);
    }

    private static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    /** An answer for the one who set the agent up; the model may come to read it. */
    static ResponseEntity<Object> sentence(HttpStatus status, String text) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(text);
    }
}
