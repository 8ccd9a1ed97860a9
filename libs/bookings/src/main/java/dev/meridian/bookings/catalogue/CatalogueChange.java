package dev.meridian.bookings.catalogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of an entry as the log has it.
 *
 * @param by name of the key it was made with
 * @param before the entry's document until then; null: there was none
 * @param after the entry's document from then on; null: there is none
 */
public record CatalogueChange(
        String by,
        Instant at,
        @Nullable String before,
        @Nullable String after) {}
