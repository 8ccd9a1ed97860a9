package dev.meridian.gateway.google;

import dev.meridian.bookings.identity.ChannelTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Takes Google's word that something in a calendar changed, and has the calendar read; what changed, Google does not say. A
 * message is known by the token that we gave Google for that calendar, and may get lost or come twice.
 */
@Hidden
@RestController
final class NotificationsController {

    private static final Logger log = LoggerFactory.getLogger(NotificationsController.class);

    /** Only says that the channel works. */
    private static final String SYNC = "sync";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final MediaType SENTENCE = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final ChannelTokens tokens;
    private final CalendarLooks looks;
    private final MeterRegistry meters;

    NotificationsController(ChannelTokens tokens, CalendarLooks looks, MeterRegistry meters) {
        this.tokens = tokens;
        this.looks = looks;
        this.meters = meters;
    }

    @PostMapping("/google/notifications")
    Mono<ResponseEntity<Object>> notification(
            @RequestHeader(name = "X-Goog-Channel-Token", required = false) @Nullable String token,
            @RequestHeader(name = "X-Goog-Resource-State", required = false) @Nullable String state) {
        Optional<String> calendarId = Optional.ofNullable(token).flatMap(tokens::calendar);
        if (calendarId.isEmpty()) {
            log.warn("Google's message turned away: its token is {}", token == null ? "missing" : "not ours");
            return Mono.just(sentence("refused", HttpStatus.UNAUTHORIZED, "The token is missing or not valid."));
        }
        return SYNC.equals(state) ? Mono.just(taken("opened")) : look(calendarId.get());
    }

    private Mono<ResponseEntity<Object>> look(String calendarId) {
        return looks.ask(calendarId)
                .timeout(PATIENCE)
                .then(Mono.fromSupplier(() -> taken("changed")))
                .onErrorResume(e -> {
                    log.warn("calendar {}: a change could not be noted: {}", calendarId, e.toString());
                    return Mono.just(sentence(
                            "failed",
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "The message could not be stored; send it again."));
                });
    }

    private ResponseEntity<Object> taken(String result) {
        count(result);
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<Object> sentence(String result, HttpStatus status, String text) {
        count(result);
        return ResponseEntity.status(status).contentType(SENTENCE).body(text);
    }

    private void count(String result) {
        meters.counter("meridian.google.notifications", "result", result).increment();
    }
}
