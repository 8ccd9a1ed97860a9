package dev.meridian.scheduling.catalogue;

/**
 * One thing wrong with a value somebody gave.
 *
 * @param field path of the field, for example {@code weekly[0].start}
 * @param value what it holds
 * @param expected what it may hold, in words
 */
public record Fault(String field, String value, String expected) {
    @Override
    public String toString() {
        return field + ": " + value + " (expected: " + expected + ")";
    }
}
