package dev.meridian.gateway.api;

import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reads bodies that are JSON objects. */
public final class JsonBody {

    private final ObjectMapper json;

    JsonBody(ObjectMapper json) {
        this.json = json;
    }

    /** The fields of the object, others than the known ones noted as wrong; empty if it is none. */
    Optional<Input> read(byte[] bytes, Set<String> fields) {
        try {
            JsonNode body = json.readTree(bytes);
            return body.isObject() ? Optional.of(Input.of(body).known(fields)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The same; no body at all is an object without fields. */
    Optional<Input> readIfAny(byte[] bytes, Set<String> fields) {
        return bytes.length == 0 ? Optional.of(Input.of(json.createObjectNode())) : read(bytes, fields);
    }

    /** What to say of a body that is none. */
    public static Problem noObject() {
        return Problem.of(HttpStatus.BAD_REQUEST, "invalid", "The body is not a JSON object.");
    }
}
