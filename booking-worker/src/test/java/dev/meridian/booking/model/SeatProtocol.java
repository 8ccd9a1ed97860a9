package dev.meridian.booking.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Three callers who want one of two seats in a session and share its event, as a model: any of them may be cancelled wherever he
 * stands, and whoever comes after the last one has left gets an event of the next generation. Two workers serve all; either may be a
 * zombie.
 *
 * <p>What goes wrong is bounded all together and not kind by kind: a kill, a takeover from somebody who is not dead, a call
 * that lands late or never and a cancel are one incident each.
 */
final class SeatProtocol {

    static final int SEATS = 2;

    private static final int CALLERS = 3;

    /** Rules of the protocol that can be left out, to see what they are for. */
    record Rules(
            boolean seatsCounted,
            boolean openGenerationJoined,
            boolean eventReadBeforeBook,
            boolean etagCompared,
            boolean compareAndSet,
            boolean leaverAsksWhoStays,
            boolean lastClosesGeneration,
            boolean leaverWritesInAnyCase,
            boolean removalInsertsFirst) {
        static final Rules ALL = new Rules(true, true, true, true, true, true, true, true, true);
    }

    enum Phase {
        ABSENT,
        HELD,
        WRITING,
        CONFIRMED,
        UNDOING,
        ENDED
    }

    enum Step {
        IDLE,
        BEGINS,
        JOINS,
        READS_EVENT,
        READS_BOOK,
        WRITES,
        CONFIRMS,
        REFUSES,
        LEAVES,
        INSERTS_TO_DELETE,
        DELETES,
        ENDS
    }

    enum Status {
        NONE,
        LIVE,
        TOMBSTONE
    }

    /** @param generation the one that its seat has a part in */
    record Booking(Phase phase, int epoch, int generation) {
        static final Booking ABSENT = new Booking(Phase.ABSENT, 0, 0);

        Booking in(Phase next) {
            return new Booking(next, epoch, generation);
        }

        Booking takenOver() {
            return new Booking(phase, epoch + 1, generation);
        }

        Booking joining(int open) {
            return new Booking(phase, epoch, open);
        }

        boolean hasSeat() {
            return phase != Phase.ABSENT && phase != Phase.ENDED;
        }

        /** Whether the event of a generation is to show it. */
        boolean seatedIn(int other) {
            return generation == other && (phase == Phase.WRITING || phase == Phase.CONFIRMED);
        }

        boolean underWay() {
            return phase == Phase.HELD || phase == Phase.WRITING || phase == Phase.UNDOING;
        }
    }

    /** The event of one generation: its version, and the bookings it lists. */
    record Event(Status status, int version, Set<Integer> listed) {
        static final Event NONE = new Event(Status.NONE, 0, Set.of());

        Event written(Set<Integer> all) {
            return new Event(Status.LIVE, version + 1, all);
        }

        Event deleted() {
            return status == Status.LIVE ? new Event(Status.TOMBSTONE, version, Set.of()) : this;
        }

        boolean lists(int booking) {
            return status == Status.LIVE && listed.contains(booking);
        }
    }

    /**
     * Somebody at work.
     *
     * @param leaving whether it takes its booking out, and does not write it
     * @param read the event as it was read
     * @param seated who has a part in it, as it was read
     */
    record Worker(Step step, int booking, int epoch, int generation, boolean leaving, Event read, Set<Integer> seated) {
        static final Worker IDLE = new Worker(Step.IDLE, 0, 0, 0, false, Event.NONE, Set.of());

        static Worker of(Step step, int booking, int epoch) {
            return new Worker(step, booking, epoch, 0, false, Event.NONE, Set.of());
        }

        Worker at(Step next) {
            return new Worker(next, booking, epoch, generation, leaving, read, seated);
        }

        Worker having(Event event) {
            return new Worker(step, booking, epoch, generation, leaving, event, seated);
        }

        Worker having(Set<Integer> all) {
            return new Worker(step, booking, epoch, generation, leaving, read, all);
        }
    }

    /** A call on its way: a write over the version that was read, 0 for an insert, or a delete. */
    record Call(int generation, boolean writes, int over, Set<Integer> listed) {}

