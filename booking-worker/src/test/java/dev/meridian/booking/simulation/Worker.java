package dev.meridian.booking.simulation;

import dev.meridian.booking.background.BackgroundWork;
import dev.meridian.booking.decision.BookingEventsPublisher;
import dev.meridian.booking.decision.BookingRepliesPublisher;
import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.decision.Seating;
import dev.meridian.booking.janitor.JanitorParts;
import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.booking.request.RequestParts;
import dev.meridian.booking.saga.SagaParts;
import dev.meridian.booking.saga.Sagas;
import dev.meridian.booking.simulation.FaultyCalendar.Weather;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.booking.R2dbcBookings;
import dev.meridian.bookings.catalogue.R2dbcCatalogue;
import dev.meridian.bookings.customer.Identification;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.occupancy.R2dbcOccupancies;
import dev.meridian.bookings.outbox.R2dbcOutbox;
import dev.meridian.bookings.request.R2dbcRequests;
import dev.meridian.bookings.session.R2dbcSessions;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.bookings.staffing.R2dbcLoads;
import dev.meridian.bookings.upkeep.R2dbcCalendarSyncs;
import dev.meridian.bookings.upkeep.R2dbcClashes;
import dev.meridian.messaging.request.Replies;
import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.testkit.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One life of a booking worker: the parts of the product, with a lease, a clock and a calendar of its own. */
final class Worker {

    private static final int CONCURRENCY = 4;

    /** What is written of sessions and seats: a worker may die before each of it. */
    private static final Set<String> SEAT_STEPS = Set.of("take", "bind", "free", "close", "move", "shown");

    final String name;
    final SettableClock clock;
    private final Book book;
    private final Flaw flaw;
    private final Weather weather;
    private final Bookings bookings;
    private final R2dbcOccupancies occupancies;
    private final Replies replies;
    private final Sagas sagas;
    private final OutboxRelay relay;
    private final Consumer<ConsumerRecord<String, @Nullable SpecificRecord>> listener;
    private final Supplier<Optional<Runnable>> looks;
    private final BackgroundWork looking = new BackgroundWork("look", 1, Duration.ofSeconds(1));
    private boolean counting;
    private boolean found;
    private int room;

    Worker(
            String name,
            Book book,
            Broker broker,
            FaultyCalendar calendar,
            SettableClock clock,
            BookingIds ids,
            AvroCodec codec,
            Random random,
            Weather weather,
            Flaw flaw) {
        this.name = name;
        this.clock = clock;
        this.book = book;
        this.flaw = flaw;
        this.weather = weather;
        Lease lease = new Lease(name, Duration.ofSeconds(10));
        Random pauses = new Random(random.nextLong());
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        DatabaseClient database = DatabaseClient.create(book.pool);
        TransactionalOperator transaction = TransactionalOperator.create(new R2dbcTransactionManager(book.pool));
        Transactions transactions = new Transactions(transaction);
        bookings = watched(new R2dbcBookings(database));
        occupancies = new R2dbcOccupancies(database);
        R2dbcRequests requests = new R2dbcRequests(database);
        R2dbcOutbox outbox = new R2dbcOutbox(database);
        R2dbcCatalogue catalogue = new R2dbcCatalogue(database);
        BookingEventsPublisher events = new BookingEventsPublisher(codec, clock);
        Sessions sessions = watched(new R2dbcSessions(database));
        Seating seating = new Seating(sessions, askedWhoStays(bookings), occupancies, ids, Book.BUSINESS_ZONE);
        Decisions decisions = new Decisions(bookings, occupancies, seating, requests, outbox, events);
        replies = new Replies(broker, codec, clock);
        BookingRepliesPublisher tells = new BookingRepliesPublisher(replies, ids, meters);
        relay = new OutboxRelay(outbox, transaction, broker, 100, Duration.ofSeconds(1), Duration.ofSeconds(5));
        sagas = SagaParts.sagas(
                calendar,
                bookings,
                occupancies,
                sessions,
                catalogue,
                seating,
                ids,
                decisions,
                transactions,
                tells,
                relay,
                pauses,
                lease,
                CONCURRENCY,
                meters);
        Identification identification = new Identification(database, ids);
        listener = RequestParts.listener(
                transactions,
                requests,
                bookings,
                catalogue,
                occupancies,
                new R2dbcLoads(database),
                seating,
                outbox,
                decisions,
                events,
                ids,
                identification,
                lease,
                Book.BUSINESS_ZONE,
                tells,
                sagas,
                relay,
                meters);
        looks = JanitorParts.looks(
                calendar,
                new R2dbcCalendarSyncs(database),
                new R2dbcClashes(database),
                bookings,
                occupancies,
                sessions,
                catalogue,
                seating,
                ids,
                identification,
                outbox,
                decisions,
                events,
                transactions,
                tells,
                relay,
                codec,
                clock,
                Book.BUSINESS_ZONE,
                pauses,
                lease,
                meters);
    }

