package dev.meridian.gateway.api;

import java.util.Locale;

/** The names of fields outside, where inside they are written another way. */
final class FieldNames {

    private FieldNames() {}

    static String outside(String field) {
        // What follows is the key of a question, which is the same everywhere.
        if (field.startsWith("answers.")) {
            return field;
        }
        return switch (field) {
            case "fromDate" -> "start_date";
            case "toDate" -> "end_date";
            default ->
                field.replaceFirst("^customer\\.", "")
                        .replaceAll("([a-z])([A-Z])", "$1_$2")
                        .toLowerCase(Locale.ROOT);
        };
    }
}
