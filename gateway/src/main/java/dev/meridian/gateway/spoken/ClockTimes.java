package dev.meridian.gateway.spoken;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as a clock or its reader tells them, each with all it may mean: "7:30" may be morning or evening. Two digits before
 * the colon, four digits and hundreds are the 24-hour clock.
 */
final class ClockTimes {

    private static final String HALF = "(?: ?(a|p) ?m| ?in (?:the )?(morning|afternoon|evening)| (at night|tonight))?";

    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[t ](\\d{2}:\\d{2})(?::.*|z|[+-].*)?");
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,2})(?:([:. ]|h ?)(\\d{2})(?::00(?:\\.0+)?)?)?(?: ?o'? ?clock)?" + HALF);
    private static final Pattern FOUR_DIGITS = Pattern.compile("(\\d{1,2})(\\d{2})(?: ?(?:hours?|hrs|h))?" + HALF);
    private static final Pattern HUNDRED = Pattern.compile("(\\d{1,2}) (?:00 )?hundred(?: ?(?:hours?|hrs))?");
    private static final Pattern FULL_HOURS = Pattern.compile("(1[3-9]|2[0-3]) ?(?:hours|hrs|h)");
    private static final Pattern PART_FIRST =
            Pattern.compile("^(?:in the |this )?(morning|afternoon|evening) (?:at )?(\\d.*)$");
    private static final Pattern NIGHT_FIRST = Pattern.compile("^(?:at night|tonight) (?:at )?(\\d.*)$");
    private static final Pattern PAST = Pattern.compile(
            "(half|quarter|a quarter|\\d{1,2})( minutes?)? (past|after|to|before|till|til|of) (\\d{1,2})"
                    + "(?: ?o'? ?clock)?" + HALF);

    private ClockTimes() {}

    /** The times that may be meant; none: no time. */
    static List<LocalTime> read(String plain) {
        Matcher iso = ISO.matcher(plain);
        if (iso.matches()) {
            return read(iso.group(1));
        }
        String text = NIGHT_FIRST
                .matcher(PART_FIRST.matcher(plain).replaceFirst("$2 in the $1"))
                .replaceFirst("$1 at night")
                .replaceFirst("^(?:at |exactly )+", "")
                .replaceFirst("(?: sharp| exactly| on the dot)$", "");
        if (text.matches("(?:12 |high )?(?:noon|midday)")) {
            return List.of(LocalTime.NOON);
        }
        Matcher past = PAST.matcher(text);
        if (past.matches()) {
            return past(past);
        }
        Matcher hundred = HUNDRED.matcher(text);
        if (hundred.matches()) {
            return clock24(number(hundred, 1), 0);
        }
        Matcher full = FULL_HOURS.matcher(text);
        if (full.matches()) {
            return clock24(number(full, 1), 0);
        }
        Matcher time = TIME.matcher(text);
        if (time.matches()) {
            boolean written = time.group(1).length() == 2 && ":".equals(time.group(2));
            return time(number(time, 1), time.group(3) == null ? 0 : number(time, 3), half(time, 4), written);
        }
        Matcher digits = FOUR_DIGITS.matcher(text);
        if (digits.matches()) {
            return time(
                    number(digits, 1),
                    number(digits, 2),
                    half(digits, 3),
                    digits.group(1).length() == 2);
        }
        return List.of();
    }

    private static List<LocalTime> past(Matcher past) {
        String count = past.group(1);
        int minutes = count.equals("half") ? 30 : count.endsWith("quarter") ? 15 : Integer.parseInt(count);
        boolean to = !past.group(3).equals("past") && !past.group(3).equals("after");
        // "Ten to twelve" is ten minutes or two hours.
        boolean perhapsHours = to && past.group(2) == null && Character.isDigit(count.charAt(0)) && minutes <= 12;
        int hour = number(past, 4);
        if (perhapsHours || minutes > 59 || hour < 1 || hour > 12 || (to && count.equals("half"))) {
            return List.of();
        }
        return time(hour, 0, half(past, 5), false).stream()
                .map(at -> to ? at.minusMinutes(minutes) : at.plusMinutes(minutes))
                .sorted()
                .toList();
    }

    private static List<LocalTime> time(int hour, int minute, Optional<Half> half, boolean clock24) {
        if (half.isPresent()) {
            return half.get().of(hour, minute).map(List::of).orElse(List.of());
        }
        return clock24 || hour == 0 || hour > 11
                ? clock24(hour, minute)
                : minute > 59 ? List.of() : List.of(LocalTime.of(hour, minute), LocalTime.of(hour + 12, minute));
    }

    private static List<LocalTime> clock24(int hour, int minute) {
        return hour > 23 || minute > 59 ? List.of() : List.of(LocalTime.of(hour, minute));
    }

    private static Optional<Half> half(Matcher matcher, int group) {
        String letter = matcher.group(group);
        if (letter != null) {
            return Optional.of(letter.equals("a") ? Half.AM : Half.PM);
        }
        return half(matcher.group(group + 1), matcher.group(group + 2));
    }

    private static Optional<Half> half(@Nullable String part, @Nullable String night) {
        if (night != null) {
            return Optional.of(Half.NIGHT);
        }
        return Optional.ofNullable(part).map(said -> said.equals("morning") ? Half.AM : Half.PM);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** Which half of the day was said. */
    private enum Half {
        AM,
        PM,
        /** From six in the evening until five in the morning. */
        NIGHT;

        /** The time in that half; "14:00 PM" says the same twice, "14:00 AM" contradicts itself. */
        Optional<LocalTime> of(int hour, int minute) {
            boolean nonsense = minute > 59 || hour > 23 || hour == 0 || (hour > 12 && this == AM);
            if (nonsense) {
                return Optional.empty();
            }
            boolean late = switch (this) {
                case AM -> false;
                case PM -> true;
                case NIGHT -> hour % 12 > 5;
            };
            return Optional.of(LocalTime.of(hour > 12 ? hour : hour % 12 + (late ? 12 : 0), minute));
        }
    }
}
