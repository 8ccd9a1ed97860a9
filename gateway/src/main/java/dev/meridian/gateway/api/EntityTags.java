package dev.meridian.gateway.api;

import dev.meridian.bookings.catalogue.Precondition;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Versions as entity tags: the version in quotes. */
public final class EntityTags {

    private static final Pattern TAG = Pattern.compile("\"(0|[1-9][0-9]{0,8})\"");
    private static final String ANY = "*";

    private EntityTags() {}

    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /**
     * What the headers of an edit ask for: {@code If-Match}, or without it {@code If-None-Match: *}, which is all that the
     * other can mean here. Tags that were never given out match nothing. Empty if the headers make no sense.
     */
    public static Optional<Precondition> precondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifNoneMatch != null && !ifNoneMatch.strip().equals(ANY)) {
            return Optional.empty();
        }
        if (ifMatch == null) {
            return Optional.of(ifNoneMatch == null ? new Precondition.None() : new Precondition.Absent());
        }
        return Optional.of(
                ifMatch.strip().equals(ANY)
                        ? new Precondition.Present()
                        : new Precondition.VersionIn(versions(ifMatch)));
    }

    private static Set<Integer> versions(String tags) {
        return Arrays.stream(tags.split(",", -1))
                .map(String::strip)
                .map(TAG::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .collect(Collectors.toSet());
    }
}
