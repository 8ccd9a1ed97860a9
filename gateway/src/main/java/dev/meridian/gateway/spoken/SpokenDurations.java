package dev.meridian.gateway.spoken;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lengths of time: "60", "thirty minutes", "an hour and a half", "1.5 hours". A bare number is minutes. */
public final class SpokenDurations {

    private static final Pattern MINUTES = Pattern.compile("(\\d{1,4})(?:\\.0+)?(?: ?m(?:in(?:ute)?s?)?)?");
    private static final Pattern HOURS = Pattern.compile("(an?|\\d{1,2}(?:\\.\\d{1,2})?) ?h(?:(?:ou)?rs?)?");
    private static final Pattern HOURS_AND_MINUTES = Pattern.compile(
            "(an?|\\d{1,2}) ?h(?:(?:ou)?rs?)?(?: and)? ?(a half|a quarter|\\d{1,2})(?: ?m(?:in(?:ute)?s?)?)?");
    private static final Pattern AND_A_HALF = Pattern.compile("(\\d{1,2}) and a (half|quarter) hours?");
    private static final int HOUR = 60;

    private SpokenDurations() {}

    /** The minutes, more than none; or empty if the text is no length. */
    public static Optional<Integer> minutes(String said) {
        String plain = Words.plain(said);
        return read(plain).filter(minutes -> minutes > 0);
    }

    private static Optional<Integer> read(String plain) {
        Matcher minutes = MINUTES.matcher(plain);
        if (minutes.matches()) {
            return Optional.of(Integer.parseInt(minutes.group(1)));
        }
        return switch (plain) {
            case "half hour", "half an hour", "a half hour", "half a hour" -> Optional.of(HOUR / 2);
            case "quarter hour", "quarter of an hour", "a quarter of an hour", "a quarter hour" ->
                Optional.of(HOUR / 4);
            case "3 quarters of an hour" -> Optional.of(HOUR * 3 / 4);
            default -> {
                Matcher hours = HOURS.matcher(plain);
                if (hours.matches()) {
                    BigDecimal count = new BigDecimal(count(hours.group(1)));
                    yield Optional.of(count.multiply(BigDecimal.valueOf(HOUR))
                            .setScale(0, RoundingMode.HALF_UP)
                            .intValue());
                }
                Matcher both = HOURS_AND_MINUTES.matcher(plain);
                if (both.matches()) {
                    yield Optional.of(Integer.parseInt(count(both.group(1))) * HOUR + rest(both.group(2)));
                }
                Matcher and = AND_A_HALF.matcher(plain);
                yield and.matches()
                        ? Optional.of(Integer.parseInt(and.group(1)) * HOUR + rest("a " + and.group(2)))
                        : Optional.empty();
            }
        };
    }

    private static String count(String said) {
        return said.startsWith("a") ? "1" : said;
    }

    private static int rest(String said) {
        return switch (said) {
            case "a half" -> HOUR / 2;
            case "a quarter" -> HOUR / 4;
            default -> Integer.parseInt(said);
        };
    }
}
