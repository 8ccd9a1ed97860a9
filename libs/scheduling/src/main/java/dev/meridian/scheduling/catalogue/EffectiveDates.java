package dev.meridian.scheduling.catalogue;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The dates on which a schedule holds, both included; null is open. */
public record EffectiveDates(
        @Nullable LocalDate from, @Nullable LocalDate to) {
    public static final EffectiveDates ALWAYS = new EffectiveDates(null, null);

    public EffectiveDates {
        new Faults()
                .require(from == null || to == null || !to.isBefore(from), "to", to, "not before " + from)
                .throwIfAny();
    }

    public boolean include(LocalDate date) {
        return (from == null || !date.isBefore(from)) && (to == null || !date.isAfter(to));
    }
}
