package dev.meridian.gateway.argument;

import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Finds services and staff by id, or by name as people say it: "a consult", "the extended one", "with Dr. Rao". An id wins
 * over any name; a word that several names have leaves open which is meant.
 */
public final class CatalogueNames {

    private static final int SHORTEST_STEM = 4;

    /** What stands around a name. */
    private static final Set<String> FILLERS = Set.of(
            "a", "an", "the", "one", "please", "my", "your", "for", "of", "with", "kind", "type", "service", "dr",
            "doctor", "mr", "mrs", "ms", "miss");

    /** What people call anything that can be booked. */
    private static final Set<String> GENERAL = Stream.concat(
                    FILLERS.stream(),
                    Stream.of("appointment", "appt", "session", "meeting", "visit", "booking", "slot", "call"))
            .collect(Collectors.toUnmodifiableSet());

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
        Optional<T> exact = all.stream()
                .filter(one -> id.apply(one).equals(said.strip()))
                .findFirst()
                .or(() -> all.stream()
                        .filter(one -> plain(id.apply(one)).equals(wanted))
                        .findFirst());
        if (exact.isPresent()) {
            return new NameMatch.One(id.apply(exact.get()));
        }
        List<T> found = all.stream()
                .filter(one -> plain(name.apply(one)).equals(wanted))
                .toList();
        if (found.isEmpty()) {
            found = having(words(wanted, FILLERS), all, id, name);
        }
        if (found.isEmpty()) {
            found = having(words(wanted, GENERAL), all, id, name);
        }
        return switch (found.size()) {
            case 0 -> new NameMatch.Unknown(all.stream().map(name).toList());
            case 1 -> new NameMatch.One(id.apply(found.getFirst()));
            default -> new NameMatch.Several(found.stream().map(name).toList());
        };
    }

    private static <T> List<T> having(
            Set<String> wanted, List<T> all, Function<T, String> id, Function<T, String> name) {
        return wanted.isEmpty()
                ? List.of()
                : all.stream()
                        .filter(one -> {
                            Set<String> known = words(plain(name.apply(one)) + " " + plain(id.apply(one)), Set.of());
                            return wanted.stream()
                                    .allMatch(word -> known.stream().anyMatch(other -> same(word, other)));
                        })
                        .toList();
    }

    /** "Consult" and "consultations" are a consultation. */
    private static boolean same(String word, String other) {
        return word.equals(other)
                || (Math.min(word.length(), other.length()) >= SHORTEST_STEM
                        && (word.startsWith(other) || other.startsWith(word)));
    }

    private static Set<String> words(String plain, Set<String> without) {
        Set<String> words = new LinkedHashSet<>(List.of(plain.split(" ")));
        words.removeAll(without);
        words.remove("");
        return words;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("['’.]", "")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }
}
