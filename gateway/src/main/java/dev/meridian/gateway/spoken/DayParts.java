package dev.meridian.gateway.spoken;

import dev.meridian.scheduling.suggestion.PartOfDay;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hours that go by a name: "late afternoon", "after lunch". "At night" has no hours that all agree on. */
final class DayParts {

    private static final Hours LUNCH = Hours.between(12, 14);
    private static final Hours EARLY = Hours.between(5, 9);
    private static final Hours OFFICE = Hours.between(9, 17);

    private static final Map<String, Hours> NAMES = Map.ofEntries(
            Map.entry("morning", Hours.of(PartOfDay.MORNING)),
            Map.entry("forenoon", Hours.of(PartOfDay.MORNING)),
            Map.entry("am", Hours.before(LocalTime.NOON)),
            Map.entry("before lunch", Hours.of(PartOfDay.MORNING)),
            Map.entry("early morning", EARLY),
            Map.entry("1st thing", EARLY),
            Map.entry("1st thing in morning", EARLY),
            Map.entry("before work", EARLY),
            Map.entry("mid morning", Hours.between(9, 11)),
            Map.entry("late morning", Hours.between(10, 12)),
            Map.entry("lunch", LUNCH),
            Map.entry("over lunch", LUNCH),
            Map.entry("around lunch", LUNCH),
            Map.entry("afternoon", Hours.of(PartOfDay.AFTERNOON)),
            Map.entry("pm", Hours.after(LocalTime.NOON)),
            Map.entry("after lunch", Hours.between(13, 17)),
            Map.entry("early afternoon", Hours.between(12, 15)),
            Map.entry("mid afternoon", Hours.between(14, 16)),
            Map.entry("late afternoon", Hours.between(15, 17)),
            Map.entry("daytime", OFFICE),
            Map.entry("during day", OFFICE),
            Map.entry("business hours", OFFICE),
            Map.entry("office hours", OFFICE),
            Map.entry("evening", Hours.of(PartOfDay.EVENING)),
            Map.entry("after work", Hours.of(PartOfDay.EVENING)),
            Map.entry("early evening", Hours.between(17, 19)),
            Map.entry("late evening", Hours.between(20, 22)),
            Map.entry("tonight", Hours.after(LocalTime.of(17, 0))));

    private DayParts() {}

    /** The hours, also of several parts that touch: "morning or afternoon". */
    static Optional<Hours> read(String plain) {
        if (NoPreference.is(plain)) {
            return Optional.of(Hours.ALL_DAY);
        }
        List<Optional<Hours>> parts = Arrays.stream(plain.split(" (?:or|and|to|-) "))
                .map(DayParts::one)
                .toList();
        return parts.contains(Optional.<Hours>empty())
                ? Optional.empty()
                : together(parts.stream().flatMap(Optional::stream).toList());
    }

    private static Optional<Hours> one(String plain) {
        String name = plain.replaceFirst("^(?:sometime |any ?time )", "")
                .replaceFirst("^(?:in |during |at )", "")
                .replaceFirst("^(?:this |that )", "")
                .replaceFirst("\\bthe ", "")
                .replaceFirst("^(early|mid|late) in ", "$1 ")
                .replaceFirst("lunch ?(?:time|hour)$", "lunch")
                .replaceFirst("(?<=morning|afternoon|evening)s$", "");
        return Optional.ofNullable(NAMES.get(name));
    }

    private static Optional<Hours> together(List<Hours> parts) {
        List<Hours> sorted =
                parts.stream().sorted(Comparator.comparing(Hours::from)).toList();
        Hours all = sorted.getFirst();
        for (Hours next : sorted) {
            LocalTime end = all.to();
            if (end == null) {
                break;
            }
            if (end.isBefore(next.from())) {
                return Optional.empty();
            }
            LocalTime last = next.to();
            all = new Hours(all.from(), last == null || last.isAfter(end) ? last : end);
        }
        return Optional.of(all);
    }
}
