package dev.meridian.gateway.retell;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The arguments of a function call. Null, nothing, blanks, an unresolved {@code {{placeholder}}} and words that only say that
 * nothing is known are absent; numbers and truth values are their text, a list is its elements with commas between. Quotes
 * around a text are none of it, full-width letters and digits are the usual ones, and any blank is a blank.
 */
final class Arguments {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.*}}", Pattern.DOTALL);
    private static final Pattern NOTHING = Pattern.compile(
            "(?:null|none|nil|undefined|unknown|n/a|not (?:provided|specified|given|known|available)|[-?.]+|\\{\\s*})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cs}&&[^\\n\\t]]+");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}\\p{Zl}\\p{Zp}\\u200b\\ufeff]");
    private static final Pattern QUOTED = Pattern.compile("([\"'`“„«‘])(.*)([\"'`”“»’])", Pattern.DOTALL);
    private static final Pattern FULL_WIDTH = Pattern.compile("[\uff01-\uff5e]");
    private static final int FULL_WIDTH_OFFSET = 0xfee0;
    private static final int LONGEST = 4000;
    private static final int LONGEST_KEY = 200;
    private static final int MOST_TEXTS = 50;

    /** Nobody quotes a quotation of a quotation again. */
    private static final int MOST_QUOTES = 3;

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
        return first(text -> !NOTHING.matcher(text).matches(), names);
    }

    /** The same for what must not be taken as absent because a model did not know it: "unknown" is an id that nobody has. */
    Optional<String> id(String... names) {
        return first(text -> true, names);
    }

    private Optional<String> first(Predicate<String> counts, String... names) {
        return Stream.of(names)
                .map(values::get)
                .filter(Objects::nonNull)
                .flatMap(value -> present(text(value)).filter(counts).stream())
                .findFirst();
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

    /** The values of an object that are there, by their names, as many as a booking can have; none if it is no object. */
    Map<String, String> texts(String name) {
        Map<String, String> texts = new TreeMap<>();
        JsonNode object = values.get(name);
        if (object != null && object.isObject()) {
            object.properties().stream()
                    .filter(entry -> entry.getKey().length() <= LONGEST_KEY)
                    .limit(MOST_TEXTS)
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
        String clean = unquoted(usual(text));
        if (clean.isEmpty() || PLACEHOLDER.matcher(clean).matches()) {
            return Optional.empty();
        }
        return Optional.of(clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean);
    }

    private static String usual(String text) {
        String blanks = BLANKS.matcher(CONTROLS.matcher(text).replaceAll(" ")).replaceAll(" ");
        return FULL_WIDTH
                .matcher(blanks)
                .replaceAll(wide ->
                        Matcher.quoteReplacement(Character.toString(wide.group().charAt(0) - FULL_WIDTH_OFFSET)))
                .strip();
    }

    private static String unquoted(String text) {
        String inner = text;
        for (int layer = 0; layer < MOST_QUOTES; layer++) {
            Matcher quoted = QUOTED.matcher(inner);
            if (!quoted.matches()) {
                break;
            }
            inner = quoted.group(2).strip();
        }
        return inner;
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
