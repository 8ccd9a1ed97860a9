package dev.meridian.booking.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.model.Explorer.Exploration;
import dev.meridian.booking.model.SeatProtocol.Rules;
import dev.meridian.booking.model.SeatProtocol.State;
import org.junit.jupiter.api.Test;

class SeatProtocolTests {

    private static final int INCIDENTS = 3;

    @Test
    void neverEndsWrong() {
        Exploration<State> all = explore(Rules.ALL);

        assertThat(all.counterexample()).isEmpty();
        assertThat(all.states()).isGreaterThan(900_000);
    }

    @Test
    void sellsMoreSeatsThanThereAreIfTheyAreNotCounted() {
        assertThat(explore(new Rules(false, true, true, true, true, true, true, true, true))
                        .counterexample())
                .isNotEmpty();
    }

    @Test
    void confirmsASeatWhoseEventIsGoneIfItsGenerationWasClosedBeforeItWasWritten() {
        assertThat(explore(new Rules(true, false, true, true, true, true, true, true, true))
                        .counterexample())
                .isNotEmpty();
    }

    @Test
    void writesSomebodyOutOfTheEventIfTheBookIsReadFirst() {
        assertThat(explore(new Rules(true, true, false, true, true, true, true, true, true))
                        .counterexample())
                .isNotEmpty();
    }

    @Test
    void listsTheWrongPeopleIfAWriteLandsWhateverTheEtag() {
        assertThat(explore(new Rules(true, true, true, false, true, true, true, true, true))
                        .counterexample())
                .isNotEmpty();
    }

    @Test
    void confirmsWhatWasCancelledWithoutCompareAndSet() {
        assertThat(explore(new Rules(true, true, true, true, false, true, true, true, true))
                        .counterexample())
                .isNotEmpty();
    }

    @Test
    void takesTheEventFromThoseWhoStayIfTheLeaverDoesNotAsk() {
        assertThat(explore(new Rules(true, true, true, true, true, false, true, true, true))
                        .counterexample())
                .isNotEmpty();
    }

    @Test
    void deletesTheEventOfWhoeverComesNextIfTheLastDoesNotCloseIt() {
        assertThat(explore(new Rules(true, true, true, true, true, true, false, true, true))
                        .counterexample())
                .isNotEmpty();
    }

    @Test
    void listsWhoHasLeftIfTheLeaverLeavesTheEtagAlone() {
        assertThat(explore(new Rules(true, true, true, true, true, true, true, false, true))
                        .counterexample())
                .isNotEmpty();
    }

    @Test
    void leavesAnEventBehindIfTheRemovalOnlyDeletes() {
        assertThat(explore(new Rules(true, true, true, true, true, true, true, true, false))
                        .counterexample())
                .isNotEmpty();
    }

    private static Exploration<State> explore(Rules rules) {
        return Explorer.explore(State.BEGINNING, new SeatProtocol(rules, INCIDENTS)::next, SeatProtocol::wrong);
    }
}
