package dev.meridian.gateway.api;

import dev.meridian.gateway.api.Problem.FieldError;
import dev.meridian.gateway.argument.Emails;
import dev.meridian.scheduling.catalogue.Answers;
import dev.meridian.scheduling.catalogue.Fault;
import dev.meridian.scheduling.catalogue.InvalidCatalogue;
import dev.meridian.scheduling.catalogue.Question;
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

    // Nor half a character, which would be another one by the time it is kept.
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cs}&&[^\\n\\t\\r]]");

    // The workers take no more, nor a record on Kafka.
    private static final int MOST_ANSWERS = 50;
    private static final int LONGEST_KEY = 200;

    private final Map<String, JsonNode> values;
    private final String path;
    private final List<FieldError> errors;

    private Input(Map<String, JsonNode> values, String path, List<FieldError> errors) {
        this.values = values;
        this.path = path;
        this.errors = errors;
    }

    static Input of(JsonNode object) {
        return of(object, "", new ArrayList<>());
    }

    private static Input of(JsonNode object, String path, List<FieldError> errors) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        object.properties().forEach(entry -> {
            if (!entry.getValue().isNull()) {
                values.put(entry.getKey(), entry.getValue());
            }
        });
        return new Input(values, path, errors);
    }

    /** Parameters of a query; an empty one counts as absent. */
    static Input of(MultiValueMap<String, String> query) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        query.toSingleValueMap().forEach((name, value) -> {
            if (value != null && !value.isBlank()) {
                values.put(name, StringNode.valueOf(value.strip()));
            }
        });
        return new Input(values, "", new ArrayList<>());
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

    Optional<Integer> number(String field, int least, int most) {
        JsonNode value = values.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < least || value.asInt() > most) {
            wrong(field, "a number from " + least + " to " + most);
            return Optional.empty();
        }
        return Optional.of(value.asInt());
    }

    /** Fields within a field; what is wrong there is noted here, with the whole path. */
    Optional<Input> object(String field, Set<String> fields) {
        JsonNode value = values.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            wrong(field, "an object");
            return Optional.empty();
        }
        return Optional.of(of(value, path + field + ".", errors).known(fields));
    }

    /** The same for a list of objects; a field that is absent is an empty list. */
    List<Input> objects(String field, Set<String> fields, int most) {
        JsonNode value = values.get(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.size() > most || !value.values().stream().allMatch(JsonNode::isObject)) {
            wrong(field, "a list of at most " + most + " objects");
            return List.of();
        }
        List<Input> objects = new ArrayList<>();
        for (JsonNode object : value) {
            objects.add(of(object, path + field + "[" + objects.size() + "].", errors)
                    .known(fields));
        }
        return objects;
    }

    /** A list of texts; a field that is absent is an empty list. */
    List<String> list(String field, int most) {
        JsonNode value = values.get(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.size() > most || !value.values().stream().allMatch(JsonNode::isString)) {
            wrong(field, "a list of at most " + most + " texts");
            return List.of();
        }
        return value.values().stream().map(JsonNode::asString).toList();
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

    /** Answers to questions by key; others are taken as they are. */
    Map<String, String> answers(String field, int longest, List<Question> questions) {
        Optional<Map<String, String>> texts = texts(field, longest);
        texts.ifPresent(answers -> Answers.check(questions, answers)
                .forEach(fault -> errors.add(new FieldError(
                        fault.field(),
                        echo(answers.get(fault.field().substring(field.length() + 1))),
                        fault.expected()))));
        return texts.orElse(Map.of());
    }

    /** Texts by key, none if there is no such field; empty if it is something else. */
    private Optional<Map<String, String>> texts(String field, int longest) {
        JsonNode value = values.get(field);
        if (value == null) {
            return Optional.of(Map.of());
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                String text = entry.getValue().asString();
                if (text.length() <= longest
                        && entry.getKey().length() <= LONGEST_KEY
                        && !CONTROLS.matcher(entry.getKey() + text).find()) {
                    texts.put(entry.getKey(), text);
                }
            }
        }
        if (!value.isObject() || texts.size() < value.size() || texts.size() > MOST_ANSWERS) {
            wrong(
                    field,
                    "an object of at most " + MOST_ANSWERS + " texts of at most " + longest
                            + " characters, under names of at most " + LONGEST_KEY);
            return Optional.empty();
        }
        return Optional.of(texts);
    }

    /** Notes that a field is wrong. */
    void wrong(String field, String expected) {
        wrong(field, values.get(field), expected);
    }

    /** Notes that something inside a field is wrong. */
    void wrong(String inside, @Nullable JsonNode value, String expected) {
        errors.add(new FieldError(Echo.of(path + inside), Echo.of(value), expected));
    }

    /** What to say where a field turned out wrong further inside, under the name it has there. */
    Problem invalid(String field, String expected) {
        wrong(FieldNames.outside(field), expected);
        return Problem.invalid(errors());
    }

    /** Notes what is wrong with a value that was made of these fields. */
    void wrong(InvalidCatalogue invalid) {
        for (Fault fault : invalid.faults()) {
            errors.add(new FieldError(path + fault.field(), Echo.of(fault.value()), fault.expected()));
        }
    }

    private static @Nullable String echo(@Nullable String text) {
        return text == null ? null : Echo.of(text);
    }

    /** All that is wrong so far. */
    List<FieldError> errors() {
        return List.copyOf(errors);
    }
}
