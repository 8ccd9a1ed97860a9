package dev.meridian.faults.load;

import dev.meridian.faults.process.Catalogue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a caller wants, once, however often it is asked for.
 *
 * @param number which wish of the run
 * @param command what
 * @param channel how it is said
 * @param key the key it is repeated under; for a voice call, conversation and tool call
 * @param service of whom
 * @param start when; for a cancellation, when the booking was
 * @param bookingId the booking to move, to cancel or to decide on
 * @param holdToken the hold to book
 * @param afterStranger whether somebody else's event stood in the calendar at that time before it was asked
 */
public record Wish(
        int number,
        Command command,
        Channel channel,
        String key,
        String service,
        Instant start,
        @Nullable UUID bookingId,
        @Nullable String holdToken,
        boolean afterStranger) {

    static Wish book(int number, Channel channel, String service, Instant start, boolean afterStranger) {
        String key = channel == Channel.RETELL ? "call_" + number + "/tool_" + number : "wish-" + number;
        return new Wish(number, Command.BOOK, channel, key, service, start, null, null, afterStranger);
    }

    Wish then(Command next, Instant at, @Nullable UUID booking, @Nullable String token) {
        return new Wish(
                number,
                next,
                Channel.REST,
                key + "/" + next.name().toLowerCase(Locale.ROOT),
                service,
                at,
                booking,
                token,
                next.decides() && afterStranger);
    }

    /** The same said by somebody else, who knows nothing of the first. */
    Wish byAnother() {
        return new Wish(
                number, command, channel, key + "/another", service, start, bookingId, holdToken, afterStranger);
    }

    Wish with(String token) {
        return new Wish(number, command, channel, key, service, start, bookingId, token, afterStranger);
    }

    /** Whether it is for a seat among others. */
    public boolean isForSeat() {
        return Catalogue.takesGroups(service);
    }

    /** Whether the host has to agree. */
    public boolean needsHost() {
        return Catalogue.isAsked(service);
    }

    public Id id() {
        return new Id(channel.source(), key);
    }

    /** What a request is known by. */
    public record Id(String source, String key) {}
}
