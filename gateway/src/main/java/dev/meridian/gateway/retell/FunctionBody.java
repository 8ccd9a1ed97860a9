package dev.meridian.gateway.retell;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reads the body of a function call: wrapped, flat or from a chat. */
final class FunctionBody {

    /** What a body turned out to be. */
    sealed interface Reading {

        /** A call of a function that exists. */
        record Call(FunctionCall call) implements Reading {}

        /** No call: a sentence for the one who set the agent up. */
        record Malformed(String problem) implements Reading {}

        /** A call of a function that does not exist. */
        record Unknown() implements Reading {}
    }

    private final ObjectMapper json;
    private final Predicate<String> known;

    /**
     * @param known whether a function of that name exists
     */
    FunctionBody(ObjectMapper json, Predicate<String> known) {
        this.json = json;
        this.known = known;
    }

    /**
     * Reads a body.
     *
     * @param path the function that the path names, or null if it names none
     */
    Reading read(byte[] bytes, @Nullable String path) {
        JsonNode body = tree(bytes);
        if (body == null || !body.isObject()) {
            return new Reading.Malformed("The body is not a JSON object.");
        }
        String named = body.path("name").asString("");
        boolean envelope = body.has("args") || (known.test(named) && (body.has("call") || body.has("chat")));
        boolean wrapped = envelope || path == null;
        if (wrapped && path != null && !named.isEmpty() && !named.equals(path)) {
            return new Reading.Malformed("The function in the body is not the one in the path.");
        }
        String function = path == null ? named : path;
        if (function.isEmpty()) {
            return new Reading.Malformed("The body names no function.");
        }
        if (!known.test(function)) {
            return new Reading.Unknown();
        }
        Arguments arguments = arguments(body, wrapped);
        return arguments == null
                ? new Reading.Malformed("The arguments are not a JSON object.")
                : new Reading.Call(
                        new FunctionCall(function, arguments, conversation(body, envelope, function, arguments)));
    }

    private @Nullable Arguments arguments(JsonNode body, boolean wrapped) {
        if (!body.has("args")) {
            Arguments flat = Arguments.of(body).without("call").without("chat");
            return wrapped ? flat.without("name") : flat;
        }
        JsonNode args = body.path("args");
        if (args.isString()) {
            // Some proxies pass the arguments on as text.
            String text = args.asString().strip();
            args = text.isEmpty() ? json.createObjectNode() : tree(text.getBytes(StandardCharsets.UTF_8));
        }
        if (args == null) {
            return null;
        }
        if (args.isNull()) {
            return Arguments.of(json.createObjectNode());
        }
        return args.isObject() ? Arguments.of(args) : null;
    }

    /**
     * Only in its own envelope the call is what Retell says. A flat body is all arguments, whoever filled them in; its template
     * may pass the id as a constant one.
     */
    private static Conversation conversation(JsonNode body, boolean envelope, String function, Arguments arguments) {
        Conversation conversation = Conversation.of(body, function);
        if (envelope) {
            return conversation;
        }
        return conversation.id() == null
                ? arguments.text("call_id").map(conversation::withClaimedId).orElseGet(conversation::claimed)
                : conversation.claimed();
    }

    private @Nullable JsonNode tree(byte[] bytes) {
        try {
            return json.readTree(bytes);
        } catch (JacksonException e) {
            return null;
        }
    }
}
