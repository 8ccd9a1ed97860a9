package dev.meridian.gateway.retell;

import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.catalogue.Host;
import dev.meridian.gateway.retell.CatalogueArguments.Wanted;
import dev.meridian.gateway.spoken.Hours;
import dev.meridian.gateway.view.AskedDates;
import dev.meridian.gateway.view.WhyNone;
import dev.meridian.scheduling.catalogue.EffectiveDates;
import dev.meridian.scheduling.catalogue.Service;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Decides by the working hours what a caller meant: "at seven" is the seven at which somebody works, if only one of them is.
 * Where the catalogue does not tell in time, it is asked.
 */
final class OpenHours {

    private static final Logger log = LoggerFactory.getLogger(OpenHours.class);

    private final Catalogue catalogue;
    private final Duration patience;

    /**
     * @param patience how long the catalogue may take
     */
    OpenHours(Catalogue catalogue, Duration patience) {
        this.catalogue = catalogue;
        this.patience = patience;
    }

    /** The start that is meant of what is wanted. */
    Mono<Heard<ZonedDateTime>> start(SaidStart said, Wanted wanted) {
        return said.clear()
                ? Mono.just(Heard.clear(said.readings().getFirst()))
                : only(
                        wanted,
                        said.readings(),
                        opened -> start -> opened.takes(start.toInstant()),
                        () -> Heard.ask(said.question()));
    }

    /** The days and hours that are meant of what is wanted. */
    Mono<Heard<AskedDates>> dates(SaidDates said, Wanted wanted) {
        if (said.clear()) {
            return Mono.just(Heard.clear(said.with(said.hours().getFirst())));
        }
        Mono<Heard<Hours>> hours = only(
                wanted,
                said.hours(),
                opened -> meant -> opened.within(said.from(), said.to(), said.zone(), meant),
                () -> Heard.ask(said.question()));
        return hours.map(heard -> heard.map(said::with));
    }

    /** Why nothing is free on the days, as far as the catalogue knows. */
    Mono<WhyNone> why(AskedDates dates, ZoneId zone, Wanted wanted) {
        return opened(wanted).map(opened -> opened.why(dates, zone)).defaultIfEmpty(WhyNone.UNKNOWN);
    }

    private <T> Mono<Heard<T>> only(
            Wanted wanted, List<T> readings, Function<Opened, Predicate<T>> open, Supplier<Heard<T>> question) {
        return opened(wanted)
                .map(opened -> readings.stream().filter(open.apply(opened)).toList())
                .filter(left -> left.size() == 1)
                .map(left -> Heard.clear(left.getFirst()))
                .switchIfEmpty(Mono.fromSupplier(question));
    }

    private static @Nullable LocalDate opens(Service service) {
        EffectiveDates dates = service.windowDates();
        return dates == null ? null : dates.from();
    }

    /** Empty if it is not known who offers what is wanted, and when. */
    private Mono<Opened> opened(Wanted wanted) {
        return catalogue
                .service(Objects.requireNonNullElse(wanted.service(), Service.STANDARD))
                .flatMap(service -> {
                    String staff = wanted.staff();
                    return catalogue
                            .hosts(staff == null ? service.staff() : List.of(staff))
                            .collectList()
                            .filter(hosts -> !hosts.isEmpty())
                            .map(hosts -> new Opened(
                                    hosts.stream().map(Host::schedule).toList(),
                                    service.collective(),
                                    Duration.ofMinutes(Objects.requireNonNullElse(
                                            wanted.minutes(), service.defaultDurationMinutes())),
                                    opens(service)));
                })
                .timeout(patience)
                .onErrorResume(e -> {
                    log.warn("working hours: not readable: {}", e.getClass().getSimpleName());
                    return Mono.empty();
                });
    }
}
