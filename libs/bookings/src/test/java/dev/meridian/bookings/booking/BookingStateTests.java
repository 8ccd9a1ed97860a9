package dev.meridian.bookings.booking;

import static dev.meridian.bookings.booking.BookingState.AWAITING_HOST;
import static dev.meridian.bookings.booking.BookingState.CONFIRMED;
import static dev.meridian.bookings.booking.BookingState.EXPIRED;
import static dev.meridian.bookings.booking.BookingState.HELD;
import static dev.meridian.bookings.booking.BookingState.MOVING;
import static dev.meridian.bookings.booking.BookingState.PARKED;
import static dev.meridian.bookings.booking.BookingState.UNDOING;
import static dev.meridian.bookings.booking.BookingState.WRITING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BookingStateTests {

    private static final List<BookingState> ALL = Arrays.asList(BookingState.values());

    @ParameterizedTest
    @EnumSource
    void terminalStatesAreNeverLeft(BookingState state) {
        assertThat(ALL.stream().anyMatch(state::mayBecome)).isEqualTo(!state.terminal());
    }

    @ParameterizedTest
    @EnumSource
    void terminalStatesGiveTheSlotBackAndOthersKeepIt(BookingState state) {
        assertThat(state.holdsSlot()).isEqualTo(!state.terminal());
    }

    @Test
    void expiresDirectlyOnlyWhereNoEventCanExist() {
        assertThat(ALL).filteredOn(state -> state.mayBecome(EXPIRED)).containsExactly(HELD, AWAITING_HOST, UNDOING);
    }

    @Test
    void isConfirmedOnlyFromWhereTheEventWasVerified() {
        assertThat(ALL).filteredOn(state -> state.mayBecome(CONFIRMED)).containsExactly(WRITING, MOVING);
    }

    @Test
    void publicStatusesAreThoseOfTheInterface() {
        assertThat(ALL)
                .extracting(state -> state.status().code())
                .containsExactly(
                        "in_progress",
                        "awaiting_host",
                        "in_progress",
                        "confirmed",
                        "confirmed",
                        "in_progress",
                        "in_progress",
                        "refused",
                        "declined",
                        "cancelled",
                        "expired");
    }

    @Test
    void sweepersLookAfterWhateverWorkersHaveBegun() {
        assertThat(ALL)
                .filteredOn(BookingState::underWay)
                .containsExactly(HELD, AWAITING_HOST, WRITING, MOVING, UNDOING);
        assertThat(PARKED.underWay()).isFalse();
    }
}
