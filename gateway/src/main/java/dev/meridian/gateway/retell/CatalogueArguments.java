package dev.meridian.gateway.retell;

import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.gateway.argument.CatalogueNames;
import dev.meridian.gateway.argument.NameMatch;
import dev.meridian.gateway.spoken.NoPreference;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads which service, with whom and how long. */
final class CatalogueArguments {

    /** What of it was said; null: whatever is usual. */
    record Wanted(
            @Nullable String service,
            @Nullable String staff,
            @Nullable Integer minutes) {}

    private final Catalogue catalogue;
    private final CatalogueNames names;

    CatalogueArguments(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.names = new CatalogueNames(catalogue);
    }

    /** What was said; a length or a person that the service does not offer is asked about. */
    Mono<Heard<Wanted>> read(Arguments arguments) {
        return said(arguments)
                .flatMap(heard ->
                        heard instanceof Heard.Clear<Wanted> clear ? offered(clear.value()) : Mono.just(heard));
    }

    private Mono<Heard<Wanted>> said(Arguments arguments) {
        return Mono.zip(
                id("service", arguments.text("service", "service_id"), names::service),
                id("staff", arguments.text("staff", "staff_id"), names::staff),
                (service, staff) -> service.then(serviceId -> staff.then(staffId -> PersonArguments.duration(arguments)
                        .map(minutes ->
                                new Wanted(serviceId.orElse(null), staffId.orElse(null), minutes.orElse(null))))));
    }

    private Mono<Heard<Wanted>> offered(Wanted wanted) {
        String staff = wanted.staff();
        if (staff == null && wanted.minutes() == null) {
            return Mono.just(Heard.clear(wanted));
        }
        return catalogue
                .service(Objects.requireNonNullElse(wanted.service(), Service.STANDARD))
                .flatMap(service -> staff == null || service.staff().contains(staff)
                        ? Mono.just(length(wanted, service))
                        : offering(service).map(others -> Heard.<Wanted>ask(Questions.otherStaff(others))))
                .defaultIfEmpty(Heard.clear(wanted));
    }

    private static Heard<Wanted> length(Wanted wanted, Service service) {
        Integer minutes = wanted.minutes();
        return minutes == null || service.durationsMinutes().contains(minutes)
                ? Heard.clear(wanted)
                : Heard.ask(Questions.length(service.durationsMinutes()));
    }

    private Mono<List<String>> offering(Service service) {
        return catalogue
                .staff()
                .filter(person -> service.staff().contains(person.id()))
                .map(Staff::name)
                .collectList();
    }

    private static Mono<Heard<Optional<String>>> id(
            String field, Optional<String> said, Function<String, Mono<NameMatch>> lookup) {
        return said.filter(name -> !NoPreference.is(name))
                .map(name -> lookup.apply(name).map(match -> PersonArguments.id(field, match)))
                .orElseGet(() -> Mono.just(Heard.clear(Optional.empty())));
    }
}
