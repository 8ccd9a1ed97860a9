package dev.meridian.booking.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The move of booking A from slot 1 to slot 2 while booking B wants either of the two, as a model: two workers on A's
 * move of which either may be a zombie, a kill and a lease taken over at any step, patches that land late or never,
 * a human who edits A's event or books slot 2.
 *
 * <p>The calendar patches an event only if the etag matches, and gives it a new etag with each patch. B is written by the protocol of
 * {@link WriteProtocol}, here in two steps: it takes a slot that nobody occupies, then its event stands there.
 */
final class MoveProtocol {

    /** Rules of the protocol that can be left out, to see what they are for. */
    record Rules(
            boolean bothSlotsHeld, boolean directionStored, boolean giveUpPatchesBack, boolean leaseCheckedAfterRead) {
        static final Rules ALL = new Rules(true, true, true, true);
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
        GIVES_UP
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
     * @param moving whether it is under way; otherwise it is CONFIRMED at {@code slot}
     * @param back whether the move was given up and A is on its way back
     * @param slot where it is booked
     */
    record Book(boolean moving, boolean back, int slot, boolean occupies1, boolean occupies2, int epoch) {

        Book begun(boolean bothHeld) {
            return new Book(true, false, slot, bothHeld, true, epoch + 1);
        }

        Book givenUp() {
            return new Book(moving, true, slot, occupies1, occupies2, epoch);
        }

        Book takenOver() {
            return new Book(moving, back, slot, occupies1, occupies2, epoch + 1);
        }

        static Book ended(int slot, int epoch) {
            return new Book(false, false, slot, slot == 1, slot == 2, epoch);
        }
    }

    /** A's event in the calendar. */
    record Event(int slot, int etag) {

        Event patched(Patch patch) {
            return patch.etag() == etag ? new Event(patch.slot(), etag + 1) : this;
        }

        Event edited() {
            return new Event(slot, etag + 1);
        }
    }

    /** What happened around it, as often as it may. */
    record Incidents(boolean human, boolean edit, int moves, int latePatches, int takeovers, int kills) {

        Incidents humanBooks() {
            return new Incidents(true, edit, moves, latePatches, takeovers, kills);
        }

        Incidents humanEdits() {
            return new Incidents(human, true, moves, latePatches, takeovers, kills);
        }

        Incidents oneMoreMove() {
            return new Incidents(human, edit, moves + 1, latePatches, takeovers, kills);
        }

        Incidents oneMoreLatePatch() {
            return new Incidents(human, edit, moves, latePatches + 1, takeovers, kills);
        }

        Incidents oneMoreTakeover() {
            return new Incidents(human, edit, moves, latePatches, takeovers + 1, kills);
        }

        Incidents oneMoreKill() {
            return new Incidents(human, edit, moves, latePatches, takeovers, kills + 1);
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
                new Book(false, false, 1, true, false, 0),
                new Event(1, 0),
                List.of(),
                List.of(Worker.IDLE, Worker.IDLE),
                0,
                0,
                new Incidents(false, false, 0, 0, 0, 0));

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

        State lands(Patch patch) {
            return with(event.patched(patch));
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

    MoveProtocol(Rules rules) {
        this.rules = rules;
    }

    /** At no time do two incidents of ours share a slot; with nothing under way A's event stands where A is booked. */
    static boolean wrong(State state) {
        boolean doubleBooked =
                state.otherEvent() != 0 && state.otherEvent() == state.event().slot();
        return doubleBooked
                || (state.quiet()
                        && !state.book().moving()
                        && state.event().slot() != state.book().slot());
    }

    List<State> next(State state) {
        List<State> successors = new ArrayList<>();
        for (int i = 0; i < state.inFlight().size(); i++) {
            List<Patch> others = new ArrayList<>(state.inFlight());
            Patch patch = others.remove(i);
            successors.add(state.inFlight(others).lands(patch));
            successors.add(state.inFlight(others));
        }
        if (!state.incidents().human()) {
            successors.add(state.with(state.incidents().humanBooks()));
        }
        if (!state.incidents().edit()) {
            successors.add(
                    state.with(state.event().edited()).with(state.incidents().humanEdits()));
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
            if (state.workers().get(i).step() != Step.IDLE && state.incidents().kills() < KILLS) {
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
        boolean owns = state.book().moving() && worker.epoch() == state.book().epoch();
        switch (worker.step()) {
            case IDLE -> begin(state, index, successors);
            case READS ->
                successors.add(state.worker(
                        index,
                        state.event().slot() == 2
                                ? worker.at(Step.VERIFIES)
                                : worker.at(Step.CHECKS_LEASE, state.event().etag())));
            case CHECKS_LEASE ->
                successors.add(
                        owns || !rules.leaseCheckedAfterRead() ? state.worker(index, worker.at(Step.PATCHES)) : idle);
            case PATCHES -> {
                Patch patch = new Patch(2, worker.etag());
                boolean matches = patch.etag() == state.event().etag();
                successors.add(state.lands(patch).worker(index, worker.at(matches ? Step.VERIFIES : Step.READS)));
                latePatch(state, index, patch, worker.at(Step.READS), successors);
            }
            case VERIFIES ->
                successors.add(
                        state.worker(index, worker.at(state.incidents().human() ? Step.FOUND_TAKEN : Step.FOUND_FREE)));
            case FOUND_FREE -> successors.add(owns ? idle.ended(2) : idle);
            case FOUND_TAKEN ->
                successors.add(owns ? giveUp(state).worker(index, worker.at(Step.READS_TO_GIVE_UP)) : idle);
            case READS_TO_GIVE_UP ->
                successors.add(
                        rules.giveUpPatchesBack() || state.event().slot() != 1
                                ? state.worker(
                                        index,
                                        worker.at(
                                                Step.CHECKS_LEASE_TO_GIVE_UP,
                                                state.event().etag()))
                                : state.worker(index, worker.at(Step.GIVES_UP)));
            case CHECKS_LEASE_TO_GIVE_UP ->
                successors.add(
                        owns || !rules.leaseCheckedAfterRead()
                                ? state.worker(index, worker.at(Step.PATCHES_BACK))
                                : idle);
            case PATCHES_BACK -> {
                Patch patch = new Patch(1, worker.etag());
                boolean matches = patch.etag() == state.event().etag();
                successors.add(
                        state.lands(patch).worker(index, worker.at(matches ? Step.GIVES_UP : Step.READS_TO_GIVE_UP)));
                latePatch(state, index, patch, worker.at(Step.READS_TO_GIVE_UP), successors);
            }
            case GIVES_UP -> successors.add(owns ? idle.ended(1) : idle);
        }
    }

    /** A worker takes the move on, or over; it may find that the time to move is over and give up at once. */
    private void begin(State state, int index, List<State> successors) {
        Book book = state.book();
        if (!book.moving() && book.slot() == 1 && state.incidents().moves() == 0 && state.otherOccupies() != 2) {
            successors.add(state.with(book.begun(rules.bothSlotsHeld()))
                    .with(state.incidents().oneMoreMove())
                    .worker(index, new Worker(Step.READS, book.epoch() + 1, 0)));
        } else if (book.moving() && state.incidents().takeovers() < TAKEOVERS) {
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

    private State giveUp(State state) {
        return rules.directionStored() ? state.with(state.book().givenUp()) : state;
    }

    private static void latePatch(State state, int index, Patch patch, Worker after, List<State> successors) {
        if (state.incidents().latePatches() < LATE_PATCHES) {
            List<Patch> more = new ArrayList<>(state.inFlight());
            more.add(patch);
            more.sort(Comparator.comparingInt(Patch::slot).thenComparingInt(Patch::etag));
            successors.add(state.with(state.incidents().oneMoreLatePatch())
                    .inFlight(more)
                    .worker(index, after));
        }
    }
}
