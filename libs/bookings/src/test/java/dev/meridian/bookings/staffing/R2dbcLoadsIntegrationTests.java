package dev.meridian.bookings.staffing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.TestBook;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.Move;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class R2dbcLoadsIntegrationTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant NINE = Instant.parse("2026-11-23T17:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final TimeRange DAY = TimeRange.of(NINE, Duration.ofDays(1));

    @RegisterExtension
    static final TestBook book = new TestBook();

    private final Loads loads = new R2dbcLoads(book.database);

    @BeforeEach
    void setClock() {
        book.setClock(NOW);
    }

    @Test
    void countsWhatPeopleHaveOrHadOfAServiceLately() {
        held(NINE);
        held(NINE.plus(HOUR));
        Booking refused = held(NINE.plus(HOUR).plus(HOUR));
        advance(refused, BookingState.REFUSED, Change.because("slot_taken"));

        List<Load> given = of("standard", "default", "amy");
        assertThat(given).extracting(Load::staff).containsExactly("amy", "default");
        assertThat(given).extracting(Load::bookings).containsExactly(0L, 2L);
        assertThat(given.getFirst().lastBooked()).isNull();
        assertThat(given.getLast().lastBooked()).isBetween(NOW, NOW.plusSeconds(30));
        assertThat(of("massage", "default")).extracting(Load::bookings).containsExactly(0L);

        book.setClock(NOW.plus(Loads.WINDOW).plusSeconds(60));
        assertThat(of("standard", "default")).singleElement().satisfies(load -> {
            assertThat(load.bookings()).isZero();
            assertThat(load.lastBooked()).isBefore(NOW.plusSeconds(30));
        });
    }

    @Test
    void aHoldThatHasRunOutIsNobodysShare() {
        held(NINE);
        book.setClock(NOW.plusSeconds(61));

        assertThat(of("standard", "default")).extracting(Load::bookings).containsExactly(0L);
    }

    @Test
    void knowsWhereAppointmentsStartAndWhereTheyAreToGo() {
        Booking first = held(NINE);
        held(NINE.plus(Duration.ofDays(1)));
        Booking moving = held(NINE.plus(HOUR));
        advance(
                advance(
                        advance(moving, BookingState.WRITING, Change.under(TestBook.LEASE)),
                        BookingState.CONFIRMED,
                        Change.NONE),
                BookingState.MOVING,
                Change.move(
                        TestBook.LEASE,
                        Move.to(TimeRange.of(NINE.plus(HOUR.multipliedBy(5)), HOUR), TestBook.CALLER_ZONE)));

        assertThat(starts(null)).containsExactly(NINE, NINE.plus(HOUR), NINE.plus(HOUR.multipliedBy(5)));
        assertThat(starts(moving.id())).containsExactly(NINE);
        advance(first, BookingState.CANCELLED, Change.because("customer"));
        assertThat(starts(moving.id())).isEmpty();
    }

    private List<Load> of(String service, String... staff) {
        return loads.of(service, List.of(staff)).collectList().blockOptional().orElseThrow();
    }

    private List<Instant> starts(@Nullable UUID except) {
        return loads.starts("standard", DAY, except)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static Booking held(Instant start) {
        UUID id = UUID.randomUUID();
        assertThat(book.hold(TestBook.booking(id, TimeRange.of(start, HOUR), NOW.plusSeconds(60)))
                        .block())
                .isTrue();
        return Objects.requireNonNull(book.bookings.find(id).block());
    }

    private static Booking advance(Booking seen, BookingState next, Change change) {
        return Objects.requireNonNull(book.bookings.advance(seen, next, change).block());
    }
}
