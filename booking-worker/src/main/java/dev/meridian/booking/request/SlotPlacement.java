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
        return catalogue
                .service(wish.service())
                .flatMap(service -> {
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
        String reason = "no_staff";
        for (Host host : hosts) {
            SlotVerdict verdict = SlotRules.judge(
                    service,
                    minutes,
                    host.schedule(),
                    wish.start().getZone(),
                    now,
                    wish.start().toInstant());
            switch (verdict) {
                case SlotVerdict.NotAllowed not -> reason = not.reason().name().toLowerCase(Locale.ROOT);
                case SlotVerdict.Allowed possible -> {
                    Optional<String> calendar = calendar(host);
                    if (calendar.isPresent()) {
                        allowed.add(new Placement.Taken(service, host.staff(), calendar.get(), possible.slot()));
                    } else {
                        reason = "no_calendar";
                    }
                }
            }
        }
        if (allowed.isEmpty()) {
            return refused(Outcome.of(Outcome.Status.NOT_ALLOWED, reason));
        }
        List<String> resources = allowed.stream()
                .flatMap(place -> resources(place).stream())
                .distinct()
                .toList();
        return occupancies
                .lock(resources)
                .then(reclaim(resources, allowed.getFirst(), decided))
                .thenMany(Flux.fromIterable(allowed).concatMap(place -> take(bookingId, place)))
                .next()
                .cast(Placement.class)
                .switchIfEmpty(Mono.defer(() -> refused(Outcome.of(Outcome.Status.SLOT_TAKEN, "slot_taken"))));
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

    private Mono<Placement.Taken> take(UUID bookingId, Placement.Taken place) {
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

    private static Mono<Placement> refused(Outcome outcome) {
        return Mono.just(new Placement.Refused(outcome));
    }
}
