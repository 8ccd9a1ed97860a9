package dev.meridian.booking.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The write of one booking to a calendar, as a model: two workers of which either may be a zombie, a kill at any step,
 * a lease taken over at any step, requests to the calendar that are lost or land late, answers that are lost, a human
 * who books the slot, a wish to give up.
 *
 * <p>The calendar refuses an id that it has seen before, also a deleted one; that it always does so is Google's
 * practice and not its promise, which is why the janitor exists.
 */
final class WriteProtocol {

    /** Rules of the protocol that can be left out, to see what they are for. */
    record Rules(boolean undoInsertsFirst, boolean compareAndSet, boolean onlyHeldExpires) {
        static final Rules ALL = new Rules(true, true, true);
    }

    enum Booking {
        ABSENT,
        HELD,
        WRITING,
        UNDOING,
        CONFIRMED,
        REFUSED,
        EXPIRED
    }

    enum Event {
        NONE,
        LIVE,
        TOMBSTONE
    }

    enum Call {
        INSERT,
        DELETE
    }

    /** Where a worker stands between two steps. */
    enum Step {
        IDLE,
        HOLDS,
        INSERTS,
        ASKS_AFTER_TIMEOUT,
        VERIFIES,
        FOUND_FREE,
        FOUND_TAKEN,
        UNDO_INSERTS,
        UNDO_DELETES,
        UNDONE
    }

    record Worker(Step step, int epoch) {
        static final Worker IDLE = new Worker(Step.IDLE, 0);

        Worker at(Step next) {
            return new Worker(next, epoch);
        }
    }

    record State(
            Booking booking,
            int epoch,
            Event event,
            List<Call> inFlight,
            List<Worker> workers,
            boolean human,
            int takeovers,
            int kills) {

        static final State BEGINNING =
                new State(Booking.ABSENT, 0, Event.NONE, List.of(), List.of(Worker.IDLE, Worker.IDLE), false, 0, 0);

        State booking(Booking next) {
            return new State(next, epoch, event, inFlight, workers, human, takeovers, kills);
        }

        State nextEpoch() {
            return new State(booking, epoch + 1, event, inFlight, workers, human, takeovers, kills);
        }

        State event(Event next) {
            return new State(booking, epoch, next, inFlight, workers, human, takeovers, kills);
        }

        State inFlight(List<Call> next) {
            return new State(booking, epoch, event, next.stream().sorted().toList(), workers, human, takeovers, kills);
        }

        State worker(int index, Worker next) {
            List<Worker> changed = new ArrayList<>(workers);
            changed.set(index, next);
            return new State(booking, epoch, event, inFlight, List.copyOf(changed), human, takeovers, kills);
        }

        State humanBooks() {
            return new State(booking, epoch, event, inFlight, workers, true, takeovers, kills);
        }

        State takenOver() {
            return new State(booking, epoch + 1, event, inFlight, workers, human, takeovers + 1, kills);
        }

        State killed() {
            return new State(booking, epoch, event, inFlight, workers, human, takeovers, kills + 1);
        }

        State lands(Call call) {
            return switch (call) {
                case INSERT -> event == Event.NONE ? event(Event.LIVE) : this;
                case DELETE -> event == Event.NONE ? this : event(Event.TOMBSTONE);
            };
        }

        boolean quiet() {
            return inFlight.isEmpty() && workers.stream().allMatch(w -> w.step() == Step.IDLE);
        }
    }

    private static final int CALLS_IN_FLIGHT = 2;
    private static final int TAKEOVERS = 2;
    private static final int KILLS = 2;

    private final Rules rules;

    WriteProtocol(Rules rules) {
        this.rules = rules;
    }

    /** With nothing under way, a confirmed booking has its event and an ended one has none. */
    static boolean wrong(State state) {
        return state.quiet()
                && switch (state.booking()) {
                    case CONFIRMED -> state.event() != Event.LIVE;
                    case REFUSED, EXPIRED -> state.event() == Event.LIVE;
                    default -> false;
                };
    }

