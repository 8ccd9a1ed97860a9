package dev.meridian.scheduling.catalogue;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * What an appointment of one duration costs.
 *
 * @param amount in {@code currency}, not negative, with the digits it was given
 */
public record Price(int durationMinutes, BigDecimal amount, Currency currency) {
    public Price {
        new Faults()
                .range("duration_minutes", durationMinutes, 1, Faults.MAX_MINUTES)
                .require(amount.signum() >= 0, "amount", amount, ">= 0")
                .throwIfAny();
    }
}
