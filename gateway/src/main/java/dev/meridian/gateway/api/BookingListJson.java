package dev.meridian.gateway.api;

import dev.meridian.gateway.view.BookingJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of bookings.
 *
 * @param next what to pass as {@code after} for the next page; null: there is none
 */
record BookingListJson(List<BookingJson> bookings, @Nullable String next) {

    BookingListJson {
        bookings = List.copyOf(bookings);
    }
}
