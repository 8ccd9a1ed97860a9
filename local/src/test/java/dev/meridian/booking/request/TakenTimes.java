package dev.meridian.booking.request;

import dev.meridian.booking.decision.BookingEventsPublisher;
import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.decision.Seating;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.booking.NewBooking;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.booking.R2dbcBookings;
import dev.meridian.bookings.catalogue.R2dbcCatalogue;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.occupancy.R2dbcOccupancies;
import dev.meridian.bookings.outbox.R2dbcOutbox;
import dev.meridian.bookings.request.R2dbcRequests;
import dev.meridian.bookings.session.R2dbcSessions;
import dev.meridian.bookings.staffing.R2dbcLoads;
import dev.meridian.messaging.serde.ConfiguredAvroCodec;
import dev.meridian.testkit.FixedSerde;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What the booking worker takes on a database: the transaction of a request, without what it remembers of it. */
public final class TakenTimes {

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private final SlotPlacement placement;
    private final R2dbcBookings bookings;
    private final Transactions transactions;
    private final ZoneId businessZone;
    private final Clock clock;

    public TakenTimes(DatabaseClient database, Transactions transactions, ZoneId businessZone, Clock clock) {
        this.transactions = transactions;
        this.businessZone = businessZone;
        this.clock = clock;
        bookings = new R2dbcBookings(database);
        R2dbcOccupancies occupancies = new R2dbcOccupancies(database);
        BookingEventsPublisher events = new BookingEventsPublisher(
                ConfiguredAvroCodec.of(
                        FixedSerde.Serializer.class.getName(), FixedSerde.Deserializer.class.getName(), Map.of()),
                clock);
        Seating seating = new Seating(
                new R2dbcSessions(database),
                bookings,
                occupancies,
                new BookingIds("0123456789abcdef0123456789abcdef", "test"),
                businessZone);
        placement = new SlotPlacement(
                new R2dbcCatalogue(database),
                bookings,
                occupancies,
                new R2dbcLoads(database),
                seating,
                new Decisions(
                        bookings,
                        occupancies,
                        seating,
                        new R2dbcRequests(database),
                        new R2dbcOutbox(database),
                        events));
    }

    /**
     * Books a time.
     *
     * @param staff null: anybody
     * @return who got it, or why nobody did
     */
    public String book(String service, ZonedDateTime start, @Nullable String staff) {
        UUID id = UUID.randomUUID();
        SlotWish wish = new SlotWish(start, service, staff, null);
        return Objects.requireNonNull(transactions
                .run(() -> placement
                        .place(id, wish, clock.instant(), decided -> {})
                        .flatMap(place -> switch (place) {
                            case Placement.Taken taken -> held(id, start, taken).map(Booking::staff);
                            case Placement.Refused refused -> Mono.just("refused: " + refused.outcome());
                        }))
                .block());
    }

    private Mono<Booking> held(UUID id, ZonedDateTime start, Placement.Taken place) {
        return bookings.hold(new NewBooking(
                id,
                new Lease("test", Duration.ofMinutes(1)),
                FAR,
                place.calendarId(),
                id.toString(),
                place.service().id(),
                place.staff().id(),
                false,
                place.slot(),
                place.service().bufferBefore(),
                place.service().bufferAfter(),
                start.getZone(),
                businessZone,
                new Customer("Ada Lovelace", null, null),
                null,
                List.of(),
                Map.of(),
                new Origin("test", id.toString(), null, null)));
    }
}
