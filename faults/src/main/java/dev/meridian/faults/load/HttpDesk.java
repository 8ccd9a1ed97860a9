package dev.meridian.faults.load;

import dev.meridian.faults.load.Told.Said;
import dev.meridian.faults.process.Fleet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks gateways over HTTP, as a web page or as the voice platform, and reads what they say. */
final class HttpDesk {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final JsonMapper json = JsonMapper.shared();
    private final List<URI> gateways;
    private final Clock clock;

    HttpDesk(List<URI> gateways, Clock clock) {
        this.gateways = gateways;
        this.clock = clock;
    }

    /** Asks once. */
    Told ask(Wish wish, int gateway) throws InterruptedException {
        return ask(wish, gateway, PATIENCE);
    }

    /** Asks once and hangs up after a while. */
    Told ask(Wish wish, int gateway, Duration patience) throws InterruptedException {
        int which = Math.floorMod(gateway, gateways.size());
        Instant sentAt = clock.instant();
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request(wish, gateways.get(which)), BodyHandlers.ofString(StandardCharsets.UTF_8));
        Said said;
        String detail;
        UUID booking = null;
        String status = null;
        String token = null;
        try {
            HttpResponse<String> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            JsonNode body = body(response.body());
            boolean spoken = wish.channel() == Channel.RETELL;
            token = body.has("token") ? body.path("token").asString() : null;
            said = spoken
                    ? Answers.spoken(response.statusCode(), body)
                    : Answers.written(wish, response.statusCode(), body);
            JsonNode told = spoken ? body.path("booking") : body;
            booking = id(told.path("id"));
            status = booking == null ? null : told.path("status").asString("");
            detail = response.statusCode() + "/"
                    + body.path(body.has("code") ? "code" : "status").asString("-") + "/"
                    + body.path("reason").asString("-");
        } catch (TimeoutException e) {
            answer.cancel(true);
            said = Said.UNKNOWN;
            detail = "hung-up";
        } catch (ExecutionException e) {
            said = Said.UNKNOWN;
            detail = e.getCause() instanceof IOException io ? io.getClass().getSimpleName() : "failed";
        }
        return new Told(wish, "gateway-" + (which + 1), sentAt, clock.instant(), said, booking, status, token, detail);
    }

    private HttpRequest request(Wish wish, URI gateway) {
        return wish.channel() == Channel.RETELL ? spoken(wish, gateway) : written(wish, gateway);
    }

    private HttpRequest written(Wish wish, URI gateway) {
        ObjectNode body = json.createObjectNode();
        String path = "/api/bookings";
        switch (wish.command()) {
            case BOOK -> {
                body.put("start", wish.start().toString())
                        .put("time_zone", "UTC")
                        .put("service", wish.service())
                        .put("name", "Caller " + wish.number());
                if (wish.holdToken() != null) {
                    body.put("hold_token", wish.holdToken());
                }
            }
            case HOLD -> {
                path = "/api/holds";
                body.put("start", wish.start().toString())
                        .put("time_zone", "UTC")
                        .put("service", wish.service());
            }
            case MOVE -> {
                path = "/api/bookings/" + wish.bookingId() + "/reschedule";
                body.put("start", wish.start().toString()).put("time_zone", "UTC");
            }
            case CANCEL -> {
                path = "/api/bookings/" + wish.bookingId() + "/cancel";
                body.put("reason", "no longer needed");
            }
            case ACCEPT -> path = "/api/bookings/" + wish.bookingId() + "/accept";
            case DECLINE -> {
                path = "/api/bookings/" + wish.bookingId() + "/decline";
                body.put("reason", "no time");
            }
        }
        return HttpRequest.newBuilder(gateway.resolve(path))
                .header("Authorization", "Bearer " + Fleet.API_KEYS.get(wish.number() % Fleet.API_KEYS.size()))
                .header("Idempotency-Key", wish.key())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
    }

    private HttpRequest spoken(Wish wish, URI gateway) {
        List<String> ids = List.of(wish.key().split("/", 2));
        ObjectNode body = json.createObjectNode().put("name", "save_booking");
        body.putObject("args")
                .put("service", wish.service())
                .put("start", wish.start().toString())
                .put("time_zone", "UTC")
                .put("name", "Caller " + wish.number());
        ObjectNode call = body.putObject("call").put("call_id", ids.getFirst()).put("call_type", "web_call");
        call.putArray("transcript_with_tool_calls")
                .addObject()
                .put("role", "tool_call_invocation")
                .put("tool_call_id", ids.getLast())
                .put("name", "save_booking")
                .put("arguments", "{}");
        String text = body.toString();
        return HttpRequest.newBuilder(gateway.resolve("/retell/functions/save_booking"))
                .header("Content-Type", "application/json")
                .header("X-Retell-Signature", signature(text))
                .POST(BodyPublishers.ofString(text))
                .build();
    }

    private String signature(String body) {
        long now = clock.millis();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Fleet.RETELL_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] digest = mac.doFinal((body + now).getBytes(StandardCharsets.UTF_8));
            return "v=" + now + ",d=" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private JsonNode body(String text) {
        try {
            return json.readTree(text.isEmpty() ? "{}" : text);
        } catch (JacksonException e) {
            return json.createObjectNode();
        }
    }

    private static @Nullable UUID id(JsonNode node) {
        try {
            return UUID.fromString(node.asString(""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
