package dev.meridian.calendars.sandbox;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request, read whole. Google's Java client compresses every body, and sends PATCH as POST with an override where its
 * transport knows no PATCH; both are taken as they are meant.
 *
 * @param method the method meant
 * @param sentMethod the method sent
 * @param path the decoded parts of the path
 * @param parameters the query
 * @param authorization the header, if any
 * @param ifMatch the header, if any
 * @param body the body, uncompressed
 */
record Call(
        String method,
        String sentMethod,
        List<String> path,
        Parameters parameters,
        @Nullable String authorization,
        @Nullable String ifMatch,
        String body) {

    static Call read(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var uri = exchange.getRequestURI();
        var override = headers.getFirst("X-HTTP-Method-Override");
        return new Call(
                override == null ? exchange.getRequestMethod() : override,
                exchange.getRequestMethod(),
                segments(Objects.requireNonNullElse(uri.getRawPath(), "/")),
                Parameters.of(uri.getRawQuery()),
                headers.getFirst("Authorization"),
                headers.getFirst("If-Match"),
                new String(body(exchange), StandardCharsets.UTF_8));
    }

    JsonObject json() {
        try {
            if (JsonParser.parseString(body) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonParseException e) {
            throw Refusal.of(400, "parseError", "Parse Error");
        }
        throw Refusal.of(400, "parseError", "Parse Error");
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        var bytes = exchange.getRequestBody().readAllBytes();
        if (!"gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            return bytes;
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return gzip.readAllBytes();
        }
    }

    private static List<String> segments(String rawPath) {
        return Arrays.stream(rawPath.split("/", -1))
                .filter(part -> !part.isEmpty())
                // In a path a plus is a plus.
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }
}
