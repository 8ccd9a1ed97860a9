package dev.meridian.bookings.session;

import static dev.meridian.bookings.TestBook.BUSINESS_ZONE;
import static dev.meridian.bookings.TestBook.LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.bookings.TestBook;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.upkeep.Invariant;
import dev.meridian.bookings.upkeep.R2dbcAudits;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class R2dbcSessionsIntegrationTests {

    private static final Instant NINE = Instant.parse("2030-05-06T09:00:00Z");
    private static final TimeRange SLOT = TimeRange.of(NINE, Duration.ofHours(1));
    private static final List<String> HOST = List.of("default");

    @RegisterExtension
    static final TestBook book = new TestBook();

    @Test
    void sellsEachSeatOnceAndNoneBeyondTheCapacity() {
        Session session = session(SLOT, 10);

        List<Boolean> sold = Flux.range(0, 50)
                .flatMap(n -> seat(session, UUID.randomUUID(), 10).hasElement(), 16)
                .collectList()
                .blockOptional()
                .orElseThrow();

        assertThat(sold).filteredOn(Boolean::booleanValue).hasSize(10);
        assertThat(book.sessions.taken(session.id()).collectList().block())
                .extracting(Seat::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 10).boxed().toList());
    }

    @Test
    void noCodeCanSellBeyondTheCapacityOrOneSeatTwice() {
        Session session = session(SLOT, 2);
        Seat seat = Objects.requireNonNull(seat(session, UUID.randomUUID(), 2).block());

        assertThatThrownBy(() -> insert(session, seat.number(), 2)).hasMessageContaining("seats_sold_once");
        assertThatThrownBy(() -> insert(session, 3, 2)).hasMessageContaining("seats_within_capacity");
    }

    @Test
    void aSeatGivenUpIsSoldAgainUnderItsNumber() {
        Session session = session(SLOT, 2);
        UUID first = UUID.randomUUID();
        seat(session, first, 2).block();
        seat(session, UUID.randomUUID(), 2).block();
        assertThat(seat(session, UUID.randomUUID(), 2).blockOptional()).isEmpty();

        book.sessions.free(first).block();

        assertThat(seat(session, UUID.randomUUID(), 2).block())
                .extracting(Seat::number)
                .isEqualTo(1);
    }

    @Test
    void theCapacityIsWhatItIsWhenASeatIsSold() {
        Session session = session(SLOT, 1);
        seat(session, UUID.randomUUID(), 1).block();

        assertThat(seat(session, UUID.randomUUID(), 2).blockOptional()).isPresent();
        // Fewer from now on; what is sold is sold.
        assertThat(seat(session, UUID.randomUUID(), 1).blockOptional()).isEmpty();
        assertThat(audit(Invariant.OVERSOLD_SESSION)).isZero();
    }

    @Test
    void theSeatsOfOneSessionDoNotKeepEachOtherOutButEverybodyElse() {
        Session session = session(SLOT, 10);
        seat(session, UUID.randomUUID(), 10).block();
        seat(session, UUID.randomUUID(), 10).block();
        Session other = session(TimeRange.of(NINE.plusSeconds(1800), Duration.ofHours(1)), 10);

        assertThat(book.hold(TestBook.booking(UUID.randomUUID(), SLOT, NINE)).block())
                .isFalse();
        assertThat(seat(other, UUID.randomUUID(), 10).blockOptional()).isEmpty();
        assertThat(audit(Invariant.OVERLAP)).isZero();
    }

    @Test
    void tellsWhereSeatsAreLeft() {
        Session session = session(SLOT, 3);
        seat(session, UUID.randomUUID(), 3).block();

        assertThat(vacancies(3)).containsExactly(new Vacancy(session.id(), "default", SLOT, 2));

        seat(session, UUID.randomUUID(), 3).block();
        seat(session, UUID.randomUUID(), 3).block();
        assertThat(vacancies(3)).isEmpty();
        assertThat(vacancies(4)).extracting(Vacancy::seatsLeft).containsExactly(1);
        book.setClock(NINE.plusSeconds(1));
        // Their holds have run out.
        assertThat(vacancies(3)).isEmpty();
    }

    @Test
    void aClosedGenerationHasAnotherEventAndIsClosedOnce() {
        Session session = session(SLOT, 3);

        assertThat(book.sessions.close(session, "next").block())
                .extracting(Session::generation, Session::eventId)
                .containsExactly(2, "next");
        assertThat(book.sessions.close(session, "another").blockOptional()).isEmpty();
    }

    @Test
    void tellsWhichEventsMayShowABookingThatHasLeft() {
        Session session = session(SLOT, 3);
        UUID booking = UUID.randomUUID();
        seat(session, booking, 3).block();
        session(TimeRange.of(NINE.plusSeconds(7200), Duration.ofHours(1)), 3);
        assertThat(thatHadSeat(booking)).containsExactly(session.id());

        book.sessions.free(booking).block();
        assertThat(thatHadSeat(booking)).containsExactly(session.id());
        book.sessions.close(session, "next").block();

        assertThat(thatHadSeat(booking)).isEmpty();
        assertThat(thatHadSeat(UUID.randomUUID())).isEmpty();
    }

    @Test
    void whatWasLeftForOthersIsTakenByOneAtATimeUntilItIsDone() {
        Session session = session(SLOT, 3);
        assertThat(changed(LEASE)).isNull();
        book.sessions.change(session.id()).block();

        Session taken = Objects.requireNonNull(changed(LEASE));
        assertThat(changed(new Lease("worker-2", Duration.ofSeconds(10)))).isNull();
        // Somebody leaves something more in the meantime.
        book.sessions.change(session.id()).block();
        book.sessions.shown(taken).block();
        Session again = Objects.requireNonNull(changed(LEASE));
        book.sessions.putOff(again, Duration.ZERO).block();
        assertThat(changed(LEASE)).extracting(Session::attempts).isEqualTo(1);
        book.sessions.shown(again).block();

        assertThat(changed(LEASE)).isNull();
        assertThat(book.sessions.find(session.id()).block())
                .extracting(Session::upToDate)
                .isEqualTo(true);
    }

    private static List<UUID> thatHadSeat(UUID booking) {
        return book.sessions
                .thatHadSeat(booking)
                .map(Session::id)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static @Nullable Session changed(Lease lease) {
        return book.sessions.takeChanged(lease, 10).blockFirst();
    }

    private static List<Vacancy> vacancies(int capacity) {
        return book.sessions
                .vacancies("class", HOST, capacity, NINE.minusSeconds(60), NINE.plusSeconds(60))
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static Session session(TimeRange slot, int capacity) {
        UUID id = UUID.randomUUID();
        NewSession session =
                new NewSession(id, "class", "default", slot, BUSINESS_ZONE, capacity, "primary", "event-" + id);
        return Objects.requireNonNull(book.sessions.begin(session).block());
    }

    private static Mono<Seat> seat(Session session, UUID booking, int capacity) {
        return book.transaction.transactional(book.sessions
                .lock(session.id())
                .flatMap(locked -> book.sessions.take(locked, booking, capacity))
                .filterWhen(seat -> book.occupancies.take(
                        booking, session.id(), HOST, session.slot(), Duration.ZERO, Duration.ZERO))
                .flatMap(seat -> book.bookings
                        .hold(TestBook.booking(booking, session.slot(), NINE))
                        .thenReturn(seat))
                .switchIfEmpty(Mono.defer(() -> book.sessions
                        .giveBack(new Seat(session.id(), 0, booking, 1))
                        .then(Mono.empty()))));
    }

    private static void insert(Session session, int number, int capacity) {
        book.database
                .sql(
                        "insert into seats (session_id, seat_no, booking_id, generation, capacity) values (:s, :n, :b, 1, :c)")
                .bind("s", session.id())
                .bind("n", number)
                .bind("b", UUID.randomUUID())
                .bind("c", capacity)
                .then()
                .block();
    }

    private static long audit(Invariant invariant) {
        return Objects.requireNonNull(
                        new R2dbcAudits(book.database).look(invariant).block())
                .count();
    }
}
