package dev.meridian.gateway.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What was sent, as an error tells it: as it came, unless it is long or holds half a character, which JSON can not have. */
public final class Echo {

    private static final int LONGEST = 200;
    private static final Pattern HALF = Pattern.compile("\\p{Cs}");

    private Echo() {}

    /** The value; of one that is long the beginning of its text. */
    public static @Nullable Object of(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        String text = value.isString() ? value.asString() : value.toString();
        return text.length() <= LONGEST && !HALF.matcher(text).find() ? value : of(text);
    }

    /** The text, or its beginning. */
    public static String of(String text) {
        String whole =
                HALF.matcher(text.length() <= LONGEST ? text : beginning(text)).replaceAll("\ufffd");
        return text.length() <= LONGEST ? whole : whole + "…";
    }

    private static String beginning(String text) {
        boolean betweenHalves = Character.isHighSurrogate(text.charAt(LONGEST - 1));
        return text.substring(0, betweenHalves ? LONGEST - 1 : LONGEST);
    }
}
