package dev.meridian.booking.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.model.Explorer.Exploration;
import dev.meridian.booking.model.MoveProtocol.Rules;
import dev.meridian.booking.model.MoveProtocol.State;
import org.junit.jupiter.api.Test;

class MoveProtocolTests {

    @Test
    void neverEndsWrong() {
        Exploration<State> all = explore(Rules.ALL);

        assertThat(all.counterexample()).isEmpty();
        assertThat(all.states()).isGreaterThan(100_000);
    }

    @Test
    void doubleBooksIfTheOldSlotIsGivenUpFirst() {
        assertThat(explore(new Rules(false, true, true, true)).counterexample()).isNotEmpty();
    }

    @Test
    void endsInTheWrongSlotIfEachWorkerDecidesForItselfToGiveUp() {
        assertThat(explore(new Rules(true, false, true, true)).counterexample()).isNotEmpty();
    }

    @Test
    void endsInTheWrongSlotIfGivingUpLeavesTheEtagAlone() {
        assertThat(explore(new Rules(true, true, false, true)).counterexample()).isNotEmpty();
    }

    @Test
    void endsInTheWrongSlotIfTheLeaseIsNotLookedAtAgain() {
        assertThat(explore(new Rules(true, true, true, false)).counterexample()).isNotEmpty();
    }

    private static Exploration<State> explore(Rules rules) {
        return Explorer.explore(State.BEGINNING, new MoveProtocol(rules)::next, MoveProtocol::wrong);
    }
}
