package dev.meridian.booking.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.model.Explorer.Exploration;
import dev.meridian.booking.model.WriteProtocol.Rules;
import dev.meridian.booking.model.WriteProtocol.State;
import org.junit.jupiter.api.Test;

class WriteProtocolTests {

    @Test
    void neverEndsWrong() {
        Exploration<State> all = explore(Rules.ALL);

        assertThat(all.counterexample()).isEmpty();
        assertThat(all.states()).isGreaterThan(10_000);
    }

    @Test
    void leavesAnEventBehindIfUndoOnlyDeletes() {
        assertThat(explore(new Rules(false, true, true)).counterexample()).isNotEmpty();
    }

    @Test
    void confirmsADeletedEventWithoutCompareAndSet() {
        assertThat(explore(new Rules(true, false, true)).counterexample()).isNotEmpty();
    }

    @Test
    void leavesAnEventBehindIfWritingMayExpire() {
        assertThat(explore(new Rules(true, true, false)).counterexample()).isNotEmpty();
    }

    private static Exploration<State> explore(Rules rules) {
        return Explorer.explore(State.BEGINNING, new WriteProtocol(rules)::next, WriteProtocol::wrong);
    }
}
