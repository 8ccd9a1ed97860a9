package dev.meridian.gateway.retell;

import dev.meridian.gateway.argument.CatalogueNames;
import dev.meridian.gateway.argument.NameMatch;
import dev.meridian.gateway.spoken.NoPreference;
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

    private final CatalogueNames names;

    CatalogueArguments(CatalogueNames names) {
        this.names = names;
    }

    Mono<Heard<Wanted>> read(Arguments arguments) {
        return Mono.zip(
                id("service", arguments.text("service", "service_id"), names::service),
                id("staff", arguments.text("staff", "staff_id"), names::staff),
                (service, staff) -> service.then(serviceId -> staff.then(staffId -> PersonArguments.duration(arguments)
                        .map(minutes ->
                                new Wanted(serviceId.orElse(null), staffId.orElse(null), minutes.orElse(null))))));
    }

    private static Mono<Heard<Optional<String>>> id(
            String field, Optional<String> said, Function<String, Mono<NameMatch>> lookup) {
        return said.filter(name -> !NoPreference.is(name))
                .map(name -> lookup.apply(name).map(match -> PersonArguments.id(field, match)))
                .orElseGet(() -> Mono.just(Heard.clear(Optional.empty())));
    }
}
