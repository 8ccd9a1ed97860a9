package dev.meridian.gateway;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingSearch;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.catalogue.Host;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.bookings.request.StoredRequest;
import dev.meridian.gateway.request.Availability;
import dev.meridian.gateway.request.AvailabilityAnswer;
import dev.meridian.gateway.request.AvailabilityQuestion;
import dev.meridian.gateway.request.BookingAnswer;
import dev.meridian.gateway.request.BookingDesk;
import dev.meridian.gateway.request.BookingWish;
import dev.meridian.gateway.request.CallerBookings;
import dev.meridian.gateway.request.CancelWish;
import dev.meridian.gateway.request.ChangeAnswer;
import dev.meridian.gateway.request.DecisionWish;
import dev.meridian.gateway.request.HoldAnswer;
import dev.meridian.gateway.request.HoldWish;
import dev.meridian.gateway.request.Mailbox;
import dev.meridian.gateway.request.MoveWish;
import dev.meridian.gateway.request.Register;
import dev.meridian.gateway.request.ReleaseAnswer;
import dev.meridian.gateway.request.ReleaseWish;
import dev.meridian.scheduling.catalogue.Question;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import dev.meridian.scheduling.time.TimeRange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the edge needs of Kafka and Postgres, for tests that have neither. */
public final class FakeParts implements Availability, BookingDesk, Mailbox, Register, CallerBookings, Catalogue {

    public static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    public final List<AvailabilityQuestion> questions = new CopyOnWriteArrayList<>();
    public final List<BookingWish> wishes = new CopyOnWriteArrayList<>();
    public final Map<UUID, Booking> bookings = new ConcurrentHashMap<>();
    public volatile Function<AvailabilityQuestion, Mono<AvailabilityAnswer>> available =
            question -> Mono.just(new AvailabilityAnswer.Unknown());
    public volatile Function<BookingWish, Mono<BookingAnswer>> desk =
            wish -> Mono.just(new BookingAnswer.Pending(new UUID(1, 1), null));
    public volatile List<Service> services = List.of(Service.standard());
    public volatile List<Host> hosts = List.of();
    public final List<MoveWish> moves = new CopyOnWriteArrayList<>();
    public final List<CancelWish> cancels = new CopyOnWriteArrayList<>();
    public final List<DecisionWish> decisions = new CopyOnWriteArrayList<>();
    public final List<HoldWish> holds = new CopyOnWriteArrayList<>();
    public final List<ReleaseWish> releases = new CopyOnWriteArrayList<>();
    public final List<BookingSearch> searches = new CopyOnWriteArrayList<>();
    public final Map<RequestKey, StoredRequest> requests = new ConcurrentHashMap<>();
    public volatile Function<MoveWish, ChangeAnswer> mover = wish -> new ChangeAnswer.Pending(wish.booking());
    public volatile Function<CancelWish, ChangeAnswer> canceller = wish -> new ChangeAnswer.Pending(wish.booking());
    public volatile Function<DecisionWish, ChangeAnswer> host = wish -> new ChangeAnswer.Pending(wish.booking());
    public volatile Function<HoldWish, HoldAnswer> holder = wish -> new HoldAnswer.Unknown();
    public volatile Function<ReleaseWish, ReleaseAnswer> releaser = wish -> new ReleaseAnswer.Unknown();
    /** Whether the book can be read. */
    public volatile boolean readable = true;

    /** Forgets what happened. */
    public void reset() {
        questions.clear();
        wishes.clear();
        bookings.clear();
        moves.clear();
        cancels.clear();
        decisions.clear();
        holds.clear();
        releases.clear();
        searches.clear();
        requests.clear();
        readable = true;
        mover = wish -> new ChangeAnswer.Pending(wish.booking());
        canceller = wish -> new ChangeAnswer.Pending(wish.booking());
        host = wish -> new ChangeAnswer.Pending(wish.booking());
        holder = wish -> new HoldAnswer.Unknown();
        releaser = wish -> new ReleaseAnswer.Unknown();
        available = question -> Mono.just(new AvailabilityAnswer.Unknown());
        desk = wish -> Mono.just(new BookingAnswer.Pending(new UUID(1, 1), null));
        services = List.of(Service.standard());
        hosts = List.of();
    }

