package dev.meridian.gateway.api;

import dev.meridian.bookings.booking.BookingSearch.Position;
import dev.meridian.gateway.argument.Ids;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Where a page ends, as a word that nobody has to understand. */
final class PagePosition {

    private PagePosition() {}

    static String write(Position position) {
        String text = position.start() + "/" + position.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for what {@link #write} has not written. */
    static Optional<Position> read(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/", -1);
            if (parts.length != 2) {
                return Optional.empty();
            }
            Instant start = Instant.parse(parts[0]);
            return Ids.uuid(parts[1]).map(id -> new Position(start, id));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
