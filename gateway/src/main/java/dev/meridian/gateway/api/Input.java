package dev.meridian.gateway.api;

import dev.meridian.gateway.api.Problem.FieldError;
import dev.meridian.gateway.argument.Emails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Fields of a request, read one by one; what is wrong is collected, so that it can be said all at once. */
final class Input {

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t\\r]]");
    private static final int LONGEST_ECHO = 200;

    private final Map<String, JsonNode> values;
    private final List<FieldError> errors = new ArrayList<>();

    private Input(Map<String, JsonNode> values) {
        this.values = values;
    }

    static Input of(JsonNode object) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        object.properties().forEach(entry -> {
            if (!entry.getValue().isNull()) {
                values.put(entry.getKey(), entry.getValue());
            }
        });
        return new Input(values);
    }

    /** Parameters of a query; an empty one counts as absent. */
    static Input of(MultiValueMap<String, String> query) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        query.toSingleValueMap().forEach((name, value) -> {
            if (value != null && !value.isBlank()) {
                values.put(name, StringNode.valueOf(value.strip()));
            }
        });
        return new Input(values);
    }

    /** Refuses fields that do not exist: a typing error would otherwise silently change the meaning. */
    Input known(Set<String> fields) {
        values.keySet().stream()
                .filter(field -> !fields.contains(field))
                .forEach(field -> wrong(field, "no such field; known are " + String.join(", ", new TreeSet<>(fields))));
        return this;
    }

    boolean has(String field) {
        return values.containsKey(field);
    }

    /** A text of at most that many characters. */
    Optional<String> text(String field, int longest) {
        JsonNode value = values.get(field);
        if (value == null) {
            return Optional.empty();
        }
        String text = value.isString() ? value.asString().strip() : null;
        if (text == null
                || text.isEmpty()
                || text.length() > longest
                || CONTROLS.matcher(text).find()) {
            wrong(field, "a text of 1 to " + longest + " characters");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** A text that must be there. */
    Optional<String> required(String field, int longest) {
        if (!has(field)) {
            wrong(field, "a text of 1 to " + longest + " characters");
        }
        return text(field, longest);
    }

    /** Whether a field says {@code true}; without it: no. */
    boolean truth(String field) {
        Optional<String> text = text(field, 20);
        if (text.isPresent() && !Set.of("true", "false").contains(text.get())) {
            wrong(field, "true or false");
        }
        return text.filter("true"::equals).isPresent();
    }

    /** The field as it came, or null. */
    @Nullable
    JsonNode node(String field) {
        return values.get(field);
    }

    Optional<Integer> minutes(String field) {
        JsonNode value = values.get(field);
        if (value == null) {
            return Optional.empty();
        }
        String digits = value.isString() || value.isIntegralNumber() ? value.asString() : "";
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) == 0) {
            wrong(field, "a number of minutes from 1 to 99999");
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(digits));
    }

    Optional<String> email(String field) {
        Optional<String> text = text(field, 254);
        Optional<String> email = text.flatMap(Emails::read);
        if (text.isPresent() && email.isEmpty()) {
            wrong(field, "an e-mail address");
        }
        return email;
    }

    List<String> emails(String field) {
        JsonNode value = values.get(field);
        if (value == null) {
            return List.of();
        }
        List<String> emails = value.isArray()
                ? value.values().stream()
                        .filter(JsonNode::isString)
                        .flatMap(one -> Emails.read(one.asString()).stream())
                        .toList()
                : List.of();
        if (!value.isArray() || emails.size() < value.size() || emails.size() > Emails.MOST_GUESTS) {
            wrong(field, "a list of at most " + Emails.MOST_GUESTS + " e-mail addresses");
            return List.of();
        }
        return emails;
    }

    /** Texts by key. */
    Map<String, String> texts(String field, int longest) {
        JsonNode value = values.get(field);
        if (value == null) {
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                String text = entry.getValue().asString();
                if (text.length() <= longest
                        && !CONTROLS.matcher(entry.getKey() + text).find()) {
                    texts.put(entry.getKey(), text);
                }
            }
        }
        if (!value.isObject() || texts.size() < value.size() || texts.size() > 100) {
            wrong(field, "an object of at most 100 texts");
        }
        return texts;
    }

    /** Notes that a field is wrong. */
    void wrong(String field, String expected) {
        wrong(field, values.get(field), expected);
    }

    /** Notes that something inside a field is wrong. */
    void wrong(String path, @Nullable JsonNode value, String expected) {
        errors.add(new FieldError(path, echo(value), expected));
    }

    private static @Nullable Object echo(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        String text = value.isString() ? value.asString() : value.toString();
        return text.length() <= LONGEST_ECHO ? value : text.substring(0, LONGEST_ECHO) + "…";
    }

    /** All that is wrong so far. */
    List<FieldError> errors() {
        return List.copyOf(errors);
    }
}