    /** Answers every question like this. */
    public void offer(AvailabilityAnswer answer) {
        available = question -> Mono.just(answer);
    }

    /** Answers every wish like this. */
    public void decide(Function<BookingWish, BookingAnswer> decision) {
        desk = wish -> Mono.just(decision.apply(wish));
    }

    @Override
    public Mono<AvailabilityAnswer> ask(AvailabilityQuestion question, Instant deadline) {
        questions.add(question);
        return available.apply(question);
    }

    @Override
    public Mono<BookingAnswer> book(BookingWish wish, Instant deadline) {
        wishes.add(wish);
        return desk.apply(wish);
    }

    @Override
    public Mono<ChangeAnswer> move(MoveWish wish, Instant deadline) {
        moves.add(wish);
        return Mono.just(mover.apply(wish));
    }

    @Override
    public Mono<ChangeAnswer> cancel(CancelWish wish, Instant deadline) {
        cancels.add(wish);
        return Mono.just(canceller.apply(wish));
    }

    @Override
    public Mono<ChangeAnswer> decide(DecisionWish wish, Instant deadline) {
        decisions.add(wish);
        return Mono.just(host.apply(wish));
    }

    @Override
    public Mono<HoldAnswer> hold(HoldWish wish, Instant deadline) {
        holds.add(wish);
        return Mono.just(holder.apply(wish));
    }

    @Override
    public Mono<ReleaseAnswer> release(ReleaseWish wish, Instant deadline) {
        releases.add(wish);
        return Mono.just(releaser.apply(wish));
    }

    @Override
    public Mono<StoredRequest> request(RequestKey id) {
        return read(Mono.justOrEmpty(requests.get(id)));
    }

    @Override
    public Mono<Booking> booking(UUID id) {
        return read(Mono.justOrEmpty(bookings.get(id)));
    }

    @Override
    public Flux<Booking> search(BookingSearch search) {
        searches.add(search);
        return readable
                ? Flux.fromStream(bookings.values().stream()
                        .sorted(Comparator.comparing(booking -> booking.slot().start()))
                        .limit(search.max()))
                : Flux.error(new IllegalStateException("database away"));
    }

    @Override
    public Mono<Booking> resume(UUID id) {
        return booking(id).filter(booking -> booking.state() == BookingState.PARKED);
    }

    private <T> Mono<T> read(Mono<T> look) {
        return readable ? look : Mono.error(new IllegalStateException("database away"));
    }

    @Override
    public Mono<Booking> own(UUID id, @Nullable String conversationId, @Nullable String number) {
        return upcoming(conversationId, number)
                .filter(booking -> booking.id().equals(id))
                .next();
    }

    @Override
    public Flux<Booking> upcoming(@Nullable String conversationId, @Nullable String number) {
        if (!readable) {
            return Flux.error(new IllegalStateException("database away"));
        }
        return Flux.fromStream(bookings.values().stream()
                .filter(booking -> (number != null
                                && number.equals(booking.customer().phone()))
                        || (conversationId != null
                                && conversationId.equals(booking.origin().conversationId())))
                .sorted(Comparator.comparing(booking -> booking.slot().start())));
    }

    @Override
    public Mono<Service> service(String id) {
        return services().filter(service -> service.id().equals(id)).next();
    }

    @Override
    public Flux<Service> services() {
        return Flux.fromIterable(services);
    }

    @Override
    public Mono<Staff> staff(String id) {
        return staff().filter(staff -> staff.id().equals(id)).next();
    }

    @Override
    public Flux<Staff> staff() {
        return Flux.just(Staff.standard(INDIA));
    }

    @Override
    public Mono<Schedule> schedule(String id) {
        return Mono.empty();
    }

    @Override
    public Flux<Schedule> schedules() {
        return Flux.empty();
    }

    @Override
    public Flux<Host> hosts(Collection<String> staffIds) {
        return Flux.fromIterable(hosts)
                .filter(host -> staffIds.contains(host.staff().id()));
    }

