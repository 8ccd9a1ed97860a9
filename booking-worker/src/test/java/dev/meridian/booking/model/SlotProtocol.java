package dev.meridian.booking.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Two bookings that want one slot, as a model: both are written by the protocol of {@link WriteProtocol}, the first may have
 * been kept for a caller before, the second may wait for its host's word, any of them may be cancelled or parked wherever it stands.
 * Two workers serve both; either may be a zombie.
 *
 * <p>What goes wrong is bounded all together and not kind by kind: a takeover, a kill, a call that lands late or never, a
 * parked booking, a cancel and a human who books the slot are one incident each.
 */
final class SlotProtocol {

    /** Rules of the protocol that can be left out, to see what they are for. */
    record Rules(
            boolean undoInsertsFirst,
            boolean compareAndSet,
            boolean slotKeptUntilUndone,
            boolean parkedKeepsSlot,
            boolean holderConfirmsByCompareAndSet,
            boolean hostAcceptsByCompareAndSet) {
        static final Rules ALL = new Rules(true, true, true, true, true, true);
    }

    enum Phase {
        ABSENT,
        KEPT,
        AWAITING_HOST,
        HELD,
        WRITING,
        UNDOING,
        PARKED_WRITING,
        PARKED_UNDOING,
        CONFIRMED,
        ENDED
    }

    enum Event {
        NONE,
        LIVE,
        TOMBSTONE
    }

    enum Step {
        IDLE,
        HOLDS,
        INSERTS,
        ASKS,
        VERIFIES,
        FOUND_FREE,
        FOUND_TAKEN,
        UNDO_INSERTS,
        UNDO_DELETES,
        UNDONE
    }

    /** One of the two, in the book and in the calendar. */
    record Booking(Phase phase, int epoch, boolean occupies, Event event) {
        static final Booking ABSENT = new Booking(Phase.ABSENT, 0, false, Event.NONE);

        Booking in(Phase next) {
            return new Booking(next, epoch, occupies, event);
        }

        Booking takenOver() {
            return new Booking(phase, epoch + 1, occupies, event);
        }

        Booking occupying(boolean now) {
            return new Booking(phase, epoch, now, event);
        }

        Booking ended() {
            return in(Phase.ENDED).occupying(false);
        }

        Booking inserted() {
            return event == Event.NONE ? new Booking(phase, epoch, occupies, Event.LIVE) : this;
        }

        Booking deleted() {
            return event == Event.LIVE ? new Booking(phase, epoch, occupies, Event.TOMBSTONE) : this;
        }
    }

    record Worker(Step step, int booking, int epoch) {
        static final Worker IDLE = new Worker(Step.IDLE, 0, 0);

        Worker at(Step next) {
            return new Worker(next, booking, epoch);
        }
    }

    /** A call on its way. */
    record Call(int booking, boolean insert) {}

    /**
     * All of it.
     *
     * @param confirming whether the holder of the kept slot has seen it kept and is about to say that it shall be booked
     * @param accepting whether the host has seen the booking wait and is about to accept it
     */
    record State(
            List<Booking> bookings,
            List<Worker> workers,
            List<Call> inFlight,
            boolean confirming,
            boolean accepting,
            boolean human,
            int incidents) {

        static final State BEGINNING = new State(
                List.of(Booking.ABSENT, Booking.ABSENT),
                List.of(Worker.IDLE, Worker.IDLE),
                List.of(),
                false,
                false,
                false,
                0);

        State booking(int index, UnaryOperator<Booking> change) {
            return new State(
                    replaced(bookings, index, change.apply(bookings.get(index))),
                    workers,
                    inFlight,
                    confirming,
                    accepting,
                    human,
                    incidents);
        }

        State worker(int index, Worker next) {
            return new State(
                    bookings, replaced(workers, index, next), inFlight, confirming, accepting, human, incidents);
        }

        State calls(List<Call> next) {
            return new State(bookings, workers, List.copyOf(next), confirming, accepting, human, incidents);
        }

        State confirming(boolean now) {
            return new State(bookings, workers, inFlight, now, accepting, human, incidents);
        }

        State accepting(boolean now) {
            return new State(bookings, workers, inFlight, confirming, now, human, incidents);
        }

        State humanBooks() {
            return new State(bookings, workers, inFlight, confirming, accepting, true, incidents);
        }

        State incident() {
            return new State(bookings, workers, inFlight, confirming, accepting, human, incidents + 1);
        }

        State lands(Call call) {
            return booking(call.booking(), call.insert() ? Booking::inserted : Booking::deleted);
        }

        boolean slotTaken() {
            return bookings.stream().anyMatch(Booking::occupies);
        }

        private static <T> List<T> replaced(List<T> list, int index, T value) {
            List<T> changed = new ArrayList<>(list);
            changed.set(index, value);
            return List.copyOf(changed);
        }
    }