    /**
     * All of it.
     *
     * @param generation the open one
     * @param events of all generations
     */
    record State(
            List<Booking> bookings,
            int generation,
            List<Event> events,
            List<Worker> workers,
            List<Call> inFlight,
            int incidents) {

        private static final Comparator<Worker> WORKERS = Comparator.comparing(Worker::step)
                .thenComparingInt(Worker::booking)
                .thenComparingInt(Worker::epoch)
                .thenComparingInt(Worker::generation);

        static final State BEGINNING = new State(
                Collections.nCopies(CALLERS, Booking.ABSENT),
                1,
                Collections.nCopies(CALLERS, Event.NONE),
                List.of(Worker.IDLE, Worker.IDLE),
                List.of(),
                0);

        State booking(int index, UnaryOperator<Booking> change) {
            return new State(
                    replaced(bookings, index, change.apply(bookings.get(index))),
                    generation,
                    events,
                    workers,
                    inFlight,
                    incidents);
        }

        State worker(int index, Worker next) {
            return new State(bookings, generation, events, replaced(workers, index, next), inFlight, incidents);
        }

        State event(int of, Event next) {
            return new State(bookings, generation, replaced(events, of - 1, next), workers, inFlight, incidents);
        }

        State closed() {
            return new State(bookings, generation + 1, events, workers, inFlight, incidents);
        }

        State calls(List<Call> next) {
            return new State(bookings, generation, events, workers, List.copyOf(next), incidents);
        }

        State incident() {
            return new State(bookings, generation, events, workers, inFlight, incidents + 1);
        }

        /** Whether it is this caller's turn to come: they are alike, so that one order is as good as another. */
        boolean isNext(int caller) {
            return caller == 0 || bookings.get(caller - 1).phase() != Phase.ABSENT;
        }

        /** The same, whichever worker is which. */
        State inOrder() {
            return new State(
                    bookings,
                    generation,
                    events,
                    workers.stream().sorted(WORKERS).toList(),
                    inFlight,
                    incidents);
        }

        Event event(int of) {
            return events.get(of - 1);
        }

        Set<Integer> seated(int of) {
            Set<Integer> seated = new TreeSet<>();
            for (int i = 0; i < bookings.size(); i++) {
                if (bookings.get(i).seatedIn(of)) {
                    seated.add(i);
                }
            }
            return Collections.unmodifiableSet(seated);
        }

        long seats() {
            return bookings.stream().filter(Booking::hasSeat).count();
        }

        private static <T> List<T> replaced(List<T> list, int index, T value) {
            List<T> changed = new ArrayList<>(list);
            changed.set(index, value);
            return List.copyOf(changed);
        }
    }

    private final Rules rules;
    private final int mostIncidents;

    SeatProtocol(Rules rules, int mostIncidents) {
        this.rules = rules;
        this.mostIncidents = mostIncidents;
    }

    /**
     * At no time are more seats taken than there are. With nothing under way each confirmed booking is listed by the event it shares
     * and no ended one by any, and an event stands only as long as somebody is booked.
     */
    static boolean wrong(State state) {
        if (state.seats() > SEATS) {
            return true;
        }
        boolean quiet =
                state.inFlight().isEmpty() && state.workers().stream().allMatch(worker -> worker.step() == Step.IDLE);
        if (!quiet) {
            return false;
        }
        for (int i = 0; i < state.bookings().size(); i++) {
            Booking booking = state.bookings().get(i);
            int index = i;
            if (booking.phase() == Phase.CONFIRMED
                    && !state.event(booking.generation()).lists(index)) {
                return true;
            }
            if (booking.phase() == Phase.ENDED && state.events().stream().anyMatch(event -> event.lists(index))) {
                return true;
            }
        }
        return state.bookings().stream().noneMatch(Booking::underWay) && standsForNobody(state);
    }

