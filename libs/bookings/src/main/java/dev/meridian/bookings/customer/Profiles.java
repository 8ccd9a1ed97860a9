package dev.meridian.bookings.customer;

import dev.meridian.bookings.catalogue.Precondition;
import dev.meridian.scheduling.suggestion.Patterns;
import dev.meridian.scheduling.suggestion.Preferences;
import dev.meridian.scheduling.suggestion.Profile;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What customers like, as they said it and as their bookings taught. */
public interface Profiles {

    /** What a customer said, of nobody and of one who said nothing {@link Preferences#NONE}. */
    Mono<Preferences> preferences(UUID customerId);

    /**
     * Puts other preferences in the place of what is there; the version rises. Empty if that is not as the precondition has it, or
     * there is no such customer. Version 0 is there from the beginning.
     */
    Mono<Preferences> prefer(UUID customerId, Preferences preferences, Precondition precondition);

    /** What was learnt of a customer. */
    Mono<Patterns> patterns(UUID customerId);

    /** Remembers what became of a booking, unless something newer is known of it; of a booking that nobody has, nothing. */
    Mono<Void> learn(Lesson lesson);

    /** All of it. */
    default Mono<Profile> profile(UUID customerId) {
        return Mono.zip(preferences(customerId), patterns(customerId), Profile::new);
    }
}
