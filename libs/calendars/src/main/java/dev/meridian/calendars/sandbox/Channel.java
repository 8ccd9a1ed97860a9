package dev.meridian.calendars.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A push channel as it was opened.
 *
 * @param resourceUri what is watched
 * @param token comes with each message, if there is one
 */
record Channel(
        String id,
        String calendarId,
        String resourceUri,
        URI address,
        @Nullable String token,
        Instant until) {

    /** Google's, unless asked for less or more. */
    private static final Duration USUAL_LIFE = Duration.ofDays(7);

    /** Reads the request to open one. */
    static Channel of(JsonObject body, String calendarId, String resourceUri, Clock clock) {
        var id = required(body, "id");
        if (!id.matches("[A-Za-z0-9\\-_+/=]{1,64}")) {
            throw Refusal.of(400, "channelIdInvalid", "Invalid channel id");
        }
        if (!required(body, "type").matches("web_?hook")) {
            throw Refusal.of(400, "channelUnknown", "Channel type not supported");
        }
        var token = Json.text(body, "token");
        if (token != null && !token.matches("[ -~]{0,256}")) {
            throw Refusal.invalid("Invalid value for: token");
        }
        return new Channel(id, calendarId, resourceUri, address(body), token, until(body, clock.instant()));
    }

    /** As it was kept. */
    static Channel ofLine(String calendarId, String resourceUri, JsonObject line) {
        var json = line.getAsJsonObject("channel");
        return new Channel(
                required(json, "id"),
                calendarId,
                resourceUri,
                address(json),
                Json.text(json, "token"),
                Instant.ofEpochMilli(json.get("expiration").getAsLong()));
    }

    JsonObject line() {
        var channel = shown();
        channel.addProperty("address", address.toString());
        var line = new JsonObject();
        line.addProperty("calendar", calendarId);
        line.add("channel", channel);
        return line;
    }

    /** As an answer shows it. */
    JsonObject shown() {
        var json = new JsonObject();
        json.addProperty("kind", "api#channel");
        json.addProperty("id", id);
        json.addProperty("resourceId", resourceId());
        json.addProperty("resourceUri", resourceUri);
        json.addProperty("token", token);
        json.addProperty("expiration", Long.toString(until.toEpochMilli()));
        return json;
    }

    String resourceId() {
        return UUID.nameUUIDFromBytes(resourceUri.getBytes(UTF_8)).toString();
    }

    private static Instant until(JsonObject body, Instant now) {
        var expiration = Json.text(body, "expiration");
        var parameters = Json.object(body, "params");
        var ttl = parameters == null ? null : Json.text(parameters, "ttl");
        try {
            var until = expiration == null
                    ? now.plus(ttl == null ? USUAL_LIFE : Duration.ofSeconds(Long.parseLong(ttl)))
                    : Instant.ofEpochMilli(Long.parseLong(expiration));
            if (!until.isAfter(now)) {
                throw Refusal.of(400, "channelExpirationInvalid", "Channel expiration is in the past");
            }
            return until;
        } catch (NumberFormatException e) {
            throw Refusal.invalid("Invalid value for: expiration");
        }
    }

    private static URI address(JsonObject body) {
        try {
            var address = URI.create(required(body, "address"));
            if (address.getHost() != null
                    && Objects.toString(address.getScheme()).matches("https?")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw notAnAddress();
        }
        throw notAnAddress();
    }

    private static Refusal notAnAddress() {
        return Refusal.of(400, "push.webhookUrlNotHttps", "WebHook callback must be HTTPS");
    }

    private static String required(JsonObject body, String name) {
        var value = Json.text(body, name);
        if (value == null || value.isEmpty()) {
            throw Refusal.required("Missing value for: " + name);
        }
        return value;
    }
}
