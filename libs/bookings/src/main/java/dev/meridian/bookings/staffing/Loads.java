package dev.meridian.bookings.staffing;

import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** How much there is to do, each in one look. Takes part in the caller's transaction if there is one. */
public interface Loads {

    /**
     * How far back the shares of the staff are looked at: long enough to even out a week off, short enough for whoever is new not
     * to get everything until they have caught up.
     */
    Duration WINDOW = Duration.ofDays(30);

    /** What each of the staff was given, of a service and at all. */
    Flux<Load> of(String service, Collection<String> staffIds);

    /**
     * Where the appointments of a service start that keep their slot, be it kept for somebody who is still deciding; seats of one
     * session are one. What moves counts where it is and where it goes. Holds that have run out count until somebody has
     * ended them.
     *
     * @param except a booking that does not count; null: none
     */
    Flux<Instant> starts(String service, TimeRange span, @Nullable UUID except);
}
