package dev.meridian.calendars.sandbox;

import com.google.gson.JsonElement;
import java.util.Map;

/** What goes back. */
record Answer(int status, String contentType, String body, Map<String, String> headers) {

    static Answer json(int status, JsonElement body) {
        return new Answer(status, "application/json; charset=UTF-8", body.toString(), Map.of());
    }

    static Answer empty() {
        return new Answer(204, "", "", Map.of());
    }

    static Answer text(int status, String text) {
        return new Answer(status, "text/plain; charset=UTF-8", text, Map.of());
    }

    static Answer html(String html) {
        return new Answer(
                200,
                "text/html; charset=UTF-8",
                html,
                Map.of(
                        "Cache-Control", "no-store",
                        "X-Content-Type-Options", "nosniff",
                        "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'"));
    }

    static Answer of(Refusal refusal) {
        var answer = json(refusal.status(), refusal.body());
        return refusal.status() == 401
                ? new Answer(
                        401,
                        answer.contentType(),
                        answer.body(),
                        Map.of(
                                "WWW-Authenticate",
                                "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\""))
                : answer;
    }
}
