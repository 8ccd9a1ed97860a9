package dev.meridian.scheduling.zone;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Names that people use otherwise than reference tables do: US zones by a single word, abbreviations that stay the same
 * all year, and the ones that mean different zones in different countries.
 */
final class CommonNames {
    /** What a caller from the United States means; {@code PST} is Pacific wall-clock time also in summer. */
    private static final Map<String, ZoneId> US = us();

    private static final Map<String, ZoneId> OTHER = zones(Map.ofEntries(
            Map.entry("utc", "UTC"),
            Map.entry("utc time", "UTC"),
            Map.entry("gmt", "UTC"),
            Map.entry("gmt time", "UTC"),
            Map.entry("zulu", "UTC"),
            Map.entry("z", "UTC"),
            Map.entry("universal", "UTC"),
            Map.entry("coordinated universal", "UTC"),
            Map.entry("greenwich mean", "UTC"),
            Map.entry("indian standard", "Asia/Kolkata"),
            Map.entry("indian", "Asia/Kolkata"),
            Map.entry("uk", "Europe/London"),
            Map.entry("british standard", "Europe/London"),
            Map.entry("turkey", "Europe/Istanbul"),
            Map.entry("saskatchewan", "America/Regina")));

    private static final Map<String, List<ZoneId>> AMBIGUOUS = Map.ofEntries(
            ambiguous("ist", "Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
            ambiguous("cst", "America/Chicago", "Asia/Shanghai"),
            ambiguous("bst", "Europe/London", "Asia/Dhaka"),
            ambiguous("ast", "America/Puerto_Rico", "America/Halifax", "Asia/Riyadh"),
            ambiguous("georgia", "America/New_York", "Asia/Tbilisi"));

    private static final Map<String, ZoneId> ONLY_IN_US =
            zones(Map.of("cst", "America/Chicago", "georgia", "America/New_York"));

    private CommonNames() {}

    /** The zones a normal phrase commonly stands for; none when it is no such name, several when it is ambiguous. */
    static List<ZoneId> find(String phrase) {
        List<ZoneId> several = AMBIGUOUS.get(phrase);
        if (several != null) {
            return several;
        }
        ZoneId zone = US.getOrDefault(phrase, OTHER.get(phrase));
        return zone == null ? List.of() : List.of(zone);
    }

    /** The same for a phrase that was said to be of the United States. */
    static List<ZoneId> findInUnitedStates(String phrase) {
        ZoneId zone = ONLY_IN_US.getOrDefault(phrase, US.get(phrase));
        return zone == null ? List.of() : List.of(zone);
    }

    static Stream<Map.Entry<String, ZoneId>> all() {
        return Stream.concat(US.entrySet().stream(), OTHER.entrySet().stream());
    }

    private static Map<String, ZoneId> us() {
        Map<String, String> names = new HashMap<>();
        names.put("pacific", "America/Los_Angeles");
        names.put("west coast", "America/Los_Angeles");
        names.put("mountain", "America/Denver");
        names.put("central", "America/Chicago");
        names.put("eastern", "America/New_York");
        names.put("east coast", "America/New_York");
        names.put("alaska", "America/Anchorage");
        names.put("alaskan", "America/Anchorage");
        names.put("hawaii", "Pacific/Honolulu");
        names.put("hawaiian", "Pacific/Honolulu");
        names.put("arizona", "America/Phoenix");
        names.put("atlantic", "America/Halifax");
        names.put("newfoundland", "America/St_Johns");
        Map<String, String> all = new HashMap<>();
        List<String> endings = List.of(
                "",
                " standard",
                " daylight",
                " daylight saving",
                " daylight savings",
                " standard time",
                " daylight time",
                " daylight saving time",
                " daylight savings time",
                " time");
        names.forEach((name, id) -> endings.forEach(ending -> all.put(name + ending, id)));
        all.putAll(Map.ofEntries(
                Map.entry("pst", "America/Los_Angeles"),
                Map.entry("pdt", "America/Los_Angeles"),
                Map.entry("pt", "America/Los_Angeles"),
                Map.entry("mst", "America/Denver"),
                Map.entry("mdt", "America/Denver"),
                Map.entry("mt", "America/Denver"),
                Map.entry("cdt", "America/Chicago"),
                Map.entry("ct", "America/Chicago"),
                Map.entry("est", "America/New_York"),
                Map.entry("edt", "America/New_York"),
                Map.entry("et", "America/New_York"),
                Map.entry("akst", "America/Anchorage"),
                Map.entry("akdt", "America/Anchorage"),
                Map.entry("akt", "America/Anchorage"),
                Map.entry("hst", "Pacific/Honolulu"),
                Map.entry("hdt", "America/Adak"),
                Map.entry("adt", "America/Halifax"),
                Map.entry("nst", "America/St_Johns"),
                Map.entry("ndt", "America/St_Johns")));
        return zones(all);
    }

    private static Map<String, ZoneId> zones(Map<String, String> ids) {
        Map<String, ZoneId> zones = new HashMap<>();
        ids.forEach((name, id) -> zones.put(name, ZoneId.of(id)));
        return Map.copyOf(zones);
    }

    private static Map.Entry<String, List<ZoneId>> ambiguous(String name, String... ids) {
        return Map.entry(name, Stream.of(ids).map(ZoneId::of).toList());
    }
}
