package dev.meridian.bookings.occupancy;

import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What is taken. The database refuses overlaps whatever calls this; locks and the look at neighbours only serve the rules
 * that a constraint can not express.
 */
public interface Occupancies {

    /**
     * What is taken of the resources and overlaps [from, to), by start. Buffers are not applied: ask for a range that is
     * wider by the largest buffer. Holds that have run out are left out, though nobody may have cleared them yet.
     */
    Flux<Occupancy> live(Collection<String> resourceIds, Instant from, Instant to);

    /**
     * Keeps others who lock from these resources until the caller's transaction ends. Always in the same order, so that two
     * callers can not wait for each other.
     */
    Mono<Void> lock(Collection<String> resourceIds);

    /**
     * Whether a neighbour is closer than the larger of the two buffers that meet. Neither the booking's own rows nor the holder's
     * count.
     */
    Mono<Boolean> crowded(
            UUID bookingId,
            UUID holder,
            Collection<String> resourceIds,
            TimeRange slot,
            Duration bufferBefore,
            Duration bufferAfter);

    /** The same for a booking that keeps others out by itself. */
    default Mono<Boolean> crowded(
            UUID bookingId,
            Collection<String> resourceIds,
            TimeRange slot,
            Duration bufferBefore,
            Duration bufferAfter) {
        return crowded(bookingId, bookingId, resourceIds, slot, bufferBefore, bufferAfter);
    }

    /**
     * Takes the slot on all resources, or on none and answers false: somebody else has it.
     *
     * @param holder those of one holder do not keep each other out
     */
    Mono<Boolean> take(
            UUID bookingId,
            UUID holder,
            Collection<String> resourceIds,
            TimeRange slot,
            Duration bufferBefore,
            Duration bufferAfter);

    /** The same for a booking that keeps others out by itself. */
    default Mono<Boolean> take(
            UUID bookingId,
            Collection<String> resourceIds,
            TimeRange slot,
            Duration bufferBefore,
            Duration bufferAfter) {
        return take(bookingId, bookingId, resourceIds, slot, bufferBefore, bufferAfter);
    }

    /** The resources of which the booking has taken something. */
    Flux<String> resources(UUID bookingId);

    /** The calendars in which the people that the booking has taken may be busy: those that are read for them. */
    Flux<String> calendars(UUID bookingId);

    /** The bookings that have taken something of the resources within a time, holds that have run out among them. */
    Flux<UUID> holders(Collection<String> resourceIds, TimeRange slot);

    /** Gives back what the booking has taken at this time, and keeps the rest. */
    Mono<Void> free(UUID bookingId, TimeRange slot);

    /** Gives back what the booking has taken of a resource, and keeps the rest. */
    Mono<Void> free(UUID bookingId, String resourceId);

    /** Gives everything back that the booking has taken. */
    Mono<Void> free(UUID bookingId);
}
