package dev.meridian.booking.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The move of booking A from slot 1 to slot 2 while booking B wants either of the two, as a model: two workers on A's
 * move of which either may be a zombie, a kill and a lease taken over at any step, patches that land late or never,
 * a human who edits A's event or books slot 2; A parked by an error that lasts, and cancelled at any time.
 *
 * <p>The calendar patches an event only if the etag matches, and gives it a new etag with each patch. B is written by the protocol of
 * {@link WriteProtocol}, here in two steps: it takes a slot that nobody occupies, then its event stands there.
 */
final class MoveProtocol {

    /** Rules of the protocol that can be left out, to see what they are for. */
    record Rules(
            boolean bothSlotsHeld,
            boolean directionStored,
            boolean giveUpPatchesBack,
            boolean leaseCheckedAfterRead,
            boolean epochCompared,
            boolean etagCompared,
            boolean cancelKeepsBothSlots) {
        static final Rules ALL = new Rules(true, true, true, true, true, true, true);
    }

    enum Phase {
        CONFIRMED,
        MOVING,
        PARKED,
        UNDOING,
        CANCELLED
    }

    enum Step {
        IDLE,
        READS,
        CHECKS_LEASE,
        PATCHES,
        VERIFIES,
        FOUND_FREE,
        FOUND_TAKEN,
        READS_TO_GIVE_UP,
        CHECKS_LEASE_TO_GIVE_UP,
        PATCHES_BACK,
        GIVES_UP,
        DELETES,
        DELETED
    }

    /** @param etag the etag that the worker has read */
    record Worker(Step step, int epoch, int etag) {
        static final Worker IDLE = new Worker(Step.IDLE, 0, 0);

        Worker at(Step next) {
            return new Worker(next, epoch, etag);
        }

        Worker at(Step next, int readEtag) {
            return new Worker(next, epoch, readEtag);
        }
    }

    /** A patch on its way: the slot it moves the event to, if the etag still matches. */
    record Patch(int slot, int etag) {}

    /**
     * Booking A in the book.
     *
     * @param phase where it stands; parked while it moved, or confirmed or cancelled at {@code slot}
     * @param back whether the move was given up and A is on its way back
     * @param slot where it is booked
     */
    record Book(Phase phase, boolean back, int slot, boolean occupies1, boolean occupies2, int epoch) {

        boolean moving() {
            return phase == Phase.MOVING;
        }

        Book begun(boolean bothHeld) {
            return new Book(Phase.MOVING, false, slot, bothHeld, true, epoch + 1);
        }

        Book givenUp() {
            return new Book(phase, true, slot, occupies1, occupies2, epoch);
        }

        Book takenOver() {
            return new Book(phase, back, slot, occupies1, occupies2, epoch + 1);
        }

        Book parked() {
            return new Book(Phase.PARKED, back, slot, occupies1, occupies2, epoch);
        }

        Book resumed() {
            return new Book(Phase.MOVING, back, slot, occupies1, occupies2, epoch + 1);
        }

        /** Takes the booking from whoever moves it. */
        Book cancelled(boolean bothHeld) {
            boolean moved = phase != Phase.CONFIRMED;
            return new Book(
                    Phase.UNDOING,
                    false,
                    slot,
                    occupies1 && (bothHeld || !moved || slot == 1),
                    occupies2 && (bothHeld || !moved || slot == 2),
                    epoch + 1);
        }

        static Book ended(int slot, int epoch) {
            return new Book(Phase.CONFIRMED, false, slot, slot == 1, slot == 2, epoch);
        }

        static Book gone(int slot, int epoch) {
            return new Book(Phase.CANCELLED, false, slot, false, false, epoch);
        }
    }

    /** A's event in the calendar; in slot 0 it is deleted, and stays so whatever is patched. */
    record Event(int slot, int etag) {

        boolean takes(Patch patch, boolean etagCompared) {
            return slot != 0 && (!etagCompared || patch.etag() == etag);
        }

        Event patched(Patch patch) {
            return new Event(patch.slot(), etag + 1);
        }

        Event deleted() {
            return new Event(0, etag);
        }

