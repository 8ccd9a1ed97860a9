package dev.meridian.bookings.catalogue;

import static dev.meridian.bookings.database.Columns.get;
import static dev.meridian.bookings.database.Columns.instant;
import static dev.meridian.bookings.database.Columns.text;

import dev.meridian.bookings.booking.BookingState;
import java.util.Arrays;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who needs an entry of the catalogue: other entries that name it, and bookings that are yet to come. */
final class CatalogueUse {

    /** Of all who are needed at once a booking names the first; whose time it takes, the book knows. */
    private static final String TAKES_TIME_OF = """
            (staff = :id or exists (
                select from occupancies o where o.booking_id = bookings.id and o.resource_id = :id and o.live))""";

    private static final String[] HOLDING = Arrays.stream(BookingState.values())
            .filter(BookingState::holdsSlot)
            .map(BookingState::name)
            .toArray(String[]::new);

    private final DatabaseClient database;

    CatalogueUse(DatabaseClient database) {
        this.database = database;
    }

    /** What uses the entry, each in words; nothing if it can be done without. */
    Flux<String> of(CatalogueKind kind, String id) {
        return switch (kind) {
            case SERVICE -> bookings("service = :id", id).flux();
            case STAFF ->
                named(
                                CatalogueKind.SERVICE,
                                "select id from services where jsonb_exists(definition -> 'staff', :id) order by id",
                                id)
                        .concatWith(bookings(TAKES_TIME_OF, id));
            case SCHEDULE ->
                named(
                        CatalogueKind.STAFF,
                        "select id from staff where definition ->> 'schedule' = :id order by id",
                        id);
        };
    }

    private Flux<String> named(CatalogueKind kind, String query, String id) {
        return database.sql(query)
                .bind("id", id)
                .map(row -> kind.noun() + " " + text(row, "id"))
                .all();
    }

    // Slots that are kept for somebody who is deciding count: they are about to be bookings.
    private Mono<String> bookings(String condition, String id) {
        return database.sql("""
                        select count(*) as bookings, min(starts_at) as first from bookings
                        where %s and state = any(:holding) and ends_at > (select meridian_now())
                          and (state not in ('HELD', 'AWAITING_HOST') or hold_until > (select meridian_now()))
                        having count(*) > 0""".formatted(condition))
                .bind("id", id)
                .bind("holding", HOLDING)
                .map(row -> count(get(row, "bookings", Long.class)) + " to come, the first at " + instant(row, "first"))
                .one();
    }

    private static String count(long bookings) {
        return bookings == 1 ? "1 booking" : bookings + " bookings";
    }
}
