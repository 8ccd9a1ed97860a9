package dev.meridian.scheduling.zone;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the zone that somebody named, without ever guessing.
 *
 * <p>Understood are IANA ids in any case (old links too), US zones as people say them ("Pacific", "PST" also in summer,
 * "Arizona") and every English name that Unicode CLDR has ("India Standard Time", "Japan Time", "Tokyo"), whatever the
 * case, punctuation and words such as "time zone" around them. A fixed offset such as {@code +05:30} is not a zone, for
 * it has no rules for summer; only {@code UTC} and {@code GMT} (both are {@code UTC}) are. The first call loads the
 * names and takes some hundred milliseconds.
 */
public final class ZoneNames {
    private static final int MAX_LENGTH = 100;
    private static final int MAX_NEAREST = 3;
    private static final Pattern FIXED_OFFSET =
            Pattern.compile("(?:utc|gmt)?\\s*([+\\-−])\\s*(\\d{1,2})(?::?(\\d{2}))?", Pattern.CASE_INSENSITIVE);

    /** A winter's day in the north, to compare standard time with fixed offsets. */
    private static final Instant PRESENT = Instant.parse("2026-01-01T00:00:00Z");

    private static final Map<String, ZoneId> ALL_PHRASES = allPhrases();

    private ZoneNames() {}

    public static ZoneMatch find(String spoken) {
        String name = spoken.strip();
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return new ZoneMatch.Unknown(List.of());
        }
        String phrase = Phrases.normal(name);
        List<ZoneId> zones = commonly(phrase);
        if (zones.isEmpty()) {
            zones = IanaZones.find(name.replace(' ', '_')).map(List::of).orElse(List.of());
        }
        Matcher offset = FIXED_OFFSET.matcher(name);
        if (zones.isEmpty() && offset.matches()) {
            return new ZoneMatch.Unknown(withStandardOffset(offset));
        }
        if (zones.isEmpty()) {
            zones = inCldr(phrase);
        }
        return switch (zones.size()) {
            case 0 -> new ZoneMatch.Unknown(nearest(phrase));
            case 1 -> new ZoneMatch.Known(zones.getFirst());
            default -> new ZoneMatch.Ambiguous(zones);
        };
    }

    /** The same zone under the id that is preferred today: {@code Asia/Calcutta} is {@code Asia/Kolkata}. */
    public static ZoneId canonical(ZoneId zone) {
        return IanaZones.canonical(zone.getId()).orElse(zone);
    }

    /** Whether clocks in both zones show the same from {@code from} until {@code to}. */
    public static boolean agree(ZoneId one, ZoneId other, Instant from, Instant to) {
        return IanaZones.agree(one, other, from, to);
    }

    private static List<ZoneId> commonly(String phrase) {
        String unqualified = Phrases.withoutCountry(phrase);
        if (!unqualified.equals(phrase)) {
            for (String form : Phrases.forms(unqualified)) {
                List<ZoneId> zones = CommonNames.findInUnitedStates(form);
                if (!zones.isEmpty()) {
                    return zones;
                }
            }
        }
        for (String form : Phrases.forms(phrase)) {
            List<ZoneId> zones = CommonNames.find(form);
            if (!zones.isEmpty()) {
                return zones;
            }
        }
        return List.of();
    }

    private static List<ZoneId> inCldr(String phrase) {
        for (String form : Phrases.forms(phrase)) {
            List<ZoneId> zones = CldrNames.find(form);
            if (!zones.isEmpty()) {
                return zones;
            }
        }
        return List.of();
    }

    private static List<ZoneId> withStandardOffset(Matcher offset) {
        int hours = Integer.parseInt(offset.group(2));
        int minutes =
                Optional.ofNullable(offset.group(3)).map(Integer::parseInt).orElse(0);
        if (hours > 18 || minutes > 59) {
            return List.of();
        }
        int seconds = (hours * 60 + minutes) * 60 * (offset.group(1).equals("+") ? 1 : -1);
        if (Math.abs(seconds) > ZoneOffset.MAX.getTotalSeconds()) {
            return List.of();
        }
        ZoneOffset wanted = ZoneOffset.ofTotalSeconds(seconds);
        return IanaZones.wellKnown().stream()
                .filter(zone -> zone.getRules().getStandardOffset(PRESENT).equals(wanted))
                .limit(MAX_NEAREST)
                .toList();
    }

    private static List<ZoneId> nearest(String phrase) {
        int most = Math.max(1, phrase.length() / 4);
        Map<ZoneId, Integer> distances = new HashMap<>();
        ALL_PHRASES.forEach((name, zone) -> {
            int distance = EditDistance.between(phrase, name, most);
            if (distance <= most) {
                distances.merge(zone, distance, Math::min);
            }
        });
        // Beside a name that is one letter off, those that are three off only confuse.
        int near = distances.values().stream().min(Integer::compare).orElse(0) + 1;
        return distances.entrySet().stream()
                .filter(entry -> entry.getValue() <= near)
                .sorted(Map.Entry.<ZoneId, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(IanaZones.BY_RENOWN)))
                .limit(MAX_NEAREST)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, ZoneId> allPhrases() {
        Map<String, ZoneId> phrases = new HashMap<>();
        CommonNames.all().forEach(entry -> phrases.putIfAbsent(entry.getKey(), entry.getValue()));
        CldrNames.all().forEach(entry -> phrases.putIfAbsent(entry.getKey(), entry.getValue()));
        Set<ZoneId> zones = new LinkedHashSet<>(IanaZones.all());
        zones.forEach(zone -> phrases.putIfAbsent(Phrases.normal(zone.getId()), zone));
        return Map.copyOf(phrases);
    }
}
