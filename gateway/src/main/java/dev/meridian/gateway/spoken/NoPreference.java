package dev.meridian.gateway.spoken;

import java.util.Set;

/** Ways to say that anything will do. */
public final class NoPreference {

    private static final Set<String> WAYS = Set.of(
            "any",
            "anyone",
            "anybody",
            "any of them",
            "anything",
            "any day",
            "any time",
            "anytime",
            "any time of day",
            "all day",
            "the whole day",
            "whole day",
            "either",
            "flexible",
            "no preference",
            "doesn't matter",
            "does not matter",
            "don't care",
            "whoever",
            "as soon as possible",
            "asap",
            "1st available",
            "the 1st available",
            "next available",
            "the next available",
            "earliest",
            "the earliest",
            "earliest available",
            "soonest");

    private NoPreference() {}

    /** Whether that is all that was said. */
    public static boolean is(String said) {
        return WAYS.contains(Words.plain(said).replaceFirst("^it ", ""));
    }
}
