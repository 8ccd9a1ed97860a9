package dev.meridian.gateway.api;

import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads which service and with whom; REST goes by ids. */
final class InputNames {

    private static final int LONGEST = 100;

    /** What was named; null: whatever is usual. */
    record Wanted(@Nullable String service, @Nullable String staff) {}

    private final Catalogue catalogue;

    InputNames(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Mono<Wanted> read(Input input) {
        return Mono.zip(
                id(input, "service", catalogue.services().map(Service::id)),
                id(input, "staff", catalogue.staff().map(Staff::id)),
                (service, staff) -> new Wanted(service.orElse(null), staff.orElse(null)));
    }

    private static Mono<Optional<String>> id(Input input, String field, Flux<String> ids) {
        Optional<String> id = input.text(field, LONGEST);
        if (id.isEmpty()) {
            return Mono.just(id);
        }
        return ids.collectList().map(known -> known(input, field, id.get(), known));
    }

    private static Optional<String> known(Input input, String field, String id, List<String> ids) {
        if (ids.contains(id)) {
            return Optional.of(id);
        }
        input.wrong(
                field,
                "an id, one of " + String.join(", ", ids.stream().limit(20).toList()));
        return Optional.empty();
    }
}
