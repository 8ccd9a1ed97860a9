package dev.meridian.bookings.upkeep;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** By which calendars their providers tell an address of changes, and until when. */
public interface CalendarChannels {

    /**
     * Takes calendars that are kept and that need a channel to this address: they have none, or it ends soon, and nobody else
     * is opening one or was told to wait.
     *
     * @param patience how long nobody else tries, unless this try ends before
     */
    Flux<ChannelTry> claim(Collection<String> calendarIds, URI address, Duration patience, int max);

    /**
     * Ends a try that went well, and asks for a look, since what changed just before is not told. The next channel is due a
     * day before this one ends, or when half its life is over if that is later. False: somebody else had begun anew, and
     * nothing was changed.
     */
    Mono<Boolean> opened(ChannelTry attempt, Instant until);

    /** Ends a try that failed. */
    Mono<Boolean> putOff(ChannelTry attempt, Duration pause);
}
