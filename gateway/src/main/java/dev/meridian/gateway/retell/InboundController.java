package dev.meridian.gateway.retell;

import dev.meridian.gateway.caller.CallerSettings;
import dev.meridian.gateway.caller.CallerZones;
import dev.meridian.gateway.request.CallerBookings;
import dev.meridian.gateway.view.Phrases;
import dev.meridian.scheduling.contact.PhoneNumbers;
import dev.meridian.scheduling.speech.Spoken;
import dev.meridian.scheduling.zone.ZoneMatch;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Tells an agent about a call before it is taken. The caller hears ringing meanwhile, so nobody but the book is asked. */
@Hidden
@RestController
final class InboundController {

    /** The caller hears ringing until half a second has passed at most. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final SignatureGate gate;
    private final CallerZones zones;
    private final CallerSettings settings;
    private final CallerBookings bookings;
    private final ObjectMapper json;
    private final Clock clock;

    InboundController(
            SignatureGate gate,
            CallerZones zones,
            CallerSettings settings,
            CallerBookings bookings,
            ObjectMapper json,
            Clock clock) {
        this.gate = gate;
        this.zones = zones;
        this.settings = settings;
        this.bookings = bookings;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping("/retell/inbound")
    Mono<ResponseEntity<Object>> inbound(ServerHttpRequest request) {
        return gate.open(request, bytes -> answer(bytes).map(ResponseEntity::ok));
    }

    /** Answers under the key that was asked under; what can not be read is taken with the agent's defaults. */
    private Mono<Object> answer(byte[] bytes) {
        JsonNode body;
        try {
            body = json.readTree(bytes);
        } catch (JacksonException e) {
            return Mono.just(Map.of("call_inbound", Map.of()));
        }
        String kind = body.path("chat_inbound").isObject() ? "chat_inbound" : "call_inbound";
        return body.path(kind).isObject()
                ? variables(body.path(kind)).map(variables -> Map.of(kind, Map.of("dynamic_variables", variables)))
                : Mono.just(Map.of(kind, Map.of()));
    }

    private Mono<Map<String, String>> variables(JsonNode call) {
        String number = PhoneNumbers.e164(call.path("from_number").asString("")).orElse(null);
        ZoneId zone =
                zones.find(null, number) instanceof ZoneMatch.Known known ? known.zone() : settings.defaultCallerZone();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return nextBooking(number)
                .map(next -> Map.of(
                        "business_name", settings.businessName(),
                        "caller_time_zone", zone.getId(),
                        "today", Spoken.dateAndYear(today),
                        "today_iso", today.toString(),
                        "next_booking", next));
    }

    /** Always a word, since a variable that is not set stays in the prompt as it is written there. */
    private Mono<String> nextBooking(@Nullable String number) {
        return bookings.upcoming(null, number)
                .next()
                .map(booking -> Phrases.appointment(booking))
                .timeout(PATIENCE)
                .onErrorResume(e -> Mono.empty())
                .defaultIfEmpty("none");
    }
}
