package dev.meridian.bookings.occupancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.meridian.bookings.TestBook;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.NewBooking;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class R2dbcOccupanciesIntegrationTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant NINE = Instant.parse("2026-11-23T17:00:00Z");
    private static final TimeRange SLOT = TimeRange.of(NINE, Duration.ofHours(1));
    private static final Duration NONE = Duration.ZERO;

    @RegisterExtension
    static final TestBook book = new TestBook();

    @BeforeEach
    void setClock() {
        book.setClock(NOW);
    }

    @Test
    void oneOfFiftyParallelCallersWins() {
        List<Boolean> won = Flux.range(0, 50)
                .flatMap(ignored -> book.hold(TestBook.booking(UUID.randomUUID(), SLOT, NOW.plusSeconds(60))), 50)
                .collectList()
                .block();

        assertThat(won).hasSize(50).containsOnlyOnce(true);
    }

    @Test
    void touchingSlotsDoNotOverlap() {
        assertThat(hold(SLOT)).isTrue();
        assertThat(hold(TimeRange.of(SLOT.end(), Duration.ofHours(1)))).isTrue();
        assertThat(hold(TimeRange.of(SLOT.end().minusSeconds(1), Duration.ofHours(1))))
                .isFalse();
    }

    @Test
    void aBookingMayOverlapItself() {
        UUID id = UUID.randomUUID();
        assertThat(book.hold(TestBook.booking(id, SLOT, NOW.plusSeconds(60))).block())
                .isTrue();

        TimeRange halfAnHourLater = TimeRange.of(NINE.plusSeconds(1800), Duration.ofHours(1));
        assertThat(book.occupancies
                        .take(id, List.of("default"), halfAnHourLater, NONE, NONE)
                        .block())
                .isTrue();
        assertThat(hold(TimeRange.of(NINE.plusSeconds(3600), Duration.ofHours(1))))
                .isFalse();
    }

    @Test
    void takesAllResourcesOrNone() {
        assertThat(hold(SLOT)).isTrue();
        UUID id = UUID.randomUUID();

        Boolean taken = book.transaction
                .transactional(book.occupancies.take(id, List.of("room:1", "default"), SLOT, NONE, NONE))
                .block();

        assertThat(taken).isFalse();
        assertThat(book.occupancies
                        .live(List.of("room:1"), SLOT.start(), SLOT.end())
                        .collectList()
                        .block())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'empty'",
                "null",
                "tstzrange(null, '2026-11-23 18:00Z')",
                "tstzrange('2026-11-23 17:00Z', null)",
                "tstzrange('-infinity', '2026-11-23 18:00Z')",
                "tstzrange('2026-11-23 17:00Z', 'infinity')",
                "tstzrange('2026-11-23 17:00Z', '2026-11-23 18:00Z', '[]')",
                "tstzrange('2026-11-23 17:00Z', '2026-11-23 18:00Z', '(]')"
            })
    void rangesThatWouldSlipThroughTheConstraintAreRefused(String range) {
        UUID id = UUID.randomUUID();
        assertThat(book.hold(TestBook.booking(id, SLOT, NOW.plusSeconds(60))).block())
                .isTrue();

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> insert(id, range).block());
    }

    @Test
    void theConstraintRefusesOverlapsWhoeverWritesThem() {
        assertThat(hold(SLOT)).isTrue();
        UUID other = UUID.randomUUID();
        assertThat(book.hold(TestBook.booking(
                                other, TimeRange.of(NINE.plusSeconds(7200), Duration.ofHours(1)), NOW.plusSeconds(60)))
                        .block())
                .isTrue();

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> insert(other, "tstzrange('2026-11-23 17:59Z', '2026-11-23 18:30Z')")
                        .block())
                .havingRootCause()
                .withMessageContaining("occupancies_never_overlap");
    }

    @Test
    void whatWasGivenBackIsFree() {
        UUID id = UUID.randomUUID();
        assertThat(book.hold(TestBook.booking(id, SLOT, NOW.plusSeconds(60))).block())
                .isTrue();

        book.occupancies.free(id).block();

        assertThat(hold(SLOT)).isTrue();
    }

    @Test
    void holdsThatHaveRunOutAreNotShown() {
        UUID id = UUID.randomUUID();
        assertThat(book.hold(TestBook.booking(id, SLOT, NOW.plusSeconds(60))).block())
                .isTrue();
        Booking held = Objects.requireNonNull(book.bookings.find(id).block());

        assertThat(live()).extracting(Occupancy::bookingId).containsExactly(id);
        book.setClock(NOW.plusSeconds(61));
        assertThat(live()).isEmpty();

        book.setClock(NOW);
        book.bookings.advance(held, BookingState.WRITING, Change.NONE).block();
        book.setClock(NOW.plusSeconds(61));
        assertThat(live()).extracting(Occupancy::slot).containsExactly(SLOT);
    }

    @Test
    void theLargerOfTwoNeighbouringBuffersHolds() {
        NewBooking plain = TestBook.booking(UUID.randomUUID(), SLOT, NOW.plusSeconds(60));
        book.transaction
                .transactional(book.occupancies
                        .take(plain.id(), List.of("default"), SLOT, NONE, Duration.ofMinutes(15))
                        .then(book.bookings.hold(plain)))
                .block();

        assertThat(crowded(SLOT.end().plusSeconds(14 * 60), Duration.ZERO)).isTrue();
        assertThat(crowded(SLOT.end().plusSeconds(15 * 60), Duration.ofMinutes(15)))
                .isFalse();
        assertThat(crowded(SLOT.end().plusSeconds(15 * 60), Duration.ofMinutes(20)))
                .isTrue();
        assertThat(crowded(SLOT.end().plusSeconds(20 * 60), Duration.ofMinutes(20)))
                .isFalse();
    }

    @Test
    void theLongestBufferHoldsToItsEnd() {
        NewBooking plain = TestBook.booking(UUID.randomUUID(), SLOT, NOW.plusSeconds(60));
        book.transaction
                .transactional(book.occupancies
                        .take(plain.id(), List.of("default"), SLOT, NONE, Service.MAX_BUFFER)
                        .then(book.bookings.hold(plain)))
                .block();

        assertThat(crowded(SLOT.end().plus(Service.MAX_BUFFER).minusSeconds(60), Duration.ZERO))
                .isTrue();
        assertThat(crowded(SLOT.end().plus(Service.MAX_BUFFER), Service.MAX_BUFFER))
                .isFalse();
    }

    private Boolean crowded(Instant start, Duration bufferBefore) {
        return Objects.requireNonNull(book.occupancies
                .crowded(
                        UUID.randomUUID(),
                        List.of("default"),
                        TimeRange.of(start, Duration.ofHours(1)),
                        bufferBefore,
                        NONE)
                .block());
    }

    private boolean hold(TimeRange slot) {
        return Boolean.TRUE.equals(book.hold(TestBook.booking(UUID.randomUUID(), slot, NOW.plusSeconds(60)))
                .block());
    }

    private List<Occupancy> live() {
        return Objects.requireNonNull(book.occupancies
                .live(List.of("default"), SLOT.start(), SLOT.end())
                .collectList()
                .block());
    }

    private Mono<Void> insert(UUID bookingId, String range) {
        return book.database.sql("""
                        insert into occupancies (booking_id, holder, resource_id, slot, buffer_before_minutes, buffer_after_minutes)
                        values (:id, :id, 'default', %s, 0, 0)""".formatted(range)).bind("id", bookingId).then();
    }
}
