package dev.meridian.booking.request;

import dev.meridian.booking.decision.Decisions;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.catalogue.Host;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.occupancy.ResourceIds;
import dev.meridian.bookings.request.Decided;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.scheduling.catalogue.CalendarUse;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.slot.SlotRules;
import dev.meridian.scheduling.slot.SlotVerdict;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds somebody who can take a wish and takes the slot: rules first, then locks in order, then the neighbours, then the
 * insert that alone decides.
 */
final class SlotPlacement {

    private final Catalogue catalogue;
    private final Bookings bookings;
    private final Occupancies occupancies;
    private final Decisions decisions;

    SlotPlacement(Catalogue catalogue, Bookings bookings, Occupancies occupancies, Decisions decisions) {
        this.catalogue = catalogue;
        this.bookings = bookings;
        this.occupancies = occupancies;
        this.decisions = decisions;
    }

    /**
     * Places a wish within the caller's transaction.
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
                    return candidates(service, staff)
                            .flatMap(hosts -> place(bookingId, wish, service, hosts, now, decided));
                })
                .switchIfEmpty(Mono.defer(() -> refused(Outcome.invalid("service", "unknown", "the id of a service"))));
    }

    private Mono<Placement> place(
            UUID bookingId, SlotWish wish, Service service, List<Host> hosts, Instant now, Consumer<Decided> decided) {
        int minutes = Optional.ofNullable(wish.durationMinutes()).orElse(service.defaultDurationMinutes());
        List<Placement.Taken> allowed = new ArrayList<>();
        Outcome refusal = notAllowed("no_staff");
        for (Host host : hosts) {
            switch (judge(service, host, minutes, wish.start(), now)) {
                case Placement.Refused refused -> refusal = refused.outcome();
                case Placement.Taken possible -> allowed.add(possible);
            }
        }
        if (allowed.isEmpty()) {
            return refused(refusal);
        }
        return clear(allowed, decided)
                .thenMany(Flux.fromIterable(allowed).concatMap(place -> take(bookingId, place)))
                .next()
                .cast(Placement.class)
                .switchIfEmpty(Mono.defer(() -> refused(Outcome.of(Outcome.Status.SLOT_TAKEN, "slot_taken"))));
    }

    /** Judges a time with one of those who offer the service. What it answers is yet to be taken. */
    Mono<Placement> judge(Service service, String staff, int minutes, ZonedDateTime start, Instant now) {
        return catalogue
                .hosts(service.staff().contains(staff) ? List.of(staff) : List.of())
                .next()
                .map(host -> judge(service, host, minutes, start, now))
                .switchIfEmpty(Mono.defer(() -> refused(notAllowed("no_staff"))));
    }

    private static Placement judge(Service service, Host host, int minutes, ZonedDateTime start, Instant now) {
        SlotVerdict verdict =
                SlotRules.judge(service, minutes, host.schedule(), start.getZone(), now, start.toInstant());
        return switch (verdict) {
            case SlotVerdict.NotAllowed not ->
                new Placement.Refused(notAllowed(not.reason().name().toLowerCase(Locale.ROOT)));
            case SlotVerdict.Allowed possible ->
                calendar(host)
                        .<Placement>map(
                                calendar -> new Placement.Taken(service, host.staff(), calendar, possible.slot()))
                        .orElseGet(() -> new Placement.Refused(notAllowed("no_calendar")));
        };
    }

    /** Keeps everybody else from the places' people and rooms, and takes back from them what has run out. */
    Mono<Void> clear(List<Placement.Taken> places, Consumer<Decided> decided) {
        List<String> resources = places.stream()
                .flatMap(place -> resources(place).stream())
                .distinct()
                .toList();
        return occupancies.lock(resources).then(reclaim(resources, places.getFirst(), decided));
    }

    private Mono<List<Host>> candidates(Service service, @Nullable String staff) {
        if (staff != null || service.staff().size() == 1) {
            return catalogue
                    .hosts(staff == null ? service.staff() : List.of(staff))
                    .collectList();
        }
        Mono<Map<String, Host>> hosts = catalogue
                .hosts(service.staff())
                .collect(Collectors.toMap(host -> host.staff().id(), Function.identity()));
        return hosts.flatMap(
                byId -> bookings.leastRecent(byId.keySet()).map(byId::get).collectList());
    }

    /** An expired hold blocks until somebody says so; nobody else may be near, since the resources are locked. */
    private Mono<Void> reclaim(Collection<String> resources, Placement.Taken place, Consumer<Decided> decided) {
        return bookings.lapsed(resources, guarded(place))
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(decisions::expire)
                .doOnNext(conclusion -> conclusion.decided().forEach(decided))
                .then();
    }

    /** Takes the place; empty if somebody else has it, or is too near. After {@link #clear}. */
    Mono<Placement.Taken> take(UUID bookingId, Placement.Taken place) {
        Service service = place.service();
        List<String> resources = resources(place);
        return occupancies
                .crowded(bookingId, resources, place.slot(), service.bufferBefore(), service.bufferAfter())
                .filter(crowded -> !crowded)
                .flatMap(free -> occupancies.take(
                        bookingId, resources, place.slot(), service.bufferBefore(), service.bufferAfter()))
                .filter(taken -> taken)
                .map(taken -> place);
    }

    private static TimeRange guarded(Placement.Taken place) {
        return new TimeRange(
                place.slot().start().minus(place.service().bufferBefore()),
                place.slot().end().plus(place.service().bufferAfter()));
    }

    private static List<String> resources(Placement.Taken place) {
        return ResourceIds.of(place.staff().id(), place.service());
    }

    private static Optional<String> calendar(Host host) {
        return host.staff().calendars().stream()
                .filter(CalendarUse::write)
                .map(CalendarUse::id)
                .findFirst();
    }

    private static Outcome notAllowed(String reason) {
        return Outcome.of(Outcome.Status.NOT_ALLOWED, reason);
    }

    private static Mono<Placement> refused(Outcome outcome) {
        return Mono.just(new Placement.Refused(outcome));
    }
}
