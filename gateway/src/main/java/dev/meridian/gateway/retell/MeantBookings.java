package dev.meridian.gateway.retell;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.bookings.request.StoredRequest;
import dev.meridian.gateway.argument.Ids;
import dev.meridian.gateway.request.CallerBookings;
import dev.meridian.gateway.request.Mailbox;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Finds the booking that is to be changed: the one named, if it is the caller's own, else the caller's next one. A tool call
 * that is repeated means the booking it meant the first time, whichever is the next one by now.
 */
final class MeantBookings {

    private static final Logger log = LoggerFactory.getLogger(MeantBookings.class);

    private final CallerBookings bookings;
    private final Mailbox mailbox;
    private final Duration patience;

    MeantBookings(CallerBookings bookings, Mailbox mailbox, Duration patience) {
        this.bookings = bookings;
        this.mailbox = mailbox;
        this.patience = patience;
    }

    Mono<Meant> find(FunctionCall call, RequestKey key) {
        Conversation conversation = call.conversation();
        if (conversation.verifiedId() == null && conversation.verifiedNumber() == null) {
            return Mono.just(new Meant.None());
        }
        return mailbox.request(key)
                .map(StoredRequest::bookingId)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(before -> find(call, before))
                .defaultIfEmpty(new Meant.None())
                .timeout(patience)
                .onErrorResume(e -> {
                    log.warn(
                            "booking of a caller: not readable: {}",
                            e.getClass().getSimpleName());
                    return Mono.just(new Meant.Unknown());
                });
    }

    private Mono<Meant> find(FunctionCall call, Optional<UUID> before) {
        Optional<String> named = call.arguments().id("booking_id", "bookingId");
        if (named.isPresent()) {
            return Mono.justOrEmpty(Ids.uuid(named.get()))
                    .flatMap(id -> own(call, id))
                    .map(booking -> new Meant.One(
                            booking, before.filter(booking.id()::equals).isPresent(), false));
        }
        return before.isPresent()
                ? own(call, before.get()).map(booking -> new Meant.One(booking, true, false))
                : next(call);
    }

    private Mono<Booking> own(FunctionCall call, UUID id) {
        return bookings.own(
                id, call.conversation().verifiedId(), call.conversation().verifiedNumber());
    }

    private Mono<Meant> next(FunctionCall call) {
        return bookings.upcoming(
                        call.conversation().verifiedId(), call.conversation().verifiedNumber())
                .collectList()
                .filter(all -> !all.isEmpty())
                .map(all -> new Meant.One(all.getFirst(), false, all.size() > 1));
    }
}
