package dev.meridian.booking.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks every state that a protocol can reach, breadth first, so that the first forbidden state found has the shortest
 * history.
 */
final class Explorer {

    /**
     * What was found.
     *
     * @param states how many states were looked at
     * @param counterexample from the beginning to the first forbidden state; empty if none can be reached
     */
    record Exploration<S>(int states, List<S> counterexample) {}

    static <S> Exploration<S> explore(S beginning, Function<S, List<S>> next, Predicate<S> forbidden) {
        Map<S, Optional<S>> before = new HashMap<>();
        ArrayDeque<S> open = new ArrayDeque<>();
        before.put(beginning, Optional.empty());
        open.add(beginning);
        while (!open.isEmpty()) {
            S state = open.remove();
            if (forbidden.test(state)) {
                return new Exploration<>(before.size(), history(state, before));
            }
            for (S successor : next.apply(state)) {
                if (before.putIfAbsent(successor, Optional.of(state)) == null) {
                    open.add(successor);
                }
            }
        }
        return new Exploration<>(before.size(), List.of());
    }

    private static <S> List<S> history(S last, Map<S, Optional<S>> before) {
        List<S> states = new ArrayList<>();
        @Nullable S state = last;
        while (state != null) {
            states.add(state);
            state = before.getOrDefault(state, Optional.<S>empty()).orElse(null);
        }
        Collections.reverse(states);
        return states;
    }

    private Explorer() {}
}
