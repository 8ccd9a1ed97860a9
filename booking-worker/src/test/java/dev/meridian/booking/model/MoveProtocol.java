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
     * @param moving whether A is under way; otherwise it is CONFIRMED at {@code bookedSlot}
     * @param back whether the move was given up and A is on its way back
     * @param occupies1 whether A occupies slot 1
     * @param otherOccupies the slot that B occupies, 0 for none
     * @param otherEvent the slot in which B's event stands, 0 for none
     */
    record State(
            boolean moving,
            boolean back,
            int bookedSlot,
            boolean occupies1,
            boolean occupies2,
            int epoch,
            int eventSlot,
            int etag,
            List<Patch> inFlight,
            List<Worker> workers,
            int otherOccupies,
            int otherEvent,
            boolean human,
            boolean edited,
            int moves,
            int latePatches,
            int takeovers,
            int kills) {

        static final State BEGINNING = new State(
                false,
                false,
                1,
                true,
                false,
                0,
                1,
                0,
                List.of(),
                List.of(Worker.IDLE, Worker.IDLE),
                0,
                0,
                false,
                false,
                0,
                0,
                0,
                0);

        State worker(int index, Worker next) {
            List<Worker> changed = new ArrayList<>(workers);
            changed.set(index, next);
            return with(eventSlot, etag, inFlight, List.copyOf(changed));
        }

        State lands(Patch patch) {
            return patch.etag() == etag ? with(patch.slot(), etag + 1, inFlight, workers) : this;
        }

        State oneMoreLate() {
            return new State(
                    moving,
                    back,
                    bookedSlot,
                    occupies1,
                    occupies2,
                    epoch,
                    eventSlot,
                    etag,
                    inFlight,
                    workers,
                    otherOccupies,
                    otherEvent,
                    human,
                    edited,
                    moves,
                    latePatches + 1,
                    takeovers,
                    kills);
        }

        State inFlight(List<Patch> next) {
            return with(eventSlot, etag, List.copyOf(next), workers);
        }

        private State with(int newSlot, int newEtag, List<Patch> newInFlight, List<Worker> newWorkers) {
            return new State(
                    moving,
                    back,
                    bookedSlot,
                    occupies1,
                    occupies2,
                    epoch,
                    newSlot,
                    newEtag,
                    newInFlight,
                    newWorkers,
                    otherOccupies,
                    otherEvent,
                    human,
                    edited,
                    moves,
                    latePatches,
                    takeovers,
                    kills);
        }

        State begun(boolean bothHeld) {
            return new State(
                    true,
                    false,
                    bookedSlot,
                    bothHeld,
                    true,
                    epoch + 1,
                    eventSlot,
                    etag,
                    inFlight,
                    workers,
                    otherOccupies,
                    otherEvent,
                    human,
                    edited,
                    moves + 1,
                    latePatches,
                    takeovers,
                    kills);
        }

        State takenOver() {
            return new State(
                    moving,
                    back,
                    bookedSlot,
                    occupies1,
                    occupies2,
                    epoch + 1,
                    eventSlot,
                    etag,
                    inFlight,
                    workers,
                    otherOccupies,
                    otherEvent,
                    human,
                    edited,
                    moves,
                    latePatches,
                    takeovers + 1,
                    kills);
        }

        State givenUp() {
            return new State(
                    moving,
                    true,
                    bookedSlot,
                    occupies1,
                    occupies2,
                    epoch,
                    eventSlot,
                    etag,
                    inFlight,
                    workers,
                    otherOccupies,
                    otherEvent,
                    human,
                    edited,
                    moves,
                    latePatches,
                    takeovers,
                    kills);
        }

        State ended(int slot) {
            return new State(
                    false,
                    false,
                    slot,
                    slot == 1,
                    slot == 2,
                    epoch,
                    eventSlot,
                    etag,
                    inFlight,
                    workers,
                    otherOccupies,
                    otherEvent,
                    human,
                    edited,
                    moves,
                    latePatches,
                    takeovers,
                    kills);
        }

        State killed() {
            return new State(
                    moving,
                    back,
                    bookedSlot,
                    occupies1,
                    occupies2,
                    epoch,
                    eventSlot,
                    etag,
                    inFlight,
                    workers,
                    otherOccupies,
                    otherEvent,
                    human,
                    edited,
                    moves,
                    latePatches,
                    takeovers,
                    kills + 1);
        }

        State other(int occupied, int event) {
            return new State(
                    moving,
                    back,
                    bookedSlot,
                    occupies1,
                    occupies2,
                    epoch,
                    eventSlot,
                    etag,
                    inFlight,
                    workers,
                    occupied,
                    event,
                    human,
                    edited,
                    moves,
                    latePatches,
                    takeovers,
                    kills);
        }

        State humanBooks() {
            return new State(
                    moving,
                    back,
                    bookedSlot,
                    occupies1,
                    occupies2,
                    epoch,
                    eventSlot,
                    etag,
                    inFlight,
                    workers,
                    otherOccupies,
                    otherEvent,
                    true,
                    edited,
                    moves,
                    latePatches,
                    takeovers,
                    kills);
        }

        State humanEdits() {
            return new State(
                    moving,
                    back,
                    bookedSlot,
                    occupies1,
                    occupies2,
                    epoch,
                    eventSlot,
                    etag + 1,
                    inFlight,
                    workers,
                    otherOccupies,
                    otherEvent,
                    human,
                    true,
                    moves,
                    latePatches,
                    takeovers,
                    kills);
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

    /** At no time do two events of ours share a slot; with nothing under way A's event stands where A is booked. */
    static boolean wrong(State state) {
        boolean doubleBooked = state.otherEvent() != 0 && state.otherEvent() == state.eventSlot();
        return doubleBooked || (state.quiet() && !state.moving() && state.eventSlot() != state.bookedSlot());
    }

    List<State> next(State state) {
        List<State> successors = new ArrayList<>();
        for (int i = 0; i < state.inFlight().size(); i++) {
            List<Patch> others = new ArrayList<>(state.inFlight());
            Patch patch = others.remove(i);
            successors.add(state.inFlight(others).lands(patch));
            successors.add(state.inFlight(others));
        }
        if (!state.human()) {
            successors.add(state.humanBooks());
        }
        if (!state.edited()) {
            successors.add(state.humanEdits());
        }
        if (state.otherOccupies() == 0) {
            if (!state.occupies1()) {
                successors.add(state.other(1, 0));
            }
            if (!state.occupies2()) {
                successors.add(state.other(2, 0));
            }
        } else if (state.otherEvent() == 0) {
            successors.add(state.other(state.otherOccupies(), state.otherOccupies()));
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
        boolean owns = state.moving() && worker.epoch() == state.epoch();
        switch (worker.step()) {
            case IDLE -> begin(state, index, successors);
            case READS ->
                successors.add(state.worker(
                        index,
                        state.eventSlot() == 2
                                ? worker.at(Step.VERIFIES)
                                : worker.at(Step.CHECKS_LEASE, state.etag())));
            case CHECKS_LEASE ->
                successors.add(
                        owns || !rules.leaseCheckedAfterRead() ? state.worker(index, worker.at(Step.PATCHES)) : idle);
            case PATCHES -> {
                Patch patch = new Patch(2, worker.etag());
                boolean matches = patch.etag() == state.etag();
                successors.add(state.lands(patch).worker(index, worker.at(matches ? Step.VERIFIES : Step.READS)));
                latePatch(state, index, patch, worker.at(Step.READS), successors);
            }
            case VERIFIES ->
                successors.add(state.worker(index, worker.at(state.human() ? Step.FOUND_TAKEN : Step.FOUND_FREE)));
            case FOUND_FREE -> successors.add(owns ? idle.ended(2) : idle);
            case FOUND_TAKEN ->
                successors.add(owns ? giveUp(state).worker(index, worker.at(Step.READS_TO_GIVE_UP)) : idle);
            case READS_TO_GIVE_UP ->
                successors.add(
                        rules.giveUpPatchesBack() || state.eventSlot() != 1
                                ? state.worker(index, worker.at(Step.CHECKS_LEASE_TO_GIVE_UP, state.etag()))
                                : state.worker(index, worker.at(Step.GIVES_UP)));
            case CHECKS_LEASE_TO_GIVE_UP ->
                successors.add(
                        owns || !rules.leaseCheckedAfterRead()
                                ? state.worker(index, worker.at(Step.PATCHES_BACK))
                                : idle);
            case PATCHES_BACK -> {
                Patch patch = new Patch(1, worker.etag());
                boolean matches = patch.etag() == state.etag();
                successors.add(
                        state.lands(patch).worker(index, worker.at(matches ? Step.GIVES_UP : Step.READS_TO_GIVE_UP)));
                latePatch(state, index, patch, worker.at(Step.READS_TO_GIVE_UP), successors);
            }
            case GIVES_UP -> successors.add(owns ? idle.ended(1) : idle);
        }
    }

    /** A worker takes the move on, or over; it may find that the time to move is over and give up at once. */
    private void begin(State state, int index, List<State> successors) {
        if (!state.moving() && state.bookedSlot() == 1 && state.moves() == 0 && state.otherOccupies() != 2) {
            successors.add(
                    state.begun(rules.bothSlotsHeld()).worker(index, new Worker(Step.READS, state.epoch() + 1, 0)));
        } else if (state.moving() && state.takeovers() < TAKEOVERS) {
            State taken = state.takenOver();
            if (!state.back()) {
                successors.add(taken.worker(index, new Worker(Step.READS, taken.epoch(), 0)));
            }
            successors.add(giveUp(taken).worker(index, new Worker(Step.READS_TO_GIVE_UP, taken.epoch(), 0)));
        }
    }

    private State giveUp(State state) {
        return rules.directionStored() ? state.givenUp() : state;
    }

    private static void latePatch(State state, int index, Patch patch, Worker after, List<State> successors) {
        if (state.latePatches() < LATE_PATCHES) {
            List<Patch> more = new ArrayList<>(state.inFlight());
            more.add(patch);
            more.sort(Comparator.comparingInt(Patch::slot).thenComparingInt(Patch::etag));
            successors.add(state.oneMoreLate().inFlight(more).worker(index, after));
        }
    }
}
