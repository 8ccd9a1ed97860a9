package dev.meridian.bookings.customer;

import dev.meridian.scheduling.suggestion.Weights;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much each reason counts when slots are suggested, wherever that is done; what is below 0 speaks against a slot, 0 leaves a reason out of account.
 *
 * @param preferredTime a day and time that the customer has named
 * @param bufferKept the host's other appointments stay at least as far away as the service's buffer and the customer's
 * @param history an hour of the week in which the customer has come before
 * @param backToBack another appointment of the host begins or ends right there
 */
@ConfigurationProperties("meridian.suggestions")
public record SuggestionSettings(
        @DefaultValue("30") int preferredTime,
        @DefaultValue("20") int bufferKept,
        @DefaultValue("25") int history,
        @DefaultValue("-10") int backToBack) {

    public Weights weights() {
        return new Weights(preferredTime, bufferKept, history, backToBack);
    }
}
