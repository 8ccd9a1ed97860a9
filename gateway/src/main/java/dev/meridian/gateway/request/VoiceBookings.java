package dev.meridian.gateway.request;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The bookings of those who talk to a voice agent. */
final class VoiceBookings implements CallerBookings {

    private static final int MOST = 5;

    private final Bookings bookings;

    VoiceBookings(Bookings bookings) {
        this.bookings = bookings;
    }

    @Override
    public Flux<Booking> upcoming(@Nullable String conversationId, @Nullable String number) {
        return bookings.upcoming(SOURCE, conversationId, number, MOST);
    }

    @Override
    public Mono<Booking> own(UUID id, @Nullable String conversationId, @Nullable String number) {
        return conversationId == null && number == null
                ? Mono.empty()
                : bookings.find(id).filter(booking -> !booking.kept() && isTheirs(booking, conversationId, number));
    }

    static boolean isTheirs(Booking booking, @Nullable String conversationId, @Nullable String number) {
        boolean madeHere = conversationId != null
                && booking.origin().source().equals(SOURCE)
                && conversationId.equals(booking.origin().conversationId());
        return madeHere || (number != null && number.equals(booking.customer().phone()));
    }
}