        Event edited() {
            return new Event(slot, etag + 1);
        }
    }

    /** What happened around it, as often as it may. */
    record Incidents(
            boolean human,
            boolean edit,
            boolean parked,
            boolean cancelled,
            int moves,
            int latePatches,
            int takeovers,
            int kills) {

        static final Incidents NONE = new Incidents(false, false, false, false, 0, 0, 0, 0);

        int sum() {
            return (human ? 1 : 0)
                    + (edit ? 1 : 0)
                    + (parked ? 1 : 0)
                    + (cancelled ? 1 : 0)
                    + latePatches
                    + takeovers
                    + kills;
        }

        Incidents humanBooks() {
            return new Incidents(true, edit, parked, cancelled, moves, latePatches, takeovers, kills);
        }

        Incidents humanEdits() {
            return new Incidents(human, true, parked, cancelled, moves, latePatches, takeovers, kills);
        }

        Incidents isParked() {
            return new Incidents(human, edit, true, cancelled, moves, latePatches, takeovers, kills);
        }

        Incidents isCancelled() {
            return new Incidents(human, edit, parked, true, moves, latePatches, takeovers, kills);
        }

        Incidents oneMoreMove() {
            return new Incidents(human, edit, parked, cancelled, moves + 1, latePatches, takeovers, kills);
        }

        Incidents oneMoreLatePatch() {
            return new Incidents(human, edit, parked, cancelled, moves, latePatches + 1, takeovers, kills);
        }

        Incidents oneMoreTakeover() {
            return new Incidents(human, edit, parked, cancelled, moves, latePatches, takeovers + 1, kills);
        }

        Incidents oneMoreKill() {
            return new Incidents(human, edit, parked, cancelled, moves, latePatches, takeovers, kills + 1);
        }
    }

    /**
     * All of it.
     *
     * @param otherOccupies the slot that B occupies, 0 for none
     * @param otherEvent the slot in which B's event stands, 0 for none
     */
    record State(
            Book book,
            Event event,
            List<Patch> inFlight,
            List<Worker> workers,
            int otherOccupies,
            int otherEvent,
            Incidents incidents) {

        static final State BEGINNING = new State(
                new Book(Phase.CONFIRMED, false, 1, true, false, 0),
                new Event(1, 0),
                List.of(),
                List.of(Worker.IDLE, Worker.IDLE),
                0,
                0,
                Incidents.NONE);

        State with(Book next) {
            return new State(next, event, inFlight, workers, otherOccupies, otherEvent, incidents);
        }

        State with(Event next) {
            return new State(book, next, inFlight, workers, otherOccupies, otherEvent, incidents);
        }

        State with(Incidents next) {
            return new State(book, event, inFlight, workers, otherOccupies, otherEvent, next);
        }

        State inFlight(List<Patch> next) {
            return new State(book, event, List.copyOf(next), workers, otherOccupies, otherEvent, incidents);
        }

        State worker(int index, Worker next) {
            List<Worker> changed = new ArrayList<>(workers);
            changed.set(index, next);
            return new State(book, event, inFlight, List.copyOf(changed), otherOccupies, otherEvent, incidents);
        }

        State other(int occupied, int standsIn) {
            return new State(book, event, inFlight, workers, occupied, standsIn, incidents);
        }

        State ended(int slot) {
            return with(Book.ended(slot, book.epoch()));
        }

        boolean quiet() {
            return inFlight.isEmpty() && workers.stream().allMatch(w -> w.step() == Step.IDLE);
        }
    }

    private static final int LATE_PATCHES = 2;
    private static final int TAKEOVERS = 2;
    private static final int KILLS = 1;

    private final Rules rules;
    private final boolean ends;
    private final int most;

    /**
     * With the rules.
     *
     * @param ends whether it may be parked and cancelled
     * @param most how many incidents there may be of all kinds together, so that this stays small enough to be walked
     */
    MoveProtocol(Rules rules, boolean ends, int most) {
        this.rules = rules;
        this.ends = ends;
        this.most = most;
    }

