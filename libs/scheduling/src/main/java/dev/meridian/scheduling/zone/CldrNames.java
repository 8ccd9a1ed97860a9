package dev.meridian.scheduling.zone;

import com.ibm.icu.text.TimeZoneFormat;
import com.ibm.icu.text.TimeZoneNames;
import com.ibm.icu.text.TimeZoneNames.NameType;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZone.SystemTimeZoneType;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * English names of zones from Unicode CLDR as ICU4J carries it: "Japan Standard Time", "Japan Time", "Tokyo", and the
 * abbreviations of the tz database. Built once, in some hundred milliseconds.
 */
final class CldrNames {
    private static final NameType[] LONG_NAMES = {NameType.LONG_GENERIC, NameType.LONG_STANDARD, NameType.LONG_DAYLIGHT
    };
    private static final NameType[] SHORT_NAMES = {
        NameType.SHORT_GENERIC, NameType.SHORT_STANDARD, NameType.SHORT_DAYLIGHT
    };

    /** Some moment of the present, for names that changed in history. */
    private static final long PRESENT = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private static final Map<String, List<ZoneId>> BY_PHRASE = byPhrase();

    private CldrNames() {}

    /** The zones of that normal phrase, several when the name is used for several. */
    static List<ZoneId> find(String phrase) {
        return BY_PHRASE.getOrDefault(phrase, List.of());
    }

    static Stream<Map.Entry<String, ZoneId>> all() {
        return BY_PHRASE.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().getFirst()));
    }

    /** The group of zones that share their names with this one, for example {@code America_Central}. */
    static Optional<String> metaZone(ZoneId zone, Instant at) {
        return Optional.ofNullable(TimeZoneNames.getInstance(ULocale.ENGLISH)
                .getMetaZoneID(TimeZone.getCanonicalID(zone.getId()), at.toEpochMilli()));
    }

    private static Map<String, List<ZoneId>> byPhrase() {
        Map<String, List<ZoneId>> all = new HashMap<>();
        // The more deliberate a kind of name, the earlier; a later kind never makes an earlier one ambiguous.
        for (Map<String, SortedSet<ZoneId>> kind :
                List.of(metaZones(), locations(), cities(), idEndings(), abbreviations())) {
            kind.forEach((phrase, zones) -> all.putIfAbsent(phrase, List.copyOf(zones)));
        }
        return Map.copyOf(all);
    }

    private static Map<String, SortedSet<ZoneId>> metaZones() {
        Map<String, SortedSet<ZoneId>> names = new HashMap<>();
        TimeZoneNames cldr = TimeZoneNames.getInstance(ULocale.ENGLISH);
        for (String metaZone : cldr.getAvailableMetaZoneIDs()) {
            for (NameType type : LONG_NAMES) {
                put(names, cldr.getMetaZoneDisplayName(metaZone, type), cldr.getReferenceZoneID(metaZone, "001"));
            }
            for (NameType type : SHORT_NAMES) {
                put(names, cldr.getMetaZoneDisplayName(metaZone, type), cldr.getReferenceZoneID(metaZone, "001"));
            }
        }
        for (String id : TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL, null, null)) {
            for (NameType type : LONG_NAMES) {
                put(names, cldr.getTimeZoneDisplayName(id, type), id);
            }
        }
        return names;
    }

    /** "Japan Time" where a country has one zone, or one that counts; "Chicago Time" elsewhere; also without "Time". */
    private static Map<String, SortedSet<ZoneId>> locations() {
        Map<String, SortedSet<ZoneId>> names = new HashMap<>();
        TimeZoneFormat format = TimeZoneFormat.getInstance(ULocale.ENGLISH);
        for (String id : TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL_LOCATION, null, null)) {
            String name = format.format(TimeZoneFormat.Style.GENERIC_LOCATION, TimeZone.getTimeZone(id), PRESENT);
            if (name.endsWith(" Time")) {
                put(names, name, id);
                put(names, name.substring(0, name.length() - " Time".length()), id);
            }
        }
        return names;
    }

    private static Map<String, SortedSet<ZoneId>> cities() {
        Map<String, SortedSet<ZoneId>> names = new HashMap<>();
        TimeZoneNames cldr = TimeZoneNames.getInstance(ULocale.ENGLISH);
        for (String id : TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL, null, null)) {
            put(names, cldr.getExemplarLocationName(id), id);
        }
        return names;
    }

    /** {@code Asia/Calcutta} also answers to "Calcutta", {@code America/Indiana/Knox} to "Knox, Indiana". */
    private static Map<String, SortedSet<ZoneId>> idEndings() {
        Map<String, SortedSet<ZoneId>> names = new HashMap<>();
        for (String id : ZoneId.getAvailableZoneIds()) {
            String[] parts = id.split("/", -1);
            if (parts.length > 1 && !parts[0].equals("Etc") && !parts[0].equals("SystemV")) {
                put(names, parts[parts.length - 1], id);
            }
            if (parts.length == 3) {
                put(names, parts[2] + ' ' + parts[1], id);
            }
        }
        return names;
    }

    private static Map<String, SortedSet<ZoneId>> abbreviations() {
        Map<String, SortedSet<ZoneId>> names = new HashMap<>();
        TimeZoneNames tzdb = TimeZoneNames.getTZDBInstance(ULocale.ENGLISH);
        for (String metaZone : tzdb.getAvailableMetaZoneIDs()) {
            for (NameType type : SHORT_NAMES) {
                put(names, tzdb.getMetaZoneDisplayName(metaZone, type), tzdb.getReferenceZoneID(metaZone, "001"));
            }
        }
        return names;
    }

    private static void put(Map<String, SortedSet<ZoneId>> names, @Nullable String name, @Nullable String id) {
        if (name == null || id == null) {
            return;
        }
        String phrase = Phrases.normal(name);
        if (phrase.length() > 1) {
            IanaZones.canonical(id)
                    .ifPresent(zone -> names.computeIfAbsent(phrase, any -> new TreeSet<>(IanaZones.BY_RENOWN))
                            .add(zone));
        }
    }
}
