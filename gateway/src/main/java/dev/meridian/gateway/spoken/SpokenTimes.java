package dev.meridian.gateway.spoken;

import dev.meridian.gateway.spoken.TimeReading.At;
import dev.meridian.gateway.spoken.TimeReading.Midnight;
import dev.meridian.gateway.spoken.TimeReading.Several;
import dev.meridian.gateway.spoken.TimeReading.Unreadable;
import dev.meridian.gateway.spoken.TimeReading.Within;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads times of day, "09:00", "9 AM", "half past seven", "1400 hours", and stretches of it, "after five", "between two and
 * four", "around three", "late afternoon". What may be morning or evening is returned as both. "Around" is an hour to both
 * sides; the end of a stretch is not in it.
 */
public final class SpokenTimes {

    private static final Duration HALF_DAY = Duration.ofHours(12);
    private static final int AROUND_HOURS = 1;

    private static final Pattern LEAD = Pattern.compile("^(?:(?:sometime|some time|any ?time|any|a time|it) )+");
    private static final Pattern AROUND = Pattern.compile(
            "(?:at )?(?:around|about|approximately|roughly|circa|near|close to) (.+?)(?: ?ish)?|(.+?) ?ish");
    private static final Pattern ISH_WITH_HALF = Pattern.compile("(\\d{1,2}(?:[: ]\\d{2})?) ?ish (.+)");
    private static final Pattern AFTER = Pattern.compile(
            "(?:after|past|later than|not before|no earlier than|from|starting(?: at)?) (.+?)(?: on| onwards?)?|(.+) (?:or later|onwards?|and after)");
    private static final Pattern BEFORE = Pattern.compile(
            "(?:before|until|till|til|by|no later than|earlier than|not after) (.+)|(.+) (?:or earlier|at the latest)");
    private static final Pattern BETWEEN = Pattern.compile("between (.+?) (?:and|to|-) (.+)");
    private static final Pattern FROM_TO = Pattern.compile("(?:from )?(.+?) ?(?:to|until|till|til|through|-) ?(.+)");
    private static final Pattern HALF =
            Pattern.compile(".*?( ?[ap] ?m| in (?:the )?(?:morning|afternoon|evening)| at night)");

    private SpokenTimes() {}

    /** What the text means. */
    public static TimeReading read(String said) {
        String plain = LEAD.matcher(Words.plain(said)).replaceFirst("");
        if (plain.matches("(?:at )?(?:12 )?midnight|12(?::00)? at night")) {
            return new Midnight();
        }
        List<LocalTime> times = ClockTimes.read(plain);
        return switch (times.size()) {
            case 0 ->
                stretch(plain)
                        .or(() -> DayParts.read(Words.plain(said)).map(List::of))
                        .<TimeReading>map(Within::new)
                        .orElseGet(Unreadable::new);
            case 1 -> new At(times.getFirst());
            default -> new Several(times);
        };
    }

    private static Optional<List<Hours>> stretch(String plain) {
        String text = ISH_WITH_HALF.matcher(plain).replaceFirst("around $1 $2");
        return between(text)
                .or(() -> around(text))
                .or(() -> open(AFTER, text, Hours::after))
                .or(() -> open(BEFORE, text, Hours::before));
    }

    private static Optional<List<Hours>> around(String text) {
        return said(AROUND, text)
                .map(times -> times.stream()
                        .filter(time -> time.getHour() >= AROUND_HOURS && time.getHour() < 24 - AROUND_HOURS)
                        .map(time -> new Hours(time.minusHours(AROUND_HOURS), time.plusHours(AROUND_HOURS)))
                        .toList())
                .filter(hours -> !hours.isEmpty());
    }

    private static Optional<List<Hours>> open(Pattern pattern, String text, Function<LocalTime, Hours> hours) {
        return said(pattern, text).map(times -> times.stream().map(hours).toList());
    }

    private static Optional<List<LocalTime>> said(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<LocalTime> times = ClockTimes.read(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        return times.isEmpty() ? Optional.empty() : Optional.of(times);
    }

    private static Optional<List<Hours>> between(String text) {
        Matcher between = BETWEEN.matcher(text);
        Matcher matcher = between.matches() ? between : FROM_TO.matcher(text);
        return matcher == between || matcher.matches() ? between(matcher.group(1), matcher.group(2)) : Optional.empty();
    }

    /** Of two ends without halves of the day only those are meant that follow each other within twelve hours. */
    private static Optional<List<Hours>> between(String first, String last) {
        List<LocalTime> froms = ClockTimes.read(first);
        Matcher half = HALF.matcher(last);
        List<LocalTime> tos = last.endsWith("midnight") ? List.of(LocalTime.MIDNIGHT) : ClockTimes.read(last);
        List<Hours> found = froms.stream()
                .flatMap(from -> nearest(from, tos).map(to -> new Hours(from, to)).stream())
                .map(hours -> LocalTime.MIDNIGHT.equals(hours.to()) ? Hours.after(hours.from()) : hours)
                .toList();
        // "Between two and four in the afternoon": the half belongs to both, unless only the other makes sense.
        Optional<Hours> sameHalf =
                half.matches() ? found.stream().max(Comparator.comparing(Hours::from)) : Optional.empty();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(sameHalf.map(List::of).orElse(found));
    }

    private static Optional<LocalTime> nearest(LocalTime from, List<LocalTime> tos) {
        return Stream.concat(
                        tos.stream().filter(to -> to.isAfter(from)),
                        tos.stream().filter(LocalTime.MIDNIGHT::equals))
                .filter(to -> to.equals(LocalTime.MIDNIGHT)
                        || Duration.between(from, to).compareTo(HALF_DAY) <= 0)
                .min(Comparator.comparing((LocalTime to) -> to.equals(LocalTime.MIDNIGHT))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