    private static boolean standsForNobody(State state) {
        for (int generation = 1; generation <= state.events().size(); generation++) {
            if (state.event(generation).status() == Status.LIVE
                    && state.seated(generation).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    List<State> next(State state) {
        List<State> successors = new ArrayList<>();
        for (int i = 0; i < state.inFlight().size(); i++) {
            List<Call> others = new ArrayList<>(state.inFlight());
            Call call = others.remove(i);
            successors.add(lands(state.calls(others), call));
            successors.add(state.calls(others));
        }
        for (int i = 0; i < state.bookings().size(); i++) {
            if (state.bookings().get(i).phase() == Phase.HELD) {
                // Cancelled, or over: nothing is in the calendar.
                successors.add(state.booking(i, booking -> booking.in(Phase.ENDED)));
            }
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
        return successors.stream().map(State::inOrder).toList();
    }

    /** An idle worker sells a seat, cancels a booking, or takes one over. */
    private void begin(State state, int worker, List<State> successors) {
        for (int i = 0; i < state.bookings().size(); i++) {
            switch (state.bookings().get(i).phase()) {
                case ABSENT -> {
                    if (state.isNext(i) && (!rules.seatsCounted() || state.seats() < SEATS)) {
                        State held = state.booking(
                                i, booking -> booking.in(Phase.HELD).joining(state.generation()));
                        successors.add(taken(held, i, worker, Step.BEGINS));
                    }
                }
                case HELD -> takeOver(state, i, worker, Step.BEGINS, successors);
                case WRITING -> {
                    takeOver(state, i, worker, Step.JOINS, successors);
                    cancel(state, i, worker, successors);
                }
                case CONFIRMED -> cancel(state, i, worker, successors);
                case UNDOING -> takeOver(state, i, worker, Step.LEAVES, successors);
                case ENDED -> {}
            }
        }
    }

    private void cancel(State state, int booking, int worker, List<State> successors) {
        if (mayGoWrong(state)) {
            State undoing = state.incident().booking(booking, seen -> seen.in(Phase.UNDOING));
            successors.add(taken(undoing, booking, worker, Step.LEAVES));
        }
    }

    /** From a dead worker it is no incident of its own. */
    private void takeOver(State state, int booking, int worker, Step step, List<State> successors) {
        int epoch = state.bookings().get(booking).epoch();
        boolean dead = state.workers().stream()
                .noneMatch(other -> other.step() != Step.IDLE && other.booking() == booking && other.epoch() == epoch);
        if (dead) {
            successors.add(taken(state, booking, worker, step));
        } else if (mayGoWrong(state)) {
            successors.add(taken(state.incident(), booking, worker, step));
        }
    }

    private static State taken(State state, int booking, int worker, Step step) {
        State taken = state.booking(booking, Booking::takenOver);
        return taken.worker(
                worker, Worker.of(step, booking, taken.bookings().get(booking).epoch()));
    }

    private void step(State state, int index, List<State> successors) {
        Worker worker = state.workers().get(index);
        Booking booking = state.bookings().get(worker.booking());
        State idle = state.worker(index, Worker.IDLE);
        switch (worker.step()) {
            case IDLE -> throw new IllegalStateException("nothing to do");
            case BEGINS ->
                successors.add(
                        owns(worker, booking, Phase.HELD)
                                ? state.booking(worker.booking(), seen -> seen.in(Phase.WRITING))
                                        .worker(index, worker.at(Step.JOINS))
                                : idle);
            case JOINS -> successors.add(join(state, index, worker, booking));
            case READS_EVENT -> {
                Event event = state.event(worker.generation());
                successors.add(state.worker(index, worker.having(event).at(afterEvent(worker, event))));
            }
            case READS_BOOK ->
                successors.add(state.worker(
                        index,
                        worker.having(state.seated(worker.generation()))
                                .at(rules.eventReadBeforeBook() ? Step.WRITES : Step.READS_EVENT)));
            case WRITES -> write(state, index, worker, successors);
            case CONFIRMS ->
                successors.add(
                        owns(worker, booking, Phase.WRITING)
                                ? idle.booking(worker.booking(), seen -> seen.in(Phase.CONFIRMED))
                                : idle);
            case REFUSES ->
                successors.add(
                        worker.epoch() == booking.epoch() && booking.phase() == Phase.WRITING
                                ? state.booking(worker.booking(), seen -> seen.in(Phase.UNDOING))
                                        .worker(index, worker.at(Step.LEAVES))
                                : idle);
            case LEAVES -> successors.add(leave(state, index, worker, booking));
            case INSERTS_TO_DELETE -> {
                if (!rules.removalInsertsFirst()) {
                    successors.add(state.worker(index, worker.at(Step.DELETES)));
                    return;
                }
                Call call = new Call(worker.generation(), true, 0, Set.of());
                successors.add(lands(state, call).worker(index, worker.at(Step.DELETES)));
                late(state, call, successors);
            }
            case DELETES -> {
                Call call = new Call(worker.generation(), false, 0, Set.of());
                successors.add(lands(state, call).worker(index, worker.at(Step.ENDS)));
                late(state, call, successors);
            }
            case ENDS ->
                successors.add(
                        worker.epoch() == booking.epoch() && booking.phase() == Phase.UNDOING
                                ? idle.booking(worker.booking(), seen -> seen.in(Phase.ENDED))
                                : idle);
        }
    }

    /** One transaction: from here on the generation is not closed before the booking is undone. */
    private State join(State state, int index, Worker worker, Booking booking) {
        if (!rules.openGenerationJoined() || booking.generation() == state.generation()) {
            return state.worker(index, writing(worker, booking.generation()));
        }
        return owns(worker, booking, Phase.WRITING)
                ? state.booking(worker.booking(), seen -> seen.joining(state.generation()))
                        .worker(index, writing(worker, state.generation()))
                : state.worker(index, Worker.IDLE);
    }

    /** One transaction: whether anybody else has a part in the event, nor ever will. */
    private State leave(State state, int index, Worker worker, Booking booking) {
        if (!booking.hasSeat()) {
            return state.worker(index, Worker.IDLE);
        }
        int generation = booking.generation();
        boolean closed = state.generation() > generation;
        boolean alone = state.seated(generation).stream().allMatch(other -> other == worker.booking());
        if (!closed && !alone && rules.leaverAsksWhoStays()) {
            return state.worker(index, leaving(worker, generation, first()));
        }
        State removing = state.worker(index, leaving(worker, generation, Step.INSERTS_TO_DELETE));
        return closed || !rules.lastClosesGeneration() ? removing : removing.closed();
    }

    private Worker writing(Worker worker, int generation) {
        return new Worker(first(), worker.booking(), worker.epoch(), generation, false, Event.NONE, Set.of());
    }

    private static Worker leaving(Worker worker, int generation, Step next) {
        return new Worker(next, worker.booking(), worker.epoch(), generation, true, Event.NONE, Set.of());
    }

    private Step first() {
        return rules.eventReadBeforeBook() ? Step.READS_EVENT : Step.READS_BOOK;
    }

    private Step afterEvent(Worker worker, Event event) {
        if (event.status() == Status.TOMBSTONE) {
            return worker.leaving() ? Step.ENDS : Step.REFUSES;
        }
        return rules.eventReadBeforeBook() ? Step.READS_BOOK : Step.WRITES;
    }

    private void write(State state, int index, Worker worker, List<State> successors) {
        // What was read has served.
        Worker done = Worker.of(worker.leaving() ? Step.ENDS : Step.CONFIRMS, worker.booking(), worker.epoch());
        boolean shown =
                worker.read().status() == Status.LIVE && worker.read().listed().equals(worker.seated());
        if (shown && !(worker.leaving() && rules.leaverWritesInAnyCase())) {
            successors.add(state.worker(index, done));
            return;
        }
        Call call = new Call(worker.generation(), true, worker.read().version(), worker.seated());
        State landed = lands(state, call);
        // It is another one by now, or the answer is lost: both are looked at again.
        State again = state.worker(
                index,
                worker.leaving()
                        ? leaving(worker, worker.generation(), first())
                        : writing(worker, worker.generation()));
        successors.add(landed.equals(state) ? again : landed.worker(index, done));
        late(again, call, successors);
    }

    private State lands(State state, Call call) {
        Event event = state.event(call.generation());
        if (!call.writes()) {
            return state.event(call.generation(), event.deleted());
        }
        boolean lands = call.over() == 0
                ? event.status() == Status.NONE
                : event.status() == Status.LIVE && (!rules.etagCompared() || event.version() == call.over());
        return lands ? state.event(call.generation(), event.written(call.listed())) : state;
    }

    private boolean owns(Worker worker, Booking booking, Phase phase) {
        return !rules.compareAndSet() || (worker.epoch() == booking.epoch() && booking.phase() == phase);
    }

    private void late(State after, Call call, List<State> successors) {
        if (mayGoWrong(after)) {
            List<Call> more = new ArrayList<>(after.inFlight());
            more.add(call);
            more.sort(Comparator.comparing(Call::toString));
            successors.add(after.incident().calls(more));
        }
    }

    private boolean mayGoWrong(State state) {
        return state.incidents() < mostIncidents;
    }
}
