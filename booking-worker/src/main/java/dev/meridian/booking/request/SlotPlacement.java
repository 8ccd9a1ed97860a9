package dev.meridian.booking.request;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.decision.Seating;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.catalogue.Host;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.occupancy.ResourceIds;
import dev.meridian.bookings.request.Decided;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.staffing.Loads;
import dev.meridian.bookings.staffing.StaffChoice;
import dev.meridian.scheduling.catalogue.CalendarUse;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.slot.Caps;
import dev.meridian.scheduling.slot.Reason;
import dev.meridian.scheduling.slot.SlotRules;
import dev.meridian.scheduling.slot.SlotVerdict;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds somebody who can take a wish and takes the slot: rules first, then locks in order, then whose turn it is, the caps and the
 * neighbours, then the insert that alone decides. What is asked behind the locks stays true until the caller's transaction
 * ends.
 */
final class SlotPlacement {

    private final Catalogue catalogue;
    private final Bookings bookings;
    private final Occupancies occupancies;
    private final Loads loads;
    private final StaffChoice choice;
    private final Seating seating;
    private final Decisions decisions;

    SlotPlacement(
            Catalogue catalogue,
            Bookings bookings,
            Occupancies occupancies,
            Loads loads,
            Seating seating,
            Decisions decisions) {
        this.catalogue = catalogue;
        this.bookings = bookings;
        this.occupancies = occupancies;
        this.loads = loads;
        this.seating = seating;
        this.choice = new StaffChoice(loads, occupancies);
        this.decisions = decisions;
    }

    /**
     * Places a wish within the caller's transaction: with whom it names, with everybody where the service needs that, otherwise
     * with the first in turn who can take it.
     *
     * @param now the moment the rules are judged at
     * @param decided takes requests that end because their holds had run out
     */
    Mono<Placement> place(UUID bookingId, SlotWish wish, Instant now, Consumer<Decided> decided) {
        return place(bookingId, wish, service -> Optional.empty(), now, decided);
    }

    /**
     * The same, unless something stands against it whichever time it is.
     *
     * @param objection what the service does not accept of the wish
     */
    Mono<Placement> place(
            UUID bookingId,
            SlotWish wish,
            Function<Service, Optional<Outcome>> objection,
            Instant now,
            Consumer<Decided> decided) {
        return catalogue
                .service(wish.service())
                .flatMap(service -> {
                    Optional<Outcome> against = objection.apply(service);
                    if (against.isPresent()) {
                        return refused(against.get());
                    }
                    String staff = wish.staff();
                    if (staff != null && !service.staff().contains(staff)) {
                        return refused(Outcome.invalid("staff", "unknown", "one who offers " + service.id()));
                    }
                    int minutes = Optional.ofNullable(wish.durationMinutes()).orElse(service.defaultDurationMinutes());
                    if (!service.durationsMinutes().contains(minutes)) {
                        return refused(notAllowed(Reason.DURATION));
                    }
                    return judgeEach(service, staff, minutes, wish.start(), now)
                            .flatMap(judged -> takeAny(bookingId, service, judged, decided));
                })
                .switchIfEmpty(Mono.defer(() -> refused(Outcome.invalid("service", "unknown", "the id of a service"))));
    }

    private Mono<Placement> takeAny(
            UUID bookingId, Service service, List<Placement> judged, Consumer<Decided> decided) {
        List<Placement.Taken> allowed = allowed(judged);
        if (allowed.isEmpty()) {
            return judged.isEmpty() ? refused(notAllowed("no_staff")) : Mono.just(judged.getLast());
        }
        return clear(allowed, decided)
                .then(Mono.defer(() -> inTurn(service, allowed)))
                .flatMap(places -> takeFirst(bookingId, places));
    }

    /**
     * Judges a time with one of those who offer the service, together with the others where it needs everybody. What it answers is
     * yet to be taken. The length is not judged: an appointment that is made keeps it.
     */
    Mono<Placement> judge(Service service, String staff, int minutes, ZonedDateTime start, Instant now) {
        return service.staff().contains(staff)
                ? judgeEach(service, staff, minutes, start, now)
                        .flatMap(judged ->
                                judged.isEmpty() ? refused(notAllowed("no_staff")) : Mono.just(judged.getFirst()))
                : refused(notAllowed("no_staff"));
    }

    /** A verdict for each who could take it alone, or one for all together. */
    private Mono<List<Placement>> judgeEach(
            Service service, @Nullable String staff, int minutes, ZonedDateTime start, Instant now) {
        return catalogue
                .hosts(staff == null || service.collective() ? service.staff() : List.of(staff))
                .sort(comparingInt(host -> service.staff().indexOf(host.staff().id())))
                .collectList()
                .map(hosts -> parties(service, hosts).stream()
                        .map(party -> judge(service, party, minutes, start, now, staff == null))
                        .toList());
    }

    private static List<List<Host>> parties(Service service, List<Host> hosts) {
        if (!service.collective()) {
            return hosts.stream().map(List::of).toList();
        }
        return hosts.size() == service.staff().size() ? List.of(hosts) : List.of();
    }

