package dev.meridian.booking.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.model.Explorer.Exploration;
import dev.meridian.booking.model.MoveProtocol.Rules;
import dev.meridian.booking.model.MoveProtocol.State;
import org.junit.jupiter.api.Test;

class MoveProtocolTests {

    @Test
    void neverEndsWrong() {
        Exploration<State> all = move(Rules.ALL);

        assertThat(all.counterexample()).isEmpty();
        assertThat(all.states()).isGreaterThan(100_000);
    }

    @Test
    void neverEndsWrongIfItIsParkedAndCancelled() {
        Exploration<State> all = moveThatEnds(Rules.ALL);

        assertThat(all.counterexample()).isEmpty();
        assertThat(all.states()).isGreaterThan(50_000);
    }

    @Test
    void doubleBooksIfTheOldSlotIsGivenUpFirst() {
        assertThat(move(new Rules(false, true, true, true, true, true, true)).counterexample())
                .isNotEmpty();
    }

    @Test
    void endsInTheWrongSlotIfEachWorkerDecidesForItselfToGiveUp() {
        assertThat(move(new Rules(true, false, true, true, true, true, true)).counterexample())
                .isNotEmpty();
    }

    @Test
    void endsInTheWrongSlotIfGivingUpLeavesTheEtagAlone() {
        assertThat(move(new Rules(true, true, false, true, true, true, true)).counterexample())
                .isNotEmpty();
    }

    @Test
    void endsInTheWrongSlotIfTheLeaseIsNotLookedAtAgain() {
        assertThat(move(new Rules(true, true, true, false, true, true, true)).counterexample())
                .isNotEmpty();
    }

    @Test
    void endsInTheWrongSlotIfWhoeverWasTakenOverMayFinish() {
        assertThat(move(new Rules(true, true, true, true, false, true, true)).counterexample())
                .isNotEmpty();
    }

    @Test
    void endsInTheWrongSlotIfAPatchLandsWhateverTheEtag() {
        assertThat(move(new Rules(true, true, true, true, true, false, true)).counterexample())
                .isNotEmpty();
    }

    @Test
    void doubleBooksIfACancelGivesBackTheNewSlotBeforeTheEventIsGone() {
        assertThat(moveThatEnds(new Rules(true, true, true, true, true, true, false))
                        .counterexample())
                .isNotEmpty();
    }

    private static Exploration<State> move(Rules rules) {
        return explore(new MoveProtocol(rules, false, 7));
    }

    private static Exploration<State> moveThatEnds(Rules rules) {
        return explore(new MoveProtocol(rules, true, 5));
    }

    private static Exploration<State> explore(MoveProtocol protocol) {
        return Explorer.explore(State.BEGINNING, protocol::next, MoveProtocol::wrong);
    }
}