    private final Rules rules;
    private final int mostIncidents;

    SlotProtocol(Rules rules, int mostIncidents) {
        this.rules = rules;
        this.mostIncidents = mostIncidents;
    }

    /** At no time do both events stand; with nothing under way exactly those stand whose booking is confirmed. */
    static boolean wrong(State state) {
        if (state.bookings().stream().allMatch(booking -> booking.event() == Event.LIVE)) {
            return true;
        }
        boolean quiet =
                state.inFlight().isEmpty() && state.workers().stream().allMatch(worker -> worker.step() == Step.IDLE);
        return quiet
                && state.bookings().stream().anyMatch(booking -> switch (booking.phase()) {
                    case CONFIRMED -> booking.event() != Event.LIVE;
                    case ENDED -> booking.event() == Event.LIVE;
                    default -> false;
                });
    }

    List<State> next(State state) {
        List<State> successors = new ArrayList<>();
        for (int i = 0; i < state.inFlight().size(); i++) {
            List<Call> others = new ArrayList<>(state.inFlight());
            Call call = others.remove(i);
            successors.add(state.calls(others).lands(call));
            successors.add(state.calls(others));
        }
        for (int i = 0; i < state.bookings().size(); i++) {
            clients(state, i, successors);
        }
        if (mayGoWrong(state) && !state.human()) {
            successors.add(state.humanBooks().incident());
        }
        for (int i = 0; i < state.workers().size(); i++) {
            if (state.workers().get(i).step() == Step.IDLE) {
                begin(state, i, successors);
            } else {
                if (mayGoWrong(state)) {
                    successors.add(state.worker(i, Worker.IDLE).incident());
                }
                step(state, i, successors);
            }
        }
        return successors;
    }

    /** What callers and operators do to a booking, and the clock. */
    private void clients(State state, int index, List<State> successors) {
        Booking booking = state.bookings().get(index);
        switch (booking.phase()) {
            case ABSENT -> {
                // Only the first is kept before it is booked, and only the second waits.
                if (!state.slotTaken()) {
                    Phase first = index == 0 ? Phase.KEPT : Phase.AWAITING_HOST;
                    successors.add(state.booking(index, b -> b.in(first).occupying(true)));
                }
            }
            case KEPT -> {
                successors.add(state.booking(index, Booking::ended));
                successors.add(state.confirming(true));
            }
            case AWAITING_HOST -> {
                // Declined, cancelled or over: nothing is in the calendar.
                successors.add(state.booking(index, Booking::ended));
                successors.add(state.accepting(true));
            }
            case HELD -> successors.add(state.booking(index, Booking::ended));
            case PARKED_WRITING -> {
                successors.add(state.booking(
                        index, b -> b.in(Phase.WRITING).takenOver().occupying(true)));
                cancel(state, index, successors);
            }
            case PARKED_UNDOING ->
                successors.add(state.booking(
                        index, b -> b.in(Phase.UNDOING).takenOver().occupying(true)));
            case WRITING, CONFIRMED -> cancel(state, index, successors);
            case UNDOING, ENDED -> {}
        }
    }

    private void cancel(State state, int index, List<State> successors) {
        if (mayGoWrong(state)) {
            successors.add(state.booking(index, this::undone).incident());
        }
    }

    private Booking undone(Booking booking) {
        return booking.in(Phase.UNDOING).takenOver().occupying(rules.slotKeptUntilUndone());
    }

    /** An idle worker accepts a booking, writes down what the holder or the host says, or takes one over. */
    private void begin(State state, int worker, List<State> successors) {
        for (int i = 0; i < state.bookings().size(); i++) {
            Booking booking = state.bookings().get(i);
            boolean kept = i == 0 && state.confirming();
            boolean accepted = i == 1 && state.accepting();
            if (booking.phase() == Phase.ABSENT && !state.slotTaken()) {
                successors.add(taken(state.booking(i, b -> b.in(Phase.HELD).occupying(true)), i, worker, Step.HOLDS));
            } else if (kept && (booking.phase() == Phase.KEPT || !rules.holderConfirmsByCompareAndSet())) {
                successors.add(taken(state.confirming(false).booking(i, b -> b.in(Phase.HELD)), i, worker, Step.HOLDS));
            } else if (accepted && (booking.phase() == Phase.AWAITING_HOST || !rules.hostAcceptsByCompareAndSet())) {
                successors.add(taken(
                        state.accepting(false).booking(i, b -> b.in(Phase.WRITING)), i, worker, Step.INSERTS));
            } else if (mayGoWrong(state)) {
                switch (booking.phase()) {
                    case HELD -> successors.add(taken(state.incident(), i, worker, Step.HOLDS));
                    case WRITING -> successors.add(taken(state.incident(), i, worker, Step.INSERTS));
                    case UNDOING -> successors.add(taken(state.incident(), i, worker, Step.UNDO_INSERTS));
                    default -> {}
                }
            }
        }
    }