    /**
     * At no time do two events of ours share a slot; with nothing under way A's event stands where A is booked, and nowhere
     * once A is cancelled.
     */
    static boolean wrong(State state) {
        boolean doubleBooked =
                state.otherEvent() != 0 && state.otherEvent() == state.event().slot();
        int expected =
                state.book().phase() == Phase.CANCELLED ? 0 : state.book().slot();
        boolean ended = state.book().phase() == Phase.CONFIRMED || state.book().phase() == Phase.CANCELLED;
        return doubleBooked || (state.quiet() && ended && state.event().slot() != expected);
    }

    List<State> next(State state) {
        List<State> successors = new ArrayList<>();
        for (int i = 0; i < state.inFlight().size(); i++) {
            List<Patch> others = new ArrayList<>(state.inFlight());
            Patch patch = others.remove(i);
            successors.add(landed(state.inFlight(others), patch));
            successors.add(state.inFlight(others));
        }
        boolean more = state.incidents().sum() < most;
        if (more && !state.incidents().human()) {
            successors.add(state.with(state.incidents().humanBooks()));
        }
        if (more && !state.incidents().edit()) {
            successors.add(
                    state.with(state.event().edited()).with(state.incidents().humanEdits()));
        }
        if (ends
                && more
                && !state.incidents().cancelled()
                && state.book().phase() != Phase.UNDOING
                && state.book().phase() != Phase.CANCELLED) {
            successors.add(state.with(state.book().cancelled(rules.cancelKeepsBothSlots()))
                    .with(state.incidents().isCancelled()));
        }
        if (state.book().phase() == Phase.PARKED) {
            successors.add(state.with(state.book().resumed()));
        }
        if (state.otherOccupies() == 0) {
            if (!state.book().occupies1()) {
                successors.add(state.other(1, 0));
            }
            if (!state.book().occupies2()) {
                successors.add(state.other(2, 0));
            }
        } else if (state.otherEvent() == 0) {
            successors.add(state.other(state.otherOccupies(), state.otherOccupies()));
        }
        for (int i = 0; i < state.workers().size(); i++) {
            if (state.workers().get(i).step() != Step.IDLE
                    && more
                    && state.incidents().kills() < KILLS) {
                successors.add(
                        state.worker(i, Worker.IDLE).with(state.incidents().oneMoreKill()));
            }
            step(state, i, successors);
        }
        return successors;
    }

    private void step(State state, int index, List<State> successors) {
        Worker worker = state.workers().get(index);
        State idle = state.worker(index, Worker.IDLE);
        boolean owns = state.book().moving()
                && (!rules.epochCompared() || worker.epoch() == state.book().epoch());
        switch (worker.step()) {
            case IDLE -> begin(state, index, successors);
            case READS -> {
                successors.add(
                        switch (state.event().slot()) {
                            // Deleted: by an undo, which has taken the booking from us.
                            case 0 -> idle;
                            case 2 -> state.worker(index, worker.at(Step.VERIFIES));
                            default ->
                                state.worker(
                                        index,
                                        worker.at(
                                                Step.CHECKS_LEASE, state.event().etag()));
                        });
                park(state, index, owns, successors);
            }
            case CHECKS_LEASE ->
                successors.add(
                        owns || !rules.leaseCheckedAfterRead() ? state.worker(index, worker.at(Step.PATCHES)) : idle);
            case PATCHES -> {
                Patch patch = new Patch(2, worker.etag());
                boolean taken = state.event().takes(patch, rules.etagCompared());
                successors.add(landed(state, patch).worker(index, worker.at(taken ? Step.VERIFIES : Step.READS)));
                latePatch(state, index, patch, worker.at(Step.READS), successors);
            }
            case VERIFIES ->
                successors.add(
                        state.worker(index, worker.at(state.incidents().human() ? Step.FOUND_TAKEN : Step.FOUND_FREE)));
            case FOUND_FREE -> successors.add(owns ? idle.ended(2) : idle);
            case FOUND_TAKEN ->
                successors.add(owns ? giveUp(state).worker(index, worker.at(Step.READS_TO_GIVE_UP)) : idle);
            case READS_TO_GIVE_UP -> {
                if (state.event().slot() == 0) {
                    successors.add(idle);
                } else {
                    successors.add(
                            rules.giveUpPatchesBack() || state.event().slot() != 1
                                    ? state.worker(
                                            index,
                                            worker.at(
                                                    Step.CHECKS_LEASE_TO_GIVE_UP,
                                                    state.event().etag()))
                                    : state.worker(index, worker.at(Step.GIVES_UP)));
                }
                park(state, index, owns, successors);
            }
            case CHECKS_LEASE_TO_GIVE_UP ->
                successors.add(
                        owns || !rules.leaseCheckedAfterRead()
                                ? state.worker(index, worker.at(Step.PATCHES_BACK))
                                : idle);
            case PATCHES_BACK -> {
                Patch patch = new Patch(1, worker.etag());
                boolean taken = state.event().takes(patch, rules.etagCompared());
                successors.add(
                        landed(state, patch).worker(index, worker.at(taken ? Step.GIVES_UP : Step.READS_TO_GIVE_UP)));
                latePatch(state, index, patch, worker.at(Step.READS_TO_GIVE_UP), successors);
            }
            case GIVES_UP -> successors.add(owns ? idle.ended(1) : idle);
            // The event is known to have been there: what could still arrive is a patch, and that finds a tombstone.
            case DELETES -> {
                successors.add(state.with(state.event().deleted()).worker(index, worker.at(Step.DELETED)));
            }
            case DELETED -> {
                Book book = state.book();
                boolean undoes = book.phase() == Phase.UNDOING && worker.epoch() == book.epoch();
                successors.add(undoes ? idle.with(Book.gone(book.slot(), book.epoch())) : idle);
            }
        }
    }

