package dev.meridian.gateway.retell;

import dev.meridian.scheduling.contact.PhoneNumbers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The call or chat in which a function is called.
 *
 * @param id its id, or null where there is none
 * @param number the caller's number in E.164, or null for web calls, chats and withheld numbers
 * @param toolCallId Retell's id of this call of the function, or null
 * @param retells whether Retell itself told all this, and not arguments that a model may have filled in
 */
record Conversation(
        @Nullable String id,
        @Nullable String number,
        @Nullable String toolCallId,
        boolean retells) {

    /** As Retell told it. */
    Conversation(@Nullable String id, @Nullable String number, @Nullable String toolCallId) {
        this(id, number, toolCallId, true);
    }

    static final Conversation NONE = new Conversation(null, null, null);

    /** Reads {@code call} or {@code chat}; whatever is missing or odd in it is null. */
    static Conversation of(JsonNode envelope, String function) {
        JsonNode call = envelope.path("call");
        if (call.isObject()) {
            String direction = call.path("direction").asString("");
            String number = text(call, direction.equals("outbound") ? "to_number" : "from_number");
            return new Conversation(
                    text(call, "call_id"),
                    PhoneNumbers.e164(number).orElse(null),
                    toolCallId(call.path("transcript_with_tool_calls"), function));
        }
        JsonNode chat = envelope.path("chat");
        return chat.isObject()
                ? new Conversation(
                        text(chat, "chat_id"), null, toolCallId(chat.path("message_with_tool_calls"), function))
                : NONE;
    }

    /** The body has no id of its own for a tool call; the transcript's last one of this function is the call at hand. */
    private static @Nullable String toolCallId(JsonNode transcript, String function) {
        String last = null;
        for (JsonNode entry : transcript) {
            if (entry.path("role").asString("").equals("tool_call_invocation")
                    && entry.path("name").asString("").equals(function)) {
                String id = text(entry, "tool_call_id");
                last = id == null ? last : id;
            }
        }
        return last;
    }

    private static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isValueNode() && !value.isNull()
                ? Arguments.present(value.asString()).orElse(null)
                : null;
    }

    /** The same as far as it can be believed of somebody's arguments: not enough to show anybody's bookings. */
    Conversation claimed() {
        return new Conversation(id, number, toolCallId, false);
    }

    /** The same with an id from the arguments: good enough to know a repetition by. */
    Conversation withClaimedId(String claimed) {
        return new Conversation(claimed, number, toolCallId, false);
    }

    /** The id if Retell told it, otherwise null. */
    @Nullable
    String verifiedId() {
        return retells ? id : null;
    }

    /** The number if Retell told it, otherwise null. */
    @Nullable
    String verifiedNumber() {
        return retells ? number : null;
    }
}
