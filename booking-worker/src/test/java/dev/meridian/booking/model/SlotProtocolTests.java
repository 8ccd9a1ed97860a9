package dev.meridian.booking.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.model.Explorer.Exploration;
import dev.meridian.booking.model.SlotProtocol.Rules;
import dev.meridian.booking.model.SlotProtocol.State;
import org.junit.jupiter.api.Test;

class SlotProtocolTests {

    @Test
    void neverEndsWrong() {
        Exploration<State> all = explore(Rules.ALL, 5);

        assertThat(all.counterexample()).isEmpty();
        assertThat(all.states()).isGreaterThan(200_000);
    }

    @Test
    void leavesAnEventBehindIfUndoOnlyDeletes() {
        assertThat(explore(new Rules(false, true, true, true, true, true), 5).counterexample())
                .isNotEmpty();
    }

    @Test
    void confirmsWhatWasCancelledWithoutCompareAndSet() {
        assertThat(explore(new Rules(true, false, true, true, true, true), 5).counterexample())
                .isNotEmpty();
    }

    @Test
    void doubleBooksIfTheSlotIsGivenBackBeforeTheEventIsGone() {
        assertThat(explore(new Rules(true, true, false, true, true, true), 5).counterexample())
                .isNotEmpty();
    }

    @Test
    void doubleBooksIfWhatIsParkedGivesItsSlotBack() {
        assertThat(explore(new Rules(true, true, true, false, true, true), 5).counterexample())
                .isNotEmpty();
    }

    @Test
    void doubleBooksIfTheHolderConfirmsWhatHasRunOut() {
        assertThat(explore(new Rules(true, true, true, true, false, true), 5).counterexample())
                .isNotEmpty();
    }

    @Test
    void doubleBooksIfTheHostAcceptsWhatHasRunOut() {
        assertThat(explore(new Rules(true, true, true, true, true, false), 5).counterexample())
                .isNotEmpty();
    }

    private static Exploration<State> explore(Rules rules, int incidents) {
        return Explorer.explore(State.BEGINNING, new SlotProtocol(rules, incidents)::next, SlotProtocol::wrong);
    }
}