    private static Placement judge(
            Service service, List<Host> party, int minutes, ZonedDateTime start, Instant now, boolean anybody) {
        for (Host host : party) {
            SlotVerdict verdict =
                    SlotRules.judgeAgreed(service, minutes, host.schedule(), start.getZone(), now, start.toInstant());
            if (verdict instanceof SlotVerdict.NotAllowed not) {
                return new Placement.Refused(notAllowed(not.reason()));
            }
        }
        Host first = party.getFirst();
        TimeRange slot = TimeRange.of(start.toInstant(), Duration.ofMinutes(minutes));
        // A seat stays where it was taken: the others come to that person.
        boolean anyStaff = anybody
                && !service.collective()
                && service.capacity() == 1
                && service.staff().size() > 1;
        return calendar(first)
                .<Placement>map(calendar -> new Placement.Taken(service, first, calendar, slot, anyStaff, null))
                .orElseGet(() -> new Placement.Refused(notAllowed("no_calendar")));
    }

    /** Keeps everybody else from the places' people and rooms, and takes back from them what has run out. */
    Mono<Void> clear(List<Placement.Taken> places, Consumer<Decided> decided) {
        List<String> locks = places.stream()
                .flatMap(place -> ResourceIds.toLock(place.staff().id(), place.service()).stream())
                .distinct()
                .toList();
        Flux<Booking> lapsed = Flux.concat(
                bookings.lapsed(locks, guarded(places.getFirst())),
                Flux.fromStream(places.stream()
                                .flatMap(place -> counted(place).stream())
                                .distinct())
                        .concatMap(span ->
                                bookings.lapsedOf(places.getFirst().service().id(), span)));
        return occupancies.lock(locks).then(reclaim(lapsed, decided));
    }

    /** An expired hold blocks until somebody says so; nobody else may be near, since the resources are locked. */
    private Mono<Void> reclaim(Flux<Booking> lapsed, Consumer<Decided> decided) {
        return lapsed.distinct(Booking::id)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(decisions::expire)
                .doOnNext(conclusion -> conclusion.decided().forEach(decided))
                .then();
    }

    /**
     * Hands a booking that anybody may take, and that is not written yet, to the next in turn who can take it; empty if nobody can, or
     * if somebody else goes on with it.
     *
     * @param busy those who can not, whatever the book says
     */
    Mono<Booking> handOver(Booking seen, Set<String> busy, Consumer<Decided> decided) {
        ZonedDateTime start = seen.slot().start().atZone(seen.timeZone());
        int minutes = (int) seen.slot().length().toMinutes();
        return catalogue
                .service(seen.service())
                .filter(service -> !service.collective())
                // What the rules allowed when it was wished for, they allow.
                .flatMap(service -> judgeEach(service, null, minutes, start, seen.createdAt()))
                .map(judged -> allowed(judged).stream()
                        .filter(place -> !busy.contains(place.staff().id()))
                        .toList())
                .filter(places -> !places.isEmpty())
                .flatMap(places -> clear(places, decided)
                        .then(bookings.lock(seen.id()))
                        .filter(now -> now.state() == seen.state() && now.epoch() == seen.epoch())
                        .flatMap(now -> inTurn(places.getFirst().service(), places))
                        .flatMapIterable(Function.identity())
                        .concatMap(place -> handOver(seen, place))
                        .next());
    }

    private Mono<Booking> handOver(Booking seen, Placement.Taken place) {
        Service service = place.service();
        List<String> person = List.of(place.staff().id());
        return full(seen.id(), place)
                .hasElement()
                .filter(full -> !full)
                .flatMap(open -> occupancies.crowded(
                        seen.id(), person, place.slot(), service.bufferBefore(), service.bufferAfter()))
                .filter(crowded -> !crowded)
                .flatMap(free -> occupancies.take(
                        seen.id(), person, place.slot(), service.bufferBefore(), service.bufferAfter()))
                .filter(taken -> taken)
                .flatMap(taken -> occupancies
                        .free(seen.id(), seen.staff())
                        .then(bookings.handOver(seen, place.staff().id(), place.calendarId()))
                        .switchIfEmpty(
                                Mono.error(() -> new IllegalStateException(seen + ": changed although locked"))));
    }

    private static List<Placement.Taken> allowed(List<Placement> judged) {
        return judged.stream()
                .filter(Placement.Taken.class::isInstance)
                .map(Placement.Taken.class::cast)
                .toList();
    }

    private Mono<List<Placement.Taken>> inTurn(Service service, List<Placement.Taken> places) {
        Instant start = places.getFirst().slot().start();
        List<Host> hosts = places.stream().map(Placement.Taken::host).toList();
        return choice.among(hosts, service, at(start))
                .map(order -> order.at(start))
                .flatMap(turns -> seating.begun(
                                service, turns, places.getFirst().slot())
                        .map(begun -> places.stream()
                                // A session is filled before another is begun.
                                .sorted(comparing((Placement.Taken place) ->
                                                !begun.contains(place.staff().id()))
                                        .thenComparingInt(place ->
                                                turns.indexOf(place.staff().id())))
                                .toList()));
    }