    /** Works as the default host does. */
    public void work(Schedule schedule) {
        hosts = List.of(new Host(Staff.standard(INDIA), schedule));
    }

    /** A service of that name, otherwise as the standard one. */
    public static Service service(String id, String name) {
        return service(id, name, List.of());
    }

    /** The same with questions. */
    public static Service service(String id, String name, List<Question> questions) {
        Service s = Service.standard();
        return new Service(
                id,
                name,
                s.durationsMinutes(),
                s.intervalMinutes(),
                s.alignment(),
                s.bufferBeforeMinutes(),
                s.bufferAfterMinutes(),
                s.minNoticeMinutes(),
                s.windowDays(),
                s.windowDates(),
                s.maxPerDay(),
                s.maxPerWeek(),
                s.capacity(),
                s.requiresConfirmation(),
                s.decisionMinutes(),
                s.cancelNoticeMinutes(),
                s.rescheduleNoticeMinutes(),
                s.staff(),
                s.assignment(),
                s.collective(),
                s.resources(),
                questions,
                s.prices(),
                s.location(),
                s.version());
    }

    /** A confirmed booking of the default host. */
    public static Booking booked(String start, ZoneId zone, String phone, String callId) {
        BookingWish wish = new BookingWish(
                new RequestKey("retell", callId + "/" + start),
                Instant.parse(start).atZone(zone),
                null,
                null,
                null,
                "Jo Example",
                phone,
                null,
                null,
                List.of(),
                Map.of(),
                callId,
                null,
                null);
        return booking(wish, BookingState.CONFIRMED);
    }

    /** Puts the booking into the book. */
    public Booking know(Booking booking) {
        bookings.put(booking.id(), booking);
        return booking;
    }

    /** The booking as it is after it has come to stand elsewhere or otherwise. */
    public static Booking after(Booking b, Instant start, ZoneId zone, BookingState state) {
        return new Booking(
                b.id(),
                state,
                b.epoch(),
                b.generation(),
                b.undoTo(),
                b.parkedFrom(),
                b.reason(),
                b.attempts(),
                b.holdUntil(),
                b.kept(),
                b.sessionId(),
                b.calendarId(),
                b.eventId(),
                b.etag(),
                b.eventUrl(),
                b.meetingUrl(),
                b.service(),
                b.staff(),
                b.anyStaff(),
                TimeRange.of(start, b.slot().length()),
                b.bufferBefore(),
                b.bufferAfter(),
                zone,
                b.businessZone(),
                b.move(),
                b.customer(),
                b.notes(),
                b.guests(),
                b.answers(),
                b.origin(),
                b.version() + 1,
                b.createdAt(),
                b.updatedAt());
    }

    /** The booking that a wish becomes. */
    public static Booking booking(BookingWish wish, BookingState state) {
        return booking(wish, state, wish.id());
    }

    /** The booking that a wish becomes, or had become under another key. */
    public static Booking booking(BookingWish wish, BookingState state, RequestKey madeBy) {
        Instant created = Instant.parse("2026-11-20T18:00:00.123Z");
        return new Booking(
                UUID.nameUUIDFromBytes((madeBy.source() + "|" + madeBy.key()).getBytes(StandardCharsets.UTF_8)),
                state,
                1,
                1,
                null,
                null,
                null,
                0,
                null,
                false,
                null,
                "primary",
                "0123456789abcdef",
                null,
                "https://calendar.example/event",
                null,
                wish.service() == null ? "standard" : wish.service(),
                "default",
                wish.staff() == null,
                TimeRange.of(wish.startsAt(), Duration.ofHours(1)),
                Duration.ZERO,
                Duration.ZERO,
                wish.zone(),
                INDIA,
                null,
                new Customer(wish.name(), wish.phone(), wish.email()),
                wish.notes(),
                wish.guests(),
                wish.answers(),
                new Origin(madeBy.source(), madeBy.key(), wish.conversationId(), wish.toolCallId()),
                1,
                created,
                created);
    }
}