    void receive(ConsumerRecord<String, @Nullable SpecificRecord> record) {
        listener.accept(record);
    }

    /** Takes over at most one booking, or one session that something was left for; whether there was any. */
    boolean sweep() {
        found = false;
        sagas.sweep();
        return found;
    }

    /** Begins to look at the calendar, if it is due and this worker is not at it. */
    void look() {
        if (looking.room() > 0) {
            looks.get().ifPresent(looking::tryRun);
        }
    }

    /** A person has looked at what is parked. */
    void resume() {
        book.parked().forEach(id -> bookings.resume(id).block());
    }

    void relay() {
        relay.relay();
    }

    /** How many of its sagas have begun and not ended: what is missing of the room that it sweeps for. A look counts as well. */
    int running() {
        counting = true;
        room = 0;
        sagas.sweep();
        counting = false;
        return CONCURRENCY - room + 1 - looking.room();
    }

    void close() {
        replies.close();
    }

    /** What is done instead of a call. */
    private interface Watch {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    /** The product's bookings, except that the simulation looks on, and breaks a rule if it is told to. */
    private Bookings watched(Bookings real) {
        return watched(Bookings.class, (method, arguments) -> switch (method.getName()) {
            case "takeOver" -> {
                room = (int) arguments[1];
                yield one(real, method, arguments);
            }
            case "release" -> {
                Mono<?> released = (Mono<?>) invoke(real, method, arguments);
                yield Mono.fromCallable(released::block);
            }
            case "advance" -> advance(real, method, arguments);
            case "awaitHost" ->
                flaw == Flaw.HOST_IS_NOT_ASKED ? Mono.just(arguments[0]) : invoke(real, method, arguments);
            default -> invoke(real, method, arguments);
        });
    }

    /** The same for the sessions. */
    private Sessions watched(Sessions real) {
        return watched(Sessions.class, (method, arguments) -> {
            String step = method.getName();
            if (step.equals("takeChanged")) {
                return one(real, method, arguments);
            }
            if (SEAT_STEPS.contains(step) && weather.kills()) {
                throw new Turns.Killed();
            }
            if (flaw == Flaw.SELLS_A_SEAT_TOO_MANY && step.equals("take")) {
                arguments[2] = (int) arguments[2] + 1;
            }
            return flaw == Flaw.GENERATION_STAYS_OPEN && step.equals("close")
                    ? Mono.just(arguments[0])
                    : invoke(real, method, arguments);
        });
    }

    /** The bookings as whoever gives up a seat asks them who else has one. */
    private Bookings askedWhoStays(Bookings asked) {
        return flaw == Flaw.LAST_OR_NOT
                ? watched(
                        Bookings.class,
                        (method, arguments) ->
                                method.getName().equals("seated") ? Flux.empty() : invoke(asked, method, arguments))
                : asked;
    }

    /** Takes over one at most: two that are started at once would race each other out of our sight. */
    private Object one(Object real, Method method, Object[] arguments) {
        if (counting || found) {
            return Flux.empty();
        }
        arguments[1] = 1;
        return ((Flux<?>) invoke(real, method, arguments)).doOnNext(taken -> found = true);
    }

    private static <T> T watched(Class<T> port, Watch watch) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> watch.call(method, arguments)));
    }

    private Object advance(Bookings real, Method method, Object[] arguments) throws Throwable {
        if (weather.kills()) {
            throw new Turns.Killed();
        }
        Booking seen = (Booking) arguments[0];
        String next = arguments[1].toString();
        if (flaw == Flaw.BLIND_WRITES) {
            book.unseen("update bookings set state = '" + seen.state()
                    + "', parked_from = null, undo_to = 'REFUSED' where id = '" + seen.id() + "' and state <> '"
                    + seen.state() + "'");
            return real.find(seen.id())
                    .filter(now -> now.state() == seen.state())
                    .flatMap(now -> {
                        arguments[0] = now;
                        return (Mono<?>) invoke(real, method, arguments);
                    });
        }
        if (flaw == Flaw.FREES_TOO_EARLY && next.equals("UNDOING")) {
            book.run("update occupancies set live = false where booking_id = '" + seen.id() + "'");
        }
        if (flaw == Flaw.MOVE_FREES_AT_ONCE && next.equals("MOVING")) {
            return ((Mono<?>) invoke(real, method, arguments)).delayUntil(moving -> freed(seen));
        }
        return invoke(real, method, arguments);
    }

    private Mono<?> freed(Booking seen) {
        return occupancies.free(seen.id(), seen.slot());
    }

    private static Object invoke(Object real, Method method, Object[] arguments) {
        try {
            return Objects.requireNonNull(method.invoke(real, arguments));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