    private Mono<Placement> takeFirst(UUID bookingId, List<Placement.Taken> places) {
        return take(bookingId, places.getFirst()).flatMap(made -> switch (made) {
            case Placement.Taken taken -> Mono.just(made);
            case Placement.Refused refused ->
                places.size() == 1
                        ? Mono.just(made)
                        : takeFirst(bookingId, places.subList(1, places.size())).map(next -> either(refused, next));
        });
    }

    // Where one is taken and another's day is full, it is the hour that is taken: there may be others that day.
    private static Placement either(Placement.Refused first, Placement next) {
        return next instanceof Placement.Refused && first.outcome().status() == Outcome.Status.SLOT_TAKEN
                ? first
                : next;
    }

    /** Takes the place, unless the service is booked often enough, or somebody else has it or is too near. After {@link #clear}. */
    Mono<Placement> take(UUID bookingId, Placement.Taken place) {
        return full(bookingId, place)
                .<Placement>map(reason -> new Placement.Refused(notAllowed(reason)))
                .switchIfEmpty(Mono.defer(
                        () -> place.service().capacity() > 1 ? sit(bookingId, place) : occupy(bookingId, place)));
    }

    /** The same beside the place that a booking has: a seat for a seat. */
    Mono<Placement> takeBeside(Booking booking, Placement.Taken place) {
        return full(booking.id(), place)
                .<Placement>map(reason -> new Placement.Refused(notAllowed(reason)))
                .switchIfEmpty(Mono.defer(
                        () -> booking.sessionId() == null ? occupy(booking.id(), place) : sit(booking.id(), place)));
    }

    private Mono<Placement> sit(UUID bookingId, Placement.Taken place) {
        Service service = place.service();
        return seating.take(
                        bookingId,
                        service,
                        place.staff().id(),
                        place.slot(),
                        place.calendarId(),
                        ResourceIds.of(place.staff().id(), service))
                .<Placement>map(place::in)
                .switchIfEmpty(Mono.defer(() -> refused(Outcome.of(Outcome.Status.SLOT_TAKEN, "slot_taken"))));
    }

    /** A booking that was just written where its place was taken. */
    Mono<Booking> seated(Booking held, Placement.Taken place) {
        return seating.join(held, place.session());
    }

    private Mono<Reason> full(UUID bookingId, Placement.Taken place) {
        return Mono.justOrEmpty(counted(place))
                // One more seat of a session is no more appointments.
                .filterWhen(span -> hasBegun(place).map(begun -> !begun))
                .flatMap(span ->
                        loads.starts(place.service().id(), span, bookingId).collectList())
                .flatMap(starts ->
                        Mono.justOrEmpty(Caps.of(place.service(), place.host().schedule(), starts)
                                .against(place.slot().start())));
    }

    private Mono<Boolean> hasBegun(Placement.Taken place) {
        String staff = place.staff().id();
        return seating.begun(place.service(), List.of(staff), place.slot()).map(begun -> begun.contains(staff));
    }

    private Mono<Placement> occupy(UUID bookingId, Placement.Taken place) {
        Service service = place.service();
        List<String> resources = ResourceIds.of(place.staff().id(), service);
        return occupancies
                .crowded(bookingId, resources, place.slot(), service.bufferBefore(), service.bufferAfter())
                .filter(crowded -> !crowded)
                .flatMap(free -> occupancies.take(
                        bookingId, resources, place.slot(), service.bufferBefore(), service.bufferAfter()))
                .filter(taken -> taken)
                .<Placement>map(taken -> place)
                .switchIfEmpty(Mono.defer(() -> refused(Outcome.of(Outcome.Status.SLOT_TAKEN, "slot_taken"))));
    }

    private static Optional<TimeRange> counted(Placement.Taken place) {
        return Caps.counted(
                place.service(), place.host().schedule(), at(place.slot().start()));
    }

    private static TimeRange at(Instant start) {
        return TimeRange.of(start, Duration.ofNanos(1));
    }

    private static TimeRange guarded(Placement.Taken place) {
        return new TimeRange(
                place.slot().start().minus(place.service().bufferBefore()),
                place.slot().end().plus(place.service().bufferAfter()));
    }

    private static Optional<String> calendar(Host host) {
        return host.staff().calendars().stream()
                .filter(CalendarUse::write)
                .map(CalendarUse::id)
                .findFirst();
    }

    private static Outcome notAllowed(Reason reason) {
        return notAllowed(
                switch (reason) {
                    case DAY_FULL -> "max_per_day";
                    case WEEK_FULL -> "max_per_week";
                    default -> reason.name().toLowerCase(Locale.ROOT);
                });
    }

    private static Outcome notAllowed(String reason) {
        return Outcome.of(Outcome.Status.NOT_ALLOWED, reason);
    }

    private static Mono<Placement> refused(Outcome outcome) {
        return Mono.just(new Placement.Refused(outcome));
    }
}
