package dev.meridian.calendars.google;

import com.google.api.client.http.HttpResponseException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No access token could be got, so the request itself was never sent. */
final class TokenFailure extends IOException {

    private static final long serialVersionUID = 1L;

    TokenFailure(IOException cause) {
        super("no access token", cause);
    }

    /** The token endpoint's refusal, such as {@code invalid_grant}; empty when it did not answer or may answer later. */
    Optional<String> refusal() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException answer) {
                int status = answer.getStatusCode();
                var passing = status >= 500 || status == 408 || status == 429;
                return passing ? Optional.empty() : Optional.of(error(answer.getContent(), status));
            }
        }
        return Optional.empty();
    }

    private static String error(@Nullable String content, int status) {
        try {
            if (content != null
                    && JsonParser.parseString(content) instanceof JsonObject body
                    && body.has("error")
                    && body.get("error").isJsonPrimitive()) {
                return body.get("error").getAsString();
            }
        } catch (JsonParseException e) {
            return "token endpoint answered " + status;
        }
        return "token endpoint answered " + status;
    }
}