    /** A worker takes the move on, or over; it may find that the time to move is over and give up at once. */
    private void begin(State state, int index, List<State> successors) {
        Book book = state.book();
        if (book.phase() == Phase.CONFIRMED
                && book.slot() == 1
                && state.incidents().moves() == 0
                && state.otherOccupies() != 2) {
            successors.add(state.with(book.begun(rules.bothSlotsHeld()))
                    .with(state.incidents().oneMoreMove())
                    .worker(index, new Worker(Step.READS, book.epoch() + 1, 0)));
        } else if (book.phase() == Phase.UNDOING
                && state.incidents().sum() < most
                && state.incidents().takeovers() < TAKEOVERS) {
            State taken = state.with(book.takenOver()).with(state.incidents().oneMoreTakeover());
            successors.add(
                    taken.worker(index, new Worker(Step.DELETES, taken.book().epoch(), 0)));
        } else if (book.moving()
                && state.incidents().sum() < most
                && state.incidents().takeovers() < TAKEOVERS) {
            State taken = state.with(book.takenOver()).with(state.incidents().oneMoreTakeover());
            if (!book.back()) {
                successors.add(
                        taken.worker(index, new Worker(Step.READS, taken.book().epoch(), 0)));
            }
            successors.add(giveUp(taken)
                    .worker(
                            index,
                            new Worker(Step.READS_TO_GIVE_UP, taken.book().epoch(), 0)));
        }
    }

    private void park(State state, int index, boolean owns, List<State> successors) {
        if (ends && owns && state.incidents().sum() < most && !state.incidents().parked()) {
            successors.add(state.with(state.book().parked())
                    .with(state.incidents().isParked())
                    .worker(index, Worker.IDLE));
        }
    }

    private State landed(State state, Patch patch) {
        return state.event().takes(patch, rules.etagCompared())
                ? state.with(state.event().patched(patch))
                : state;
    }

    private State giveUp(State state) {
        return rules.directionStored() ? state.with(state.book().givenUp()) : state;
    }

    private void latePatch(State state, int index, Patch patch, Worker after, List<State> successors) {
        if (state.incidents().sum() < most && state.incidents().latePatches() < LATE_PATCHES) {
            List<Patch> more = new ArrayList<>(state.inFlight());
            more.add(patch);
            more.sort(Comparator.comparingInt(Patch::slot).thenComparingInt(Patch::etag));
            successors.add(state.with(state.incidents().oneMoreLatePatch())
                    .inFlight(more)
                    .worker(index, after));
        }
    }
}
