package dev.meridian.scheduling.catalogue;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * What an appointment of one duration costs.
 *
 * @param amount in {@code currency}, not negative, with the digits it was given
 */
public record Price(int durationMinutes, BigDecimal amount, Currency currency) {
    private static final int MOST_DIGITS = 6;
    private static final BigDecimal TOO_MUCH = BigDecimal.valueOf(1_000_000_000_000L);

    public Price {
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        new Faults()
                .range("duration_minutes", durationMinutes, 1, Faults.MAX_MINUTES)
                .require(amount.signum() >= 0 && amount.compareTo(TOO_MUCH) < 0, "amount", amount, "0 to " + TOO_MUCH)
                .require(
                        amount.scale() <= MOST_DIGITS
                                && amount.stripTrailingZeros().scale() <= digits,
                        "amount",
                        amount,
                        "at most " + digits + " digits after the point, as " + currency + " has")
                .throwIfAny();
    }
}
