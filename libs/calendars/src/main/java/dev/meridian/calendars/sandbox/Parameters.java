package dev.meridian.calendars.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a query or of a form. */
record Parameters(Map<String, List<String>> values) {

    static Parameters of(@Nullable String encoded) {
        var values = new LinkedHashMap<String, List<String>>();
        if (encoded != null && !encoded.isEmpty()) {
            for (var pair : encoded.split("&", -1)) {
                int equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                values.computeIfAbsent(decode(name), absent -> new ArrayList<>())
                        .add(decode(value));
            }
        }
        return new Parameters(values);
    }

    Set<String> names() {
        return values.keySet();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    @Nullable
    String first(String name) {
        var all = all(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    boolean flag(String name) {
        return "true".equals(first(name));
    }

    int number(String name, int otherwise) {
        var value = first(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw Refusal.invalid("Invalid value for: " + name);
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(400, "badRequest", "Bad Request");
        }
    }
}
