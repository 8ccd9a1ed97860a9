package dev.meridian.gateway;

import dev.meridian.bookings.booking.Booking;
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
import dev.meridian.gateway.request.Mailbox;
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
public final class FakeParts implements Availability, BookingDesk, Mailbox, CallerBookings, Catalogue {

    public static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    public final List<AvailabilityQuestion> questions = new CopyOnWriteArrayList<>();
    public final List<BookingWish> wishes = new CopyOnWriteArrayList<>();
    public final Map<UUID, Booking> bookings = new ConcurrentHashMap<>();
    public volatile Function<AvailabilityQuestion, Mono<AvailabilityAnswer>> available =
            question -> Mono.just(new AvailabilityAnswer.Unknown());
    public volatile Function<BookingWish, Mono<BookingAnswer>> desk =
            wish -> Mono.just(new BookingAnswer.Pending(new UUID(1, 1), null));
    public volatile List<Service> services = List.of(Service.standard());

    /** Forgets what happened. */
    public void reset() {
        questions.clear();
        wishes.clear();
        bookings.clear();
        available = question -> Mono.just(new AvailabilityAnswer.Unknown());
        desk = wish -> Mono.just(new BookingAnswer.Pending(new UUID(1, 1), null));
        services = List.of(Service.standard());
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
    public Mono<StoredRequest> request(RequestKey id) {
        return Mono.empty();
    }

    @Override
    public Mono<Booking> booking(UUID id) {
        return Mono.justOrEmpty(bookings.get(id));
    }

    @Override
    public Flux<Booking> upcoming(@Nullable String conversationId, @Nullable String number) {
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
        return Flux.empty();
    }

    /** A service of that name, otherwise as the standard one. */
    public static Service service(String id, String name) {
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
                s.maxPerDay(),
                s.maxPerWeek(),
                s.capacity(),
                s.requiresConfirmation(),
                s.cancelNoticeMinutes(),
                s.rescheduleNoticeMinutes(),
                s.staff(),
                s.assignment(),
                s.collective(),
                s.resources(),
                s.questions(),
                s.prices(),
                s.location(),
                s.version());
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
                "primary",
                "0123456789abcdef",
                null,
                "https://calendar.example/event",
                null,
                wish.service() == null ? "standard" : wish.service(),
                "default",
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
