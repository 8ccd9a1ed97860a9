package dev.meridian.bookings.booking;

import static dev.meridian.bookings.TestBook.LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.meridian.bookings.TestBook;
import dev.meridian.bookings.booking.BookingSearch.Position;
import dev.meridian.bookings.booking.BookingState.Status;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BookingSearchIntegrationTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant NINE = Instant.parse("2026-11-23T17:00:00Z");
    private static final Customer ADA = new Customer("Ada Lovelace", "+12135550123", "Ada@example.org");
    private static final Customer BOB = new Customer("Bob Example", "2135550199", null);
    private static final BookingSearch ALL = search(Set.of(), null, null, null, null, null, false, null, 50);

    @RegisterExtension
    static final TestBook book = new TestBook();

    @BeforeEach
    void setClock() {
        book.setClock(NOW);
    }

    @Test
    void findsAllInOrderOfStart() {
        UUID later = held(2, "default", ADA);
        UUID sooner = held(0, "default", BOB);

        assertThat(found(ALL)).containsExactly(sooner, later);
    }

    @Test
    void findsByAnySpellingOfTheNumberAndAnyCaseOfTheAddress() {
        UUID ada = held(0, "default", ADA);
        UUID bob = held(1, "default", BOB);

        assertThat(found(search(Set.of("2135550199", "+12135550199"), null, null, null, null, null, false, null, 50)))
                .containsExactly(bob);
        assertThat(found(search(Set.of("+12135550000"), null, null, null, null, null, false, null, 50)))
                .isEmpty();
        assertThat(found(search(Set.of(), "aDA@Example.ORG", null, null, null, null, false, null, 50)))
                .containsExactly(ada);
        assertThat(found(search(Set.of("2135550199"), "ada@example.org", null, null, null, null, false, null, 50)))
                .isEmpty();
    }

    @Test
    void findsWhatStartsInARangeThatEndsBeforeItsEnd() {
        UUID first = held(0, "default", ADA);
        UUID second = held(1, "default", ADA);

        assertThat(found(search(Set.of(), null, NINE, NINE.plusSeconds(3600), null, null, false, null, 50)))
                .containsExactly(first);
        assertThat(found(search(Set.of(), null, NINE.plusSeconds(1), null, null, null, false, null, 50)))
                .containsExactly(second);
    }

    @Test
    void findsByStaff() {
        held(0, "default", ADA);
        UUID other = held(0, "amy", ADA);

        assertThat(found(search(Set.of(), null, null, null, "amy", null, false, null, 50)))
                .containsExactly(other);
    }

    @Test
    void findsByThePublicStatusAndWhatIsParked() {
        UUID writing = held(0, "default", ADA);
        UUID parked = held(1, "default", ADA);
        step(writing, BookingState.WRITING, Change.under(LEASE));
        step(parked, BookingState.WRITING, Change.under(LEASE));
        step(parked, BookingState.PARKED, Change.because("forbidden"));
        UUID confirmed = held(2, "default", ADA);
        step(confirmed, BookingState.WRITING, Change.under(LEASE));
        step(confirmed, BookingState.CONFIRMED, Change.event("1", null, null));

        assertThat(found(search(Set.of(), null, null, null, null, Status.IN_PROGRESS, false, null, 50)))
                .containsExactly(writing, parked);
        assertThat(found(search(Set.of(), null, null, null, null, Status.CONFIRMED, false, null, 50)))
                .containsExactly(confirmed);
        assertThat(found(search(Set.of(), null, null, null, null, null, true, null, 50)))
                .containsExactly(parked);
        assertThat(found(search(Set.of(), null, null, null, null, Status.CONFIRMED, true, null, 50)))
                .isEmpty();
    }

    @Test
    void goesThroughAllPagesOnceThoughManyStartAtTheSameTime() {
        List<UUID> held = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            held.add(held(i / 3, "staff-" + i, ADA));
        }

        List<UUID> paged = new ArrayList<>();
        Position after = null;
        List<Booking> page;
        do {
            page = page(after);
            page.forEach(booking -> paged.add(booking.id()));
            after = page.isEmpty() ? null : Position.of(page.getLast());
        } while (!page.isEmpty());

        assertThat(paged).containsExactlyInAnyOrderElementsOf(held);
    }

    @Test
    void leavesOutSlotsThatAreOnlyKept() {
        UUID kept = held(0, "default", new Customer("", null, null));
        book.database
                .sql("update bookings set kept = true where id = :id")
                .bind("id", kept)
                .then()
                .block();

        assertThat(found(ALL)).isEmpty();
    }

    @Test
    void asksForAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search(Set.of(), null, null, null, null, null, false, null, 0))
                .withMessageContaining("max: 0");
    }

    private static List<Booking> page(@Nullable Position after) {
        return Objects.requireNonNull(book.bookings
                .search(search(Set.of(), null, null, null, null, null, false, after, 2))
                .collectList()
                .block());
    }

    private static List<UUID> found(BookingSearch search) {
        return Objects.requireNonNull(
                book.bookings.search(search).map(Booking::id).collectList().block());
    }

    private static BookingSearch search(
            Set<String> phones,
            @Nullable String email,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String staff,
            @Nullable Status status,
            boolean parked,
            @Nullable Position after,
            int max) {
        return new BookingSearch(phones, email, from, to, staff, status, parked, after, max);
    }

    private static void step(UUID id, BookingState next, Change change) {
        Booking seen = Objects.requireNonNull(book.bookings.find(id).block());
        Objects.requireNonNull(book.bookings.advance(seen, next, change).block());
    }

    private static UUID held(int hours, String staff, Customer customer) {
        UUID id = UUID.randomUUID();
        TimeRange slot = TimeRange.of(NINE.plus(Duration.ofHours(hours)), Duration.ofHours(1));
        NewBooking plain = TestBook.booking(id, slot, NOW.plusSeconds(60));
        NewBooking booking = new NewBooking(
                id,
                plain.lease(),
                plain.holdUntil(),
                plain.calendarId(),
                plain.eventId(),
                plain.service(),
                staff,
                false,
                slot,
                plain.bufferBefore(),
                plain.bufferAfter(),
                plain.timeZone(),
                plain.businessZone(),
                customer,
                plain.notes(),
                plain.guests(),
                plain.answers(),
                plain.origin());
        assertThat(book.hold(booking).block()).isTrue();
        return id;
    }
}