    List<State> next(State state) {
        List<State> successors = new ArrayList<>();
        for (int i = 0; i < state.inFlight().size(); i++) {
            List<Call> others = new ArrayList<>(state.inFlight());
            Call call = others.remove(i);
            successors.add(state.inFlight(others).lands(call));
            successors.add(state.inFlight(others));
        }
        if (!state.human()) {
            successors.add(state.humanBooks());
        }
        if (state.booking() == Booking.HELD || (state.booking() == Booking.WRITING && !rules.onlyHeldExpires())) {
            successors.add(state.booking(Booking.EXPIRED));
        }
        if (state.booking() == Booking.WRITING) {
            successors.add(state.booking(Booking.UNDOING).nextEpoch());
        }
        for (int i = 0; i < state.workers().size(); i++) {
            if (state.workers().get(i).step() != Step.IDLE && state.kills() < KILLS) {
                successors.add(state.worker(i, Worker.IDLE).killed());
            }
            step(state, i, successors);
        }
        return successors;
    }

    private void step(State state, int index, List<State> successors) {
        Worker worker = state.workers().get(index);
        State idle = state.worker(index, Worker.IDLE);
        boolean owns = !rules.compareAndSet() || worker.epoch() == state.epoch();
        switch (worker.step()) {
            case IDLE -> begin(state, index, successors);
            case HOLDS ->
                successors.add(
                        owns && state.booking() == Booking.HELD
                                ? state.worker(index, worker.at(Step.INSERTS)).booking(Booking.WRITING)
                                : idle);
            case INSERTS -> {
                successors.add(state.worker(index, worker.at(Step.VERIFIES)).lands(Call.INSERT));
                lateCall(state, index, Call.INSERT, worker.at(Step.ASKS_AFTER_TIMEOUT), successors);
            }
            case ASKS_AFTER_TIMEOUT ->
                successors.add(
                        switch (state.event()) {
                            case LIVE -> state.worker(index, worker.at(Step.VERIFIES));
                            case NONE -> state.worker(index, worker.at(Step.INSERTS));
                            case TOMBSTONE -> idle;
                        });
            case VERIFIES ->
                successors.add(
                        state.event() == Event.TOMBSTONE
                                ? idle
                                : state.worker(index, worker.at(state.human() ? Step.FOUND_TAKEN : Step.FOUND_FREE)));
            case FOUND_FREE ->
                successors.add(
                        !rules.compareAndSet() || (owns && state.booking() == Booking.WRITING)
                                ? idle.booking(Booking.CONFIRMED)
                                : idle);
            case FOUND_TAKEN ->
                successors.add(
                        owns && state.booking() == Booking.WRITING
                                ? state.worker(index, worker.at(Step.UNDO_INSERTS))
                                        .booking(Booking.UNDOING)
                                : idle);
            case UNDO_INSERTS -> {
                State undoing = state.worker(index, worker.at(Step.UNDO_DELETES));
                successors.add(rules.undoInsertsFirst() ? undoing.lands(Call.INSERT) : undoing);
            }
            case UNDO_DELETES -> {
                successors.add(state.worker(index, worker.at(Step.UNDONE)).lands(Call.DELETE));
                lateCall(state, index, Call.DELETE, worker, successors);
            }
            case UNDONE ->
                successors.add(owns && state.booking() == Booking.UNDOING ? idle.booking(Booking.REFUSED) : idle);
        }
    }

    private static void begin(State state, int index, List<State> successors) {
        if (state.booking() == Booking.ABSENT) {
            successors.add(
                    state.booking(Booking.HELD).nextEpoch().worker(index, new Worker(Step.HOLDS, state.epoch() + 1)));
            return;
        }
        if (state.takeovers() >= TAKEOVERS) {
            return;
        }
        Step step = switch (state.booking()) {
            case HELD -> Step.HOLDS;
            case WRITING -> Step.INSERTS;
            case UNDOING -> Step.UNDO_INSERTS;
            default -> Step.IDLE;
        };
        if (step != Step.IDLE) {
            successors.add(state.takenOver().worker(index, new Worker(step, state.epoch() + 1)));
        }
    }

    private static void lateCall(State state, int index, Call call, Worker after, List<State> successors) {
        if (state.inFlight().size() < CALLS_IN_FLIGHT) {
            List<Call> more = new ArrayList<>(state.inFlight());
            more.add(call);
            successors.add(state.inFlight(more).worker(index, after));
        }
    }
}
