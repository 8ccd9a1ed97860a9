package dev.meridian.gateway.argument;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads e-mail addresses, also as they are said: "jane at example dot com". */
public final class Emails {

    /** The most guests of one booking. */
    public static final int MOST_GUESTS = 20;

    private static final Pattern ADDRESS =
            Pattern.compile("[^@\\s\\p{Cntrl}\\p{Cs},;<>\"()]{1,64}@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+");
    private static final int LONGEST = 254;

    private Emails() {}

    /** The address, or empty if the text is none. */
    public static Optional<String> read(String text) {
        String written = text.strip();
        return address(written)
                .or(() -> address(written.toLowerCase(Locale.ROOT)
                        .replaceAll("\\s+at\\s+", "@")
                        .replaceAll("\\s+dot\\s+", ".")
                        .replaceAll("\\s+", "")));
    }

    private static Optional<String> address(String text) {
        return Optional.of(text)
                .filter(candidate -> candidate.length() <= LONGEST)
                .filter(candidate -> ADDRESS.matcher(candidate).matches());
    }
}
