package dev.meridian.bookings.catalogue;

import dev.meridian.bookings.catalogue.DocumentValue.Elements;
import dev.meridian.scheduling.catalogue.Fault;
import dev.meridian.scheduling.catalogue.InvalidCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The fields of an object in a document. They are read one by one with whatever stands in for those that could not be; at the
 * end {@link #build} makes the value, unless something was wrong with it. So the value's own rules are held against what
 * could be read, and all faults are found at once.
 */
final class DocumentFields {

    private static final Pattern PLACE = Pattern.compile("([a-z_]+)\\[([0-9]+)\\](.*)");

    private final JsonNode object;
    private final String prefix;
    private final List<Fault> faults;
    private final int faultsBefore;
    private final TreeSet<String> known = new TreeSet<>();
    private final Map<String, List<Integer>> places = new HashMap<>();

    /**
     * @param prefix what goes before the names of the fields in the path of a fault
     * @param faults where faults are noted
     */
    DocumentFields(JsonNode object, String prefix, List<Fault> faults) {
        this.object = object;
        this.prefix = prefix;
        this.faults = faults;
        this.faultsBefore = faults.size();
    }

    DocumentValue optional(String field) {
        return value(field, false);
    }

    DocumentValue required(String field) {
        return value(field, true);
    }

    /** A field that may stand in the document and means nothing. */
    void ignore(String field) {
        known.add(field);
    }

    /** The elements of a list that could be read; if there is no list, those others. */
    <T> List<T> list(String field, List<T> absent, Function<DocumentValue, Optional<T>> reading) {
        return list(field, optional(field).list(reading), absent);
    }

    /** The same of a list that must be there. */
    <T> List<T> requiredList(String field, Function<DocumentValue, Optional<T>> reading) {
        return list(field, required(field).list(reading), List.of());
    }

    private <T> List<T> list(String field, Optional<Elements<T>> read, List<T> absent) {
        read.ifPresent(elements -> places.put(field, elements.places()));
        return read.map(Elements::values).orElse(absent);
    }

    /** Whether something is wrong with a field or within it. */
    boolean faulty(String field) {
        String path = prefix + field;
        return faults.stream()
                .map(Fault::field)
                .anyMatch(at -> at.equals(path) || at.startsWith(path + "[") || at.startsWith(path + "."));
    }

    /** Makes the value. Empty if anything is wrong with its fields, with fields that it does not have, or by its own rules. */
    <T> Optional<T> build(Supplier<T> constructor) {
        refuseOthers();
        List<Fault> own = new ArrayList<>();
        Optional<T> made = Optional.empty();
        try {
            made = Optional.of(constructor.get());
        } catch (InvalidCatalogue invalid) {
            own.addAll(invalid.faults());
        }
        // What stands in for a field that could not be read is not worth a word.
        own.stream().map(this::inPlace).filter(fault -> !faulty(fault.field())).forEach(this::note);
        return faults.size() == faultsBefore ? made : Optional.empty();
    }

    private void note(Fault fault) {
        faults.add(new Fault(prefix + fault.field(), fault.value(), fault.expected()));
    }

    /** The fault with the place that the element has in the document, where unreadable ones stand before it. */
    private Fault inPlace(Fault fault) {
        Matcher matcher = PLACE.matcher(fault.field());
        if (!matcher.matches() || !places.containsKey(matcher.group(1))) {
            return fault;
        }
        int place = places.getOrDefault(matcher.group(1), List.of()).get(Integer.parseInt(matcher.group(2)));
        return new Fault(matcher.group(1) + "[" + place + "]" + matcher.group(3), fault.value(), fault.expected());
    }

    private void refuseOthers() {
        String expected = "no such field; known are " + String.join(", ", known);
        object.properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !known.contains(field))
                .forEach(field -> value(object, field, false).wrong(expected));
    }

    private DocumentValue value(String field, boolean required) {
        known.add(field);
        return value(object, field, required);
    }

    private DocumentValue value(JsonNode from, String field, boolean required) {
        return new DocumentValue(from.path(field), prefix + field, required, faults);
    }
}
