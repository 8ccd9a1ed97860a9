package dev.meridian.gateway.retell;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The arguments of a function call. Null, nothing, blanks and an unresolved {@code {{placeholder}}} are absent; numbers and
 * truth values are their text, a list is its elements with commas between.
 */
final class Arguments {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.*}}", Pattern.DOTALL);
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]+");
    private static final int LONGEST = 4000;

    private final Map<String, JsonNode> values;

    private Arguments(Map<String, JsonNode> values) {
        this.values = values;
    }

    static Arguments of(JsonNode object) {
        Map<String, JsonNode> values = new TreeMap<>();
        object.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return new Arguments(values);
    }

    /** Without one of them. */
    Arguments without(String name) {
        Map<String, JsonNode> others = new TreeMap<>(values);
        others.remove(name);
        return new Arguments(others);
    }

    /** The first of these names that has a value. */
    Optional<String> text(String... names) {
        for (String name : names) {
            JsonNode value = values.get(name);
            Optional<String> text = value == null ? Optional.empty() : present(text(value));
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    /** The elements of a list, however it was written. */
    List<String> list(String name) {
        return text(name)
                .map(text -> List.of(text.split("[,;\\n]")).stream()
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** The values of an object that are there, by their names; none if it is no object. */
    Map<String, String> texts(String name) {
        Map<String, String> texts = new TreeMap<>();
        JsonNode object = values.get(name);
        if (object != null && object.isObject()) {
            object.properties()
                    .forEach(entry ->
                            present(text(entry.getValue())).ifPresent(text -> texts.put(entry.getKey(), text)));
        }
        return texts;
    }

    private static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isArray()) {
            return value.values().stream().map(Arguments::text).collect(Collectors.joining(", "));
        }
        return value.isValueNode() ? value.asString() : value.toString();
    }

    static Optional<String> present(String text) {
        String clean = CONTROLS.matcher(text).replaceAll(" ").strip();
        if (clean.isEmpty() || PLACEHOLDER.matcher(clean).matches()) {
            return Optional.empty();
        }
        return Optional.of(clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean);
    }

    /** The same for the same arguments, in whatever order they come. */
    String hash() {
        String canonical = values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + canonical(entry.getValue()))
                .collect(Collectors.joining("\n"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String canonical(JsonNode value) {
        if (!value.isObject()) {
            return value.toString();
        }
        return value.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + ":" + canonical(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Their names only: values are personal. */
    @Override
    public String toString() {
        return "Arguments" + values.keySet();
    }
}
