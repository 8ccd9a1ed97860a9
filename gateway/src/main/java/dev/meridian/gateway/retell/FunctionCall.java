package dev.meridian.gateway.retell;

import dev.meridian.bookings.request.RequestKey;
import dev.meridian.gateway.request.CallerBookings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** A call of one of our functions: which, with what, and in which conversation. */
record FunctionCall(String function, Arguments arguments, Conversation conversation) {

    static final String SOURCE = CallerBookings.SOURCE;

    private static final int LONGEST_KEY = 200;

    /**
     * What makes this call the same as another: conversation and tool call; without a tool call id, conversation and
     * arguments; without either, the arguments and the UTC day, because the same words on another day are another wish.
     */
    RequestKey key(Instant now) {
        String conversationId = conversation.id();
        if (conversationId == null) {
            return key("flat/" + function + "/" + arguments.hash() + "/" + LocalDate.ofInstant(now, ZoneOffset.UTC));
        }
        String toolCallId = conversation.toolCallId();
        return key(conversationId + "/" + (toolCallId == null ? function + "/" + arguments.hash() : toolCallId));
    }

    /** The key where {@link #key} turns out to stand for another wish: the transcript was behind the call. */
    RequestKey keyByContent(Instant now) {
        return key(key(now).key() + "/" + arguments.hash());
    }

    private static RequestKey key(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new RequestKey(
                SOURCE,
                bytes.length <= LONGEST_KEY
                        ? text
                        : UUID.nameUUIDFromBytes(bytes).toString());
    }
}
