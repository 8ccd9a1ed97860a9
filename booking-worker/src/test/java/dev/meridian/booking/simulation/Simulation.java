package dev.meridian.booking.simulation;

import dev.meridian.booking.simulation.FaultyCalendar.Weather;
import dev.meridian.booking.simulation.Turns.Waiting;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.EventPatch;
import dev.meridian.calendars.NewEvent;
import dev.meridian.messaging.failure.PoisonRecord;
import dev.meridian.messaging.failure.TransientFailure;
import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.messaging.serde.ConfiguredAvroCodec;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.testkit.FixedSerde;
import dev.meridian.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One run: everything that happens follows from the seed. A step is one thing that one participant does; then whatever it
 * set in motion goes on until all of it waits at a call to the calendar or has ended, and only then comes the next.
 */
final class Simulation {

    /** A Saturday; the slots are on the Monday after. */
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static final Instant FIRST_SLOT = Instant.parse("2026-11-23T17:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int WORKERS = 3;

    /** As often, and longer than the janitor's grace, nothing happens any more before it is thought that nothing will. */
    private static final int QUIET_LOOKS = 3;

    private static final Duration STUCK = Duration.ofSeconds(20);
    private static final BookingIds IDS = new BookingIds("0123456789abcdef0123456789abcdef", "simulation");
    private static final AvroCodec CODEC = ConfiguredAvroCodec.of(
            FixedSerde.Serializer.class.getName(), FixedSerde.Deserializer.class.getName(), Map.of());

    /** How it went; no violations: every promise was kept. */
    record Report(long seed, List<String> violations, List<String> history, Map<String, Integer> outcomes) {}

    private record Choice(int weight, Runnable action) {}

    private final long seed;
    private final Offer offer;
    private final Random random;
    private final Book book;
    private final Flaw flaw;
    private final Complaints complaints;
    private final SimulatedCalendar calendar = new SimulatedCalendar(() -> this.now);
    private final Turns turns = new Turns();
    private final Weather weather;
    private final Broker broker;
    private final RequestLog log;
    private final Clients clients;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Worker> dead = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private final Set<String> violations = new LinkedHashSet<>();
    private final int haste;
    private final int humans;
    private Instant now = NOW;
    private Map<String, Integer> outcomes = Map.of();
    private long lastNote;
    private int wishes;
    private String lastSeen = "";
    private int quietLooks;

    Simulation(long seed, Book book, Flaw flaw, Complaints complaints) {
        this.seed = seed;
        this.offer = Offer.of(seed);
        this.random = new Random(seed);
        this.book = book;
        this.flaw = flaw;
        this.complaints = complaints;
        weather = new Weather(new Random(random.nextLong()), random.nextInt(4) * 10);
        broker = new Broker(CODEC, book, new Random(random.nextLong()));
        log = new RequestLog(random);
        clients = new Clients(random, log, IDS, offer, book::confirmed);
        wishes = offer.wishes + random.nextInt(10);
        // Where calls wait long, workers are thought dead; no two seeds have the same temper.
        haste = 1 + random.nextInt(12);
        humans = 1 + random.nextInt(5);
    }

    Report run() {
        book.begin(now);
        complaints.clear();
        for (int i = 0; i < WORKERS; i++) {
            workers.add(worker("worker-" + i));
        }
        if (random.nextBoolean()) {
            bookInPeace();
        }
        int steps = 40 + wishes * (12 + random.nextInt(12));
        for (int i = 0; i < steps && violations.isEmpty(); i++) {
            step();
        }
        if (violations.isEmpty()) {
            heal();
        }
        if (violations.isEmpty()) {
            checkTheEnd();
        }
        outcomes = Guarantees.outcomes(book);
        if (violations.isEmpty()) {
            replay();
        }
        turns.waiting().forEach(one -> turns.kill(one.worker));
        workers.forEach(Worker::close);
        dead.forEach(Worker::close);
        return new Report(seed, List.copyOf(violations), List.copyOf(history), outcomes);
    }

    /** There is something to move and to cancel before anything goes wrong. */
    private void bookInPeace() {
        weather.pause(true);
        for (int i = 0; i <= random.nextInt(2); i++) {
            note("client: " + clients.publishBooking(now));
        }
        while (log.unread().isPresent()) {
            deliver();
            settle();
        }
        while (!turns.waiting().isEmpty()) {
            goOn();
        }
        weather.pause(false);
    }

    private void step() {
        List<Choice> choices = new ArrayList<>();
        if (wishes > 0) {
            choices.add(new Choice(4, this::publish));
        }
        if (log.unread().isPresent()) {
            choices.add(new Choice(8, this::deliver));
        }
        int waiting = turns.waiting().size();
        if (waiting > 0) {
            choices.add(new Choice(haste * (1 + waiting), this::goOn));
            choices.add(new Choice(1, this::kill));
        }
        if (calendar.onTheWay() > 0) {
            choices.add(new Choice(2, this::land));
        }
        choices.add(new Choice(8, this::sweep));
        choices.add(new Choice(6, this::tick));
        choices.add(new Choice(humans, this::human));
        if (offer.hosted()) {
            choices.add(new Choice(4, this::lookAtCalendar));
            choices.add(new Choice(3, this::host));
        }
        choices.add(new Choice(1, this::rewind));
        choices.add(new Choice(1, this::relay));
        choices.add(new Choice(1, this::shiftClock));
        choices.add(new Choice(1, this::resume));
        int pick = random.nextInt(choices.stream().mapToInt(Choice::weight).sum());
        for (Choice choice : choices) {
            pick -= choice.weight();
            if (pick < 0) {
                choice.action().run();
                break;
            }
        }
        settle();
        look(false);
    }

    // What may happen

    private void publish() {
        wishes--;
        note("client: " + clients.publish(now));
    }

    private void deliver() {
        int partition = log.unread().orElseThrow();
        Worker worker = anyWorker();
        ConsumerRecord<String, @Nullable SpecificRecord> record = log.next(partition);
        note(worker.name + " reads " + partition + "/" + record.offset());
        if (receive(worker, record) && random.nextInt(12) > 0) {
            log.commit(partition);
        }
    }

    private void goOn() {
        List<Waiting> waiting = turns.waiting();
        Waiting one = waiting.get(random.nextInt(waiting.size()));
        note(one.toString());
        turns.goOn(one);
        settle();
        look(one.strangerSeen);
    }

    private void kill() {
        int index = random.nextInt(workers.size());
        Worker victim = workers.get(index);
        note(victim.name + " is killed");
        turns.kill(victim.name);
        dead.add(victim);
        workers.set(index, worker("worker-" + (workers.size() + dead.size() - 1)));
    }

    private void land() {
        boolean lost = random.nextInt(4) == 0;
        note(lost ? "a late write is lost" : "a late write lands");
        calendar.land(random.nextInt(calendar.onTheWay()), lost);
    }

    private void sweep() {
        Worker worker = anyWorker();
        note(worker.name + " sweeps");
        if (flaw == Flaw.WRITING_EXPIRES) {
            Guarantees.expireWriting(book);
        }
        worker.sweep();
    }

    private void tick() {
        advance(
                switch (random.nextInt(10)) {
                    case 0 -> Duration.ofMinutes(2 + random.nextInt(15));
                    case 1, 2 -> Duration.ofSeconds(11 + random.nextInt(50));
                    case 3, 4, 5 -> Duration.ofSeconds(1 + random.nextInt(10));
                    default -> Duration.ofMillis(1 + random.nextInt(1000));
                });
    }

    private void lookAtCalendar() {
        Worker worker = anyWorker();
        note(worker.name + " looks at the calendar");
        worker.look();
    }

    /** The host has his say about somebody who waits for it: perhaps not for the first time, perhaps too late. */
    private void host() {
        List<UUID> waiting = book.awaitingHost();
        if (!waiting.isEmpty()) {
            note("host: " + clients.publishWord(waiting.get(random.nextInt(waiting.size())), now));
        }
    }

    private void human() {
        if (offer.hosted() && random.nextInt(8) == 0) {
            restore();
            return;
        }
        List<CalendarEvent> live = calendar.live();
        @Nullable CalendarEvent some = live.isEmpty() ? null : live.get(random.nextInt(live.size()));
        if (some == null || random.nextInt(3) == 0) {
            Instant start = FIRST_SLOT.plus(Duration.ofMinutes(30L * (random.nextInt(8) - 1)));
            note("human: an event at " + start);
            calendar.insert(new NewEvent(
                    "human" + history.size(),
                    "Lunch",
                    "",
                    start,
                    start.plus(HOUR),
                    Book.BUSINESS_ZONE,
                    random.nextInt(4) == 0,
                    Map.of(),
                    List.of(),
                    false));
        } else if (!SimulatedCalendar.isOurs(some)) {
            note("human: removes " + some.id());
            calendar.delete(some.id());
        } else {
            change(some);
        }
    }

    private void change(CalendarEvent ours) {
        String name = ours.id().substring(0, 8);
        switch (random.nextInt(4)) {
            case 0 -> {
                note("human: removes ours, " + name);
                calendar.touch(ours.id());
                calendar.delete(ours.id());
            }
            case 1 -> {
                note("human: moves ours, " + name);
                calendar.touch(ours.id());
                TimeRange time = TimeRange.of(ours.time().orElseThrow().start().plus(HOUR), HOUR);
                calendar.patch(
                        ours.id(), new EventPatch(null, null, time, Book.BUSINESS_ZONE, null, Map.of(), false), null);
            }
            default -> {
                note("human: renames ours, " + name);
                calendar.annotate(ours);
            }
        }
    }

    private void restore() {
        List<CalendarEvent> deleted = calendar.deleted();
        if (!deleted.isEmpty()) {
            CalendarEvent some = deleted.get(random.nextInt(deleted.size()));
            note("human: restores ours, " + some.id().substring(0, 8));
            calendar.touch(some.id());
            calendar.restore(some);
        }
    }

    private void rewind() {
        note("offsets are lost");
        log.rewind();
    }

    private void relay() {
        Worker worker = anyWorker();
        note(worker.name + " relays");
        try {
            worker.relay();
        } catch (RuntimeException e) {
            note("the relay stops: " + e.getMessage());
        }
    }

    private void shiftClock() {
        Worker worker = anyWorker();
        worker.clock.set(now.plusSeconds(random.nextInt(1200) - 600));
        note(worker.name + " takes it to be " + worker.clock.instant());
    }

    private void resume() {
        anyWorker().resume();
    }

    // How it goes on

    private boolean receive(Worker worker, ConsumerRecord<String, @Nullable SpecificRecord> record) {
        try {
            worker.receive(record);
            return true;
        } catch (TransientFailure again) {
            return false;
        } catch (PoisonRecord poison) {
            return true;
        } catch (RuntimeException e) {
            if (!Turns.isKill(e)) {
                violations.add("listener: " + e);
            }
            return false;
        }
    }

    /** Waits until every saga that runs waits at a call. */
    private void settle() {
        long end = System.nanoTime() + STUCK.toNanos();
        while (running() != turns.waiting().size()) {
            LockSupport.parkNanos(20_000);
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "seed " + seed + ": " + running() + " sagas run, waiting: " + turns.waiting());
            }
        }
    }

    private int running() {
        int running = 0;
        for (Worker worker : workers) {
            running += worker.running();
        }
        for (Worker worker : dead) {
            running += worker.running();
        }
        return running;
    }

    private void look(boolean strangerSeen) {
        for (Book.Note note : book.notesAfter(lastNote)) {
            lastNote = note.seq();
            history.add("    " + note.booking().toString().substring(0, 8) + " " + note.before() + " -> " + note.after()
                    + ", epoch " + note.epoch());
            if (strangerSeen && note.entered(BookingState.CONFIRMED)) {
                violations.add(note.booking() + ": confirmed although a stranger's event was seen");
            }
            violations.addAll(Guarantees.ways(note));
        }
        calendar.overlaps(event -> Guarantees.isLeft(event, book))
                .forEach(pair -> violations.add("calendar: " + pair + " overlap"));
        violations.addAll(complaints.drain());
    }

    /** Everything works again; after a while nothing is left to do. */
    private void heal() {
        note("everything works again");
        weather.clear();
        broker.heal();
        for (int round = 0; round < 2000 && violations.isEmpty(); round++) {
            if (log.unread().isPresent()) {
                deliver();
            } else if (!turns.waiting().isEmpty()) {
                goOn();
            } else if (calendar.onTheWay() > 0 && random.nextInt(3) == 0) {
                land();
            } else if (!anyWorker().sweep()) {
                if (Guarantees.atRest(book) && isQuiet()) {
                    break;
                }
                workers.getFirst().resume();
                advance(Duration.ofMinutes(10));
                if (offer.hosted()) {
                    lookAtCalendar();
                }
            }
            settle();
            look(false);
        }
        violations.addAll(Guarantees.leftOver(book));
        while (calendar.onTheWay() > 0) {
            land();
        }
        workers.getFirst().relay();
        workers.getFirst().relay();
    }

    /** Where somebody looks after the calendar: whether he has looked again and again, and there was nothing new. */
    private boolean isQuiet() {
        String seen = calendar.changes() + " changes, " + lastNote + " notes";
        quietLooks = seen.equals(lastSeen) ? quietLooks + 1 : 0;
        lastSeen = seen;
        return !offer.hosted() || quietLooks >= QUIET_LOOKS;
    }

    private void checkTheEnd() {
        List<Book.Row> bookings = book.bookings();
        Set<UUID> disputed = book.disputed();
        violations.addAll(Guarantees.calendar(
                bookings,
                calendar,
                booking -> offer.hosted() ? disputed.contains(booking.id()) : calendar.touched(booking.eventId())));
        violations.addAll(Guarantees.removals(bookings, calendar));
        violations.addAll(Guarantees.book(book));
        violations.addAll(Guarantees.seats(bookings, book));
        violations.addAll(Guarantees.words(bookings, book));
        violations.addAll(Guarantees.requests(clients.keys(), book));
        violations.addAll(Guarantees.events(bookings, broker.events()));
        violations.addAll(broker.lies());
    }

    /** All of it again, twice, in two orders; and into a database that has forgotten everything. */
    private void replay() {
        advance(Duration.ofHours(2));
        Map<String, String> before = book.checksums();
        int changes = calendar.changes();
        replay("a replay", log.all());
        replay("a replay backwards", log.all().reversed());
        if (!book.checksums().equals(before)) {
            violations.add("replay: " + book.checksums() + " (expected: " + before + ")");
        }
        book.empty();
        replay("a replay into an empty database", log.all());
        for (String table : List.of("bookings", "occupancies", "sessions", "seats", "outbox")) {
            if (book.count(table) > 0) {
                violations.add("replay into an empty database: rows in " + table);
            }
        }
        if (calendar.changes() != changes) {
            violations.add("replay: the calendar was changed");
        }
    }

    private void replay(String what, List<ConsumerRecord<String, @Nullable SpecificRecord>> records) {
        note(what);
        records.forEach(record -> receive(anyWorker(), record));
        if (running() > 0) {
            violations.add(what + ": " + turns.waiting());
        }
    }

    private Worker anyWorker() {
        return workers.get(random.nextInt(workers.size()));
    }

    private Worker worker(String name) {
        SettableClock clock = new SettableClock(now.plusSeconds(random.nextInt(1200) - 600));
        FaultyCalendar reached = new FaultyCalendar(name, calendar, turns, weather, flaw);
        return new Worker(name, book, broker, reached, clock, IDS, CODEC, random, weather, flaw);
    }

    private void advance(Duration time) {
        now = now.plus(time);
        book.advance(time);
        note("it is " + now);
    }

    private void note(String what) {
        history.add(what);
    }
}