    private static State taken(State state, int booking, int worker, Step step) {
        State taken = state.booking(booking, Booking::takenOver);
        return taken.worker(
                worker, new Worker(step, booking, taken.bookings().get(booking).epoch()));
    }

    private void step(State state, int index, List<State> successors) {
        Worker worker = state.workers().get(index);
        Booking booking = state.bookings().get(worker.booking());
        State idle = state.worker(index, Worker.IDLE);
        switch (worker.step()) {
            case IDLE -> throw new IllegalStateException("nothing to do");
            case HOLDS ->
                successors.add(
                        owns(worker, booking, Phase.HELD)
                                ? state.booking(worker.booking(), b -> b.in(Phase.WRITING))
                                        .worker(index, worker.at(Step.INSERTS))
                                : idle);
            case INSERTS -> {
                Call call = new Call(worker.booking(), true);
                successors.add(state.lands(call).worker(index, worker.at(Step.VERIFIES)));
                late(state, index, call, worker.at(Step.ASKS), successors);
                park(state, index, Phase.WRITING, Phase.PARKED_WRITING, successors);
            }
            case ASKS ->
                successors.add(
                        switch (booking.event()) {
                            case LIVE -> state.worker(index, worker.at(Step.VERIFIES));
                            case NONE -> state.worker(index, worker.at(Step.INSERTS));
                            case TOMBSTONE -> idle;
                        });
            case VERIFIES ->
                successors.add(
                        booking.event() == Event.TOMBSTONE
                                ? idle
                                : state.worker(index, worker.at(state.human() ? Step.FOUND_TAKEN : Step.FOUND_FREE)));
            case FOUND_FREE ->
                successors.add(
                        owns(worker, booking, Phase.WRITING)
                                ? idle.booking(worker.booking(), b -> b.in(Phase.CONFIRMED))
                                : idle);
            case FOUND_TAKEN ->
                successors.add(
                        worker.epoch() == booking.epoch() && booking.phase() == Phase.WRITING
                                ? state.booking(
                                                worker.booking(),
                                                b -> b.in(Phase.UNDOING).occupying(rules.slotKeptUntilUndone()))
                                        .worker(index, worker.at(Step.UNDO_INSERTS))
                                : idle);
            case UNDO_INSERTS -> {
                State undoing = state.worker(index, worker.at(Step.UNDO_DELETES));
                successors.add(rules.undoInsertsFirst() ? undoing.lands(new Call(worker.booking(), true)) : undoing);
                park(state, index, Phase.UNDOING, Phase.PARKED_UNDOING, successors);
            }
            case UNDO_DELETES -> {
                Call call = new Call(worker.booking(), false);
                successors.add(state.lands(call).worker(index, worker.at(Step.UNDONE)));
                late(state, index, call, worker, successors);
            }
            case UNDONE ->
                successors.add(
                        worker.epoch() == booking.epoch() && booking.phase() == Phase.UNDOING
                                ? idle.booking(worker.booking(), Booking::ended)
                                : idle);
        }
    }

    private boolean owns(Worker worker, Booking booking, Phase phase) {
        return !rules.compareAndSet() || (worker.epoch() == booking.epoch() && booking.phase() == phase);
    }

    private void park(State state, int index, Phase from, Phase parked, List<State> successors) {
        Worker worker = state.workers().get(index);
        Booking booking = state.bookings().get(worker.booking());
        if (mayGoWrong(state) && worker.epoch() == booking.epoch() && booking.phase() == from) {
            successors.add(state.incident()
                    .worker(index, Worker.IDLE)
                    .booking(worker.booking(), b -> b.in(parked).occupying(rules.parkedKeepsSlot())));
        }
    }

    private void late(State state, int index, Call call, Worker after, List<State> successors) {
        if (mayGoWrong(state)) {
            List<Call> more = new ArrayList<>(state.inFlight());
            more.add(call);
            more.sort(Comparator.comparingInt(Call::booking).thenComparing(Call::insert));
            successors.add(state.incident().calls(more).worker(index, after));
        }
    }

    private boolean mayGoWrong(State state) {
        return state.incidents() < mostIncidents;
    }
}
