package dev.meridian.scheduling.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing wrong with a value somebody gave.
 *
 * @param field path of the field, for example {@code weekly[0].start}
 * @param value what it holds
 * @param expected what it may hold, in words
 */
public record Fault(String field, String value, String expected) {

    /** What was expected where only one field can be named: of the first, and after it of all others by their names. */
    public static String expectedOfAll(List<Fault> faults) {
        String others = faults.stream()
                .skip(1)
                .map(fault -> "; " + fault.field() + ": " + fault.expected())
                .collect(Collectors.joining());
        return faults.getFirst().expected() + others;
    }

    @Override
    public String toString() {
        return field + ": " + value + " (expected: " + expected + ")";
    }
}
