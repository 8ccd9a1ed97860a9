package dev.meridian.gateway.request;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** A wish for a time. If that can not be had, others near it may be. */
public sealed interface TimedWish extends Wish permits BookingWish, MoveWish, HoldWish {

    /** The start, on the customer's clock. */
    ZonedDateTime start();

    /** Service id, or null for the standard one. */
    @Nullable
    String service();

    /** Staff id, or null for anyone. */
    @Nullable
    String staff();

    /** Length, or null for the usual one. */
    @Nullable
    Integer durationMinutes();

    default ZoneId zone() {
        return start().getZone();
    }

    default Instant startsAt() {
        return start().toInstant();
    }

    default LocalDate date() {
        return start().toLocalDate();
    }

    /** The start as the customer's clock shows it. */
    default LocalDateTime local() {
        return start().toLocalDateTime();
    }

    /** The offset, where the clock shows that time twice. */
    default @Nullable ZoneOffset distinguishingOffset() {
        return zone().getRules().getValidOffsets(local()).size() > 1 ? start().getOffset() : null;
    }
}
