package dev.meridian.bookings.catalogue;

import dev.meridian.scheduling.catalogue.EffectiveDates;
import java.time.LocalDate;
import java.util.Optional;

/** Dates from and to as documents have them; either may be open. */
final class DateRange {

    private DateRange() {}

    static Optional<EffectiveDates> read(DocumentFields fields) {
        Optional<LocalDate> from = fields.optional("from").date();
        Optional<LocalDate> to = fields.optional("to").date();
        return fields.build(() -> new EffectiveDates(from.orElse(null), to.orElse(null)));
    }
}
