package dev.meridian.availability;

import dev.meridian.availability.Answer.Offer;
import dev.meridian.bookings.customer.Profiles;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.suggestion.Candidate;
import dev.meridian.scheduling.suggestion.Profile;
import dev.meridian.scheduling.suggestion.Suggestion;
import dev.meridian.scheduling.suggestion.Suggestions;
import dev.meridian.scheduling.suggestion.Weights;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Picks what to suggest to the one who asks. */
final class Picks {

    static final int MAX_SUGGESTIONS = 5;

    private static final Logger log = LoggerFactory.getLogger(Picks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Profiles profiles;
    private final Weights weights;

    Picks(Profiles profiles, Weights weights) {
        this.profiles = profiles;
        this.weights = weights;
    }

    /** The best of the offers, best first. */
    List<Suggestion<Offer>> of(Checked question, List<Offer> offers, Map<String, Neighbours> neighbours) {
        if (offers.isEmpty()) {
            return List.of();
        }
        List<Candidate<Offer>> candidates = offers.stream()
                .map(offer -> new Candidate<>(offer, offer.slot(), gap(neighbours.get(offer.staff()), offer)))
                .toList();
        return Suggestions.rank(
                candidates,
                profile(question.customerId()),
                buffer(question.service()),
                weights,
                question.zone(),
                MAX_SUGGESTIONS);
    }

    private static @Nullable Duration gap(@Nullable Neighbours neighbours, Offer offer) {
        return neighbours == null ? null : neighbours.gap(offer.slot());
    }

    // Whoever asks for free times gets them, in another order at worst.
    private Profile profile(@Nullable UUID customerId) {
        if (customerId == null) {
            return Profile.ANYBODY;
        }
        try {
            return profiles.profile(customerId).blockOptional(PATIENCE).orElse(Profile.ANYBODY);
        } catch (RuntimeException e) {
            log.warn("customer {}: what they like is not readable: {}", customerId, e.toString());
            return Profile.ANYBODY;
        }
    }

    private static Duration buffer(Service service) {
        Duration before = service.bufferBefore();
        Duration after = service.bufferAfter();
        return before.compareTo(after) > 0 ? before : after;
    }
}
