package dev.meridian.bookings.booking;

import static dev.meridian.bookings.TestBook.LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.bookings.TestBook;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class R2dbcBookingsIntegrationTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant HOLD_UNTIL = NOW.plusSeconds(60);
    private static final TimeRange SLOT = TimeRange.of(Instant.parse("2026-11-23T17:00:00Z"), Duration.ofHours(1));

    private static final TimeRange LATER = TimeRange.of(Instant.parse("2026-11-23T18:00:00Z"), Duration.ofHours(1));
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @RegisterExtension
    static final TestBook book = new TestBook();

    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void setClock() {
        book.setClock(NOW);
    }

    @Test
    void givesBackWhatWasHeld() {
        NewBooking held = held();

        Booking found = Objects.requireNonNull(book.bookings.find(id).block());

        assertThat(found.state()).isEqualTo(BookingState.HELD);
        assertThat(found.slot()).isEqualTo(SLOT);
        assertThat(found.holdUntil()).isEqualTo(HOLD_UNTIL);
        assertThat(found.customer()).isEqualTo(held.customer());
        assertThat(found.origin()).isEqualTo(held.origin());
        assertThat(found.guests()).isEqualTo(held.guests());
        assertThat(found.answers()).isEqualTo(held.answers());
        assertThat(found.createdAt()).isBetween(NOW, NOW.plusSeconds(30));
        assertThat(found.epoch()).isOne();
        assertThat(found.version()).isOne();
    }

    @Test
    void aWriterWithAnOldEpochChangesNothing() {
        Booking seen = find(held());
        book.setClock(NOW.plusSeconds(11));
        Booking takenOver = Objects.requireNonNull(book.bookings
                .takeOver(new Lease("worker-2", Duration.ofSeconds(10)), 10)
                .blockLast());

        assertThat(takenOver.epoch()).isEqualTo(2);
        assertThat(book.bookings
                        .advance(seen, BookingState.WRITING, Change.under(LEASE))
                        .blockOptional())
                .isEmpty();
        assertThat(book.bookings
                        .advance(takenOver, BookingState.WRITING, Change.under(LEASE))
                        .blockOptional())
                .hasValueSatisfying(booking -> assertThat(booking.state()).isEqualTo(BookingState.WRITING));
    }

    @Test
    void refusesAStepThatIsNotInTheTable() {
        Booking seen = find(held());

        assertThatIllegalStateException()
                .isThrownBy(() -> book.bookings.advance(seen, BookingState.CONFIRMED, Change.NONE))
                .withMessageContaining("CONFIRMED");
    }

    @Test
    void aHoldLeadsOnWhileItLastsAndExpiresOnlyAfter() {
        Booking seen = find(held());

        assertThat(book.bookings
                        .advance(seen, BookingState.EXPIRED, Change.NONE)
                        .blockOptional())
                .isEmpty();
        book.setClock(HOLD_UNTIL.plusSeconds(1));
        assertThat(book.bookings
                        .advance(seen, BookingState.WRITING, Change.under(LEASE))
                        .blockOptional())
                .isEmpty();
        assertThat(book.bookings
                        .advance(seen, BookingState.EXPIRED, Change.NONE)
                        .blockOptional())
                .isPresent();
    }

    @Test
    void findsWhatACallerHasBookedByTheCallAndByTheirNumber() {
        UUID id = held().id();

        assertThat(upcoming("call-1", null)).containsExactly(id);
        assertThat(upcoming(null, "+12135550123")).containsExactly(id);
        assertThat(upcoming("call-2", "+12135550999")).isEmpty();
        assertThat(upcoming(null, null)).isEmpty();
        book.setClock(HOLD_UNTIL.plusSeconds(1));
        assertThat(upcoming("call-1", "+12135550123")).isEmpty();
    }

    private List<UUID> upcoming(@Nullable String conversationId, @Nullable String phone) {
        return Objects.requireNonNull(book.bookings
                .upcoming("retell", conversationId, phone, 5)
                .map(Booking::id)
                .collectList()
                .block());
    }

    @Test
    void findsHoldsThatHaveRunOut() {
        held();

        assertThat(book.bookings.lapsed(List.of("default"), SLOT).collectList().block())
                .isEmpty();
        book.setClock(HOLD_UNTIL.plusSeconds(1));
        assertThat(book.bookings.lapsed(List.of("default"), SLOT).collectList().block())
                .extracting(Booking::id)
                .containsExactly(id);
        assertThat(book.bookings.lapsed(List.of("other"), SLOT).collectList().block())
                .isEmpty();
    }

    @Test
    void takesOverOnlyWhatIsDueAndUnowned() {
        Booking seen = find(held());
        Lease other = new Lease("worker-2", Duration.ofSeconds(10));

        assertThat(book.bookings.takeOver(other, 10).collectList().block()).isEmpty();
        Booking writing = Objects.requireNonNull(book.bookings
                .advance(seen, BookingState.WRITING, Change.under(LEASE))
                .block());
        Booking waiting = Objects.requireNonNull(
                book.bookings.putOff(writing, Duration.ofSeconds(5)).block());
        assertThat(waiting.attempts()).isOne();
        assertThat(book.bookings.takeOver(other, 10).collectList().block()).isEmpty();
        book.setClock(NOW.plusSeconds(6));
        assertThat(book.bookings.takeOver(other, 10).collectList().block())
                .extracting(Booking::epoch)
                .containsExactly(2);
    }

    @Test
    void whatWaitsForItsHostIsNobodysUntilItRunsOut() {
        Instant until = NOW.plusSeconds(7200);
        Booking waiting = Objects.requireNonNull(
                book.bookings.awaitHost(find(held()), until).block());

        assertThat(waiting.state()).isEqualTo(BookingState.AWAITING_HOST);
        assertThat(waiting.holdUntil()).isEqualTo(until);
        book.setClock(until.minusSeconds(5));
        assertThat(book.bookings.takeOver(LEASE, 10).collectList().block()).isEmpty();
        assertThat(book.bookings
                        .advance(waiting, BookingState.EXPIRED, Change.NONE)
                        .blockOptional())
                .isEmpty();
        book.setClock(until.plusSeconds(1));
        assertThat(book.bookings
                        .advance(waiting, BookingState.WRITING, Change.under(LEASE))
                        .blockOptional())
                .isEmpty();
        assertThat(book.bookings.takeOver(LEASE, 10).collectList().block())
                .extracting(Booking::id)
                .containsExactly(id);
    }

    @Test
    void whatIsOnlyKeptDoesNotWaitForItsHost() {
        assertThat(book.bookings.awaitHost(kept(), NOW.plusSeconds(7200)).blockOptional())
                .isEmpty();
    }

    @Test
    void whatIsBeingWrittenDoesNotWaitForItsHost() {
        Booking writing = Objects.requireNonNull(book.bookings
                .advance(find(held()), BookingState.WRITING, Change.under(LEASE))
                .block());
        assertThatThrownBy(() -> book.bookings.awaitHost(writing, NOW.plusSeconds(7200)))
                .hasMessageContaining("can not wait for its host");
    }

    @Test
    void aReleasedLeaseIsTakenAtOnce() {
        book.bookings.release(find(held())).block();

        assertThat(book.bookings.takeOver(LEASE, 10).collectList().block()).hasSize(1);
    }

    @Test
    void parksAndRemembersWhereToGoOn() {
        Booking writing = Objects.requireNonNull(book.bookings
                .advance(find(held()), BookingState.WRITING, Change.under(LEASE))
                .block());
        Booking undoing = Objects.requireNonNull(book.bookings
                .advance(writing, BookingState.UNDOING, Change.undo(LEASE, BookingState.REFUSED, "slot_taken"))
                .block());

        Booking parked = Objects.requireNonNull(book.bookings
                .advance(undoing, BookingState.PARKED, Change.because(null))
                .block());

        assertThat(parked.parkedFrom()).isEqualTo(BookingState.UNDOING);
        assertThat(parked.undoTo()).isEqualTo(BookingState.REFUSED);
        assertThat(parked.reason()).isEqualTo("slot_taken");
    }

    @Test
    void aMoveOwnsBothTimesAndEndsAtOneOfThem() {
        Booking moving = moving();

        assertThat(moving.slot()).isEqualTo(SLOT);
        assertThat(moving.move()).isEqualTo(Move.to(LATER, BERLIN));
        assertThat(moving.epoch()).isEqualTo(2);
        Booking moved = Objects.requireNonNull(book.bookings
                .advance(moving, BookingState.CONFIRMED, Change.NONE.asPublished())
                .block());
        assertThat(moved.slot()).isEqualTo(LATER);
        assertThat(moved.timeZone()).isEqualTo(BERLIN);
        assertThat(moved.move()).isNull();
        assertThat(moved.version()).isEqualTo(2);
    }

    @Test
    void aMoveThatWasGivenUpEndsWhereItBegan() {
        Booking moving = moving();

        Booking back = Objects.requireNonNull(
                book.bookings.turnBack(moving, LEASE, "slot_taken").block());

        assertThat(back.move()).isEqualTo(new Move(LATER, BERLIN, true, null));
        assertThat(book.bookings.turnBack(back, LEASE, "slot_taken").blockOptional())
                .isEmpty();
        Booking stayed = Objects.requireNonNull(
                book.bookings.advance(back, BookingState.CONFIRMED, Change.NONE).block());
        assertThat(stayed.slot()).isEqualTo(SLOT);
        assertThat(stayed.timeZone()).isEqualTo(TestBook.CALLER_ZONE);
        assertThat(stayed.move()).isNull();
    }

    @Test
    void aDirectionThatWasNotSeenIsSomebodyElsesWork() {
        Booking moving = moving();
        book.bookings.turnBack(moving, LEASE, "slot_taken").block();

        assertThat(book.bookings
                        .advance(moving, BookingState.CONFIRMED, Change.NONE)
                        .blockOptional())
                .isEmpty();
    }

    @Test
    void whyItDidNotMoveIsForgottenWhenItStandsAgain() {
        Booking back = Objects.requireNonNull(
                book.bookings.turnBack(moving(), LEASE, "slot_taken").block());
        assertThat(back.reason()).isEqualTo("slot_taken");

        Booking stayed = Objects.requireNonNull(
                book.bookings.advance(back, BookingState.CONFIRMED, Change.NONE).block());

        assertThat(stayed.reason()).isNull();
    }

    @Test
    void aParkedMoveGoesOnInTheDirectionItHad() {
        Booking back = Objects.requireNonNull(
                book.bookings.turnBack(moving(), LEASE, "slot_taken").block());
        Booking parked = Objects.requireNonNull(
                book.bookings.advance(back, BookingState.PARKED, Change.NONE).block());

        Booking resumed =
                Objects.requireNonNull(book.bookings.resume(parked.id()).block());

        assertThat(resumed.state()).isEqualTo(BookingState.MOVING);
        assertThat(resumed.move()).isEqualTo(new Move(LATER, BERLIN, true, null));
        assertThat(resumed.epoch()).isEqualTo(parked.epoch() + 1);
        assertThat(book.bookings.resume(parked.id()).blockOptional()).isEmpty();
        assertThat(book.bookings.takeOver(LEASE, 10).collectList().block())
                .extracting(Booking::id)
                .containsExactly(parked.id());
    }

    @Test
    void isOursOnlyWhileNobodyHasTakenItOver() {
        Booking moving = moving();

        assertThat(book.bookings.renew(moving, LEASE).blockOptional()).isPresent();
        book.setClock(NOW.plusSeconds(11));
        book.bookings
                .takeOver(new Lease("worker-2", Duration.ofSeconds(10)), 10)
                .blockLast();
        assertThat(book.bookings.renew(moving, LEASE).blockOptional()).isEmpty();
        assertThat(book.bookings.turnBack(moving, LEASE, "slot_taken").blockOptional())
                .isEmpty();
    }

    @Test
    void theDatabaseItselfKeepsAnEndAnEnd() {
        Booking seen = find(held());
        book.bookings
                .advance(seen, BookingState.CANCELLED, Change.because("customer"))
                .block();

        assertThatThrownBy(() -> run("update bookings set state = 'CONFIRMED'")).hasMessageContaining("is terminal");
        assertThatThrownBy(() -> run("update bookings set epoch = 0")).hasMessageContaining("epoch 1");
    }

    private void run(String sql) {
        book.database.sql(sql).then().block();
    }

    private Booking moving() {
        Booking writing = Objects.requireNonNull(book.bookings
                .advance(find(held()), BookingState.WRITING, Change.under(LEASE))
                .block());
        Booking confirmed = Objects.requireNonNull(book.bookings
                .advance(writing, BookingState.CONFIRMED, Change.NONE)
                .block());
        return Objects.requireNonNull(book.bookings
                .advance(confirmed, BookingState.MOVING, Change.move(LEASE, Move.to(LATER, BERLIN)))
                .block());
    }

    @Test
    void findsALiveWishOfTheSameConversation() {
        held();

        assertThat(book.transaction
                        .transactional(book.bookings.liveInConversation("retell", "call-1", "standard", SLOT.start()))
                        .collectList()
                        .block())
                .extracting(Booking::id)
                .containsExactly(id);
        assertThat(book.transaction
                        .transactional(book.bookings.liveInConversation("retell", "call-2", "standard", SLOT.start()))
                        .collectList()
                        .block())
                .isEmpty();
    }

    @Test
    void knowsWhichIdsAreOurs() {
        held();

        assertThat(book.bookings.known(List.of(id, UUID.randomUUID())).block()).containsExactly(id);
        assertThat(book.bookings.known(List.of()).block()).isEmpty();
    }

    @Test
    void aKeptSlotIsLeftAloneUntilItRunsOut() {
        Booking kept = kept();

        assertThat(kept.kept()).isTrue();
        assertThat(kept.holdUntil()).isEqualTo(HOLD_UNTIL);
        book.setClock(HOLD_UNTIL.minusSeconds(5));
        assertThat(book.bookings.takeOver(LEASE, 10).collectList().block()).isEmpty();
        assertThat(book.occupancies
                        .live(List.of("default"), SLOT.start(), SLOT.end())
                        .collectList()
                        .block())
                .hasSize(1);
        book.setClock(HOLD_UNTIL.plusSeconds(1));
        assertThat(book.occupancies
                        .live(List.of("default"), SLOT.start(), SLOT.end())
                        .collectList()
                        .block())
                .isEmpty();
        assertThat(book.bookings.takeOver(LEASE, 10).collectList().block())
                .extracting(Booking::id)
                .containsExactly(id);
    }

    @Test
    void aKeptSlotIsNoBookingYet() {
        Booking kept = kept();

        assertThat(upcoming("call-1", "+12135550123")).isEmpty();
        assertThat(book.bookings
                        .liveInConversation("retell", "call-1", "standard", SLOT.start())
                        .collectList()
                        .block())
                .isEmpty();
        assertThat(book.bookings
                        .advance(kept, BookingState.WRITING, Change.under(LEASE))
                        .blockOptional())
                .isEmpty();
        assertThat(book.bookings
                        .advance(kept, BookingState.AWAITING_HOST, Change.NONE)
                        .blockOptional())
                .isEmpty();
        assertThat(book.bookings
                        .advance(kept, BookingState.CANCELLED, Change.NONE)
                        .blockOptional())
                .isPresent();
    }

    @Test
    void countsWhatIsKeptForOneConversationUntilItRunsOut() {
        kept();

        assertThat(book.bookings.kept("retell", "call-1").block()).isOne();
        assertThat(book.bookings.kept("retell", "call-2").block()).isZero();
        assertThat(book.bookings.kept("retell", null).block()).isZero();
        assertThat(book.bookings.kept("api", "call-1").block()).isZero();
        book.setClock(HOLD_UNTIL.plusSeconds(1));
        assertThat(book.bookings.kept("retell", "call-1").block()).isZero();
    }

    @Test
    void aClaimMakesAKeptSlotABookingOnce() {
        Booking kept = kept();

        Booking claimed = Objects.requireNonNull(
                book.bookings.claim(kept, claim("retell")).block());

        assertThat(claimed.kept()).isFalse();
        assertThat(claimed.state()).isEqualTo(BookingState.HELD);
        assertThat(claimed.epoch()).isEqualTo(kept.epoch() + 1);
        assertThat(claimed.eventId()).isEqualTo(kept.eventId());
        assertThat(claimed.slot()).isEqualTo(kept.slot());
        assertThat(claimed.holdUntil()).isEqualTo(NOW.plusSeconds(120));
        assertThat(claimed.timeZone()).isEqualTo(BERLIN);
        assertThat(claimed.customer()).isEqualTo(claim("retell").customer());
        assertThat(claimed.notes()).isEqualTo("second floor");
        assertThat(claimed.guests()).containsExactly("other@example.org");
        assertThat(claimed.answers()).containsExactly(Map.entry("topic", "looms"));
        assertThat(claimed.origin()).isEqualTo(claim("retell").origin());
        assertThat(upcoming("call-2", null)).containsExactly(id);
        assertThat(book.bookings.claim(kept, claim("retell")).blockOptional()).isEmpty();
        assertThat(book.bookings.claim(claimed, claim("retell")).blockOptional())
                .isEmpty();
        assertThat(book.bookings.takeOver(LEASE, 10).collectList().block()).isEmpty();
        book.setClock(NOW.plusSeconds(11));
        assertThat(book.bookings.takeOver(LEASE, 10).collectList().block()).hasSize(1);
    }

    @Test
    void nobodyElseAndNobodyTooLateClaims() {
        Booking kept = kept();

        assertThat(book.bookings.claim(kept, claim("api")).blockOptional()).isEmpty();
        book.setClock(HOLD_UNTIL.plusSeconds(1));
        assertThat(book.bookings.claim(kept, claim("retell")).blockOptional()).isEmpty();
    }

    private static Claim claim(String source) {
        return new Claim(
                LEASE,
                NOW.plusSeconds(120),
                BERLIN,
                new Customer("Charles Babbage", null, "charles@example.org"),
                "second floor",
                List.of("other@example.org"),
                Map.of("topic", "looms"),
                new Origin(source, "call-2/tool-9", "call-2", "tool-9"));
    }

    private Booking kept() {
        NewBooking booking = TestBook.booking(id, SLOT, HOLD_UNTIL);
        NewBooking kept = new NewBooking(
                id,
                null,
                booking.holdUntil(),
                booking.calendarId(),
                booking.eventId(),
                booking.service(),
                booking.staff(),
                false,
                booking.slot(),
                booking.bufferBefore(),
                booking.bufferAfter(),
                booking.timeZone(),
                booking.businessZone(),
                new Customer("", null, null),
                null,
                List.of(),
                Map.of(),
                booking.origin());
        assertThat(book.hold(kept).block()).isTrue();
        return find(kept);
    }

    private NewBooking held() {
        NewBooking booking = TestBook.booking(id, SLOT, HOLD_UNTIL);
        assertThat(book.hold(booking).block()).isTrue();
        return booking;
    }

    private Booking find(NewBooking booking) {
        return Objects.requireNonNull(book.bookings.find(booking.id()).block());
    }
}
