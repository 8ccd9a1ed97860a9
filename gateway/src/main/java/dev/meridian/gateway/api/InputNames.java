package dev.meridian.gateway.api;

import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads which service and with whom; REST goes by ids. */
final class InputNames {

    private static final int LONGEST = 100;

    /** What was named; null: whatever is usual. */
    record Wanted(@Nullable String service, @Nullable String staff) {}

    /** The same with a length, as far as the service offers it. */
    record Offered(
            @Nullable String service,
            @Nullable String staff,
            @Nullable Integer minutes) {}

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

    /** The same with a length, both held against what the service offers. */
    Mono<Offered> readOffered(Input input) {
        return read(input).flatMap(wanted -> {
            Optional<Integer> minutes = input.minutes("duration_minutes");
            boolean nothingToCheck = wanted.staff() == null && minutes.isEmpty();
            boolean unknown = input.has("service") && wanted.service() == null;
            Mono<Service> service = nothingToCheck || unknown
                    ? Mono.empty()
                    : catalogue.service(Objects.requireNonNullElse(wanted.service(), Service.STANDARD));
            Offered offered = new Offered(wanted.service(), wanted.staff(), minutes.orElse(null));
            return service.doOnNext(known -> check(input, offered, known)).thenReturn(offered);
        });
    }

    private static void check(Input input, Offered wanted, Service service) {
        Integer minutes = wanted.minutes();
        if (minutes != null && !service.durationsMinutes().contains(minutes)) {
            input.wrong("duration_minutes", "one of " + service.durationsMinutes());
        }
        String staff = wanted.staff();
        if (staff != null && !service.staff().contains(staff)) {
            input.wrong("staff", "one of " + service.staff() + ", who offer " + service.id());
        }
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
