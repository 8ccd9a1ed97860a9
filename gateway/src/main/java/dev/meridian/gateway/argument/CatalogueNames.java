package dev.meridian.gateway.argument;

import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Finds services and staff by id, or by name as people say it. */
public final class CatalogueNames {

    private final Catalogue catalogue;

    public CatalogueNames(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The service that was meant. */
    public Mono<NameMatch> service(String said) {
        return catalogue.services().collectList().map(all -> match(said, all, Service::id, Service::name));
    }

    /** The person who was meant. */
    public Mono<NameMatch> staff(String said) {
        return catalogue.staff().collectList().map(all -> match(said, all, Staff::id, Staff::name));
    }

    static <T> NameMatch match(String said, List<T> all, Function<T, String> id, Function<T, String> name) {
        String wanted = plain(said);
        List<T> same = all.stream()
                .filter(one -> plain(id.apply(one)).equals(wanted)
                        || plain(name.apply(one)).equals(wanted))
                .toList();
        List<T> found = same.isEmpty()
                ? all.stream()
                        .filter(one -> (" " + plain(name.apply(one)) + " ").contains(" " + wanted + " "))
                        .toList()
                : same;
        return switch (found.size()) {
            case 0 -> new NameMatch.Unknown(all.stream().map(name).toList());
            case 1 -> new NameMatch.One(id.apply(found.getFirst()));
            default -> new NameMatch.Several(found.stream().map(name).toList());
        };
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
