package dev.meridian.bookings.catalogue;

import dev.meridian.scheduling.catalogue.Fault;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value in a document that somebody sent, read strictly. What is not as it should be is noted under its path and reads as
 * empty; so does what is absent, which is noted only where it is required. Null is absent.
 */
final class DocumentValue {

    /** The most elements of a list. */
    static final int MOST = 500;

    private static final int LONGEST_ECHO = 200;
    // Neither can be spoken, and Postgres takes neither.
    private static final Pattern UNSPEAKABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern INSTANT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,6})?");

    private final JsonNode node;
    private final String path;
    private final boolean required;
    private final List<Fault> faults;

    DocumentValue(JsonNode node, String path, boolean required, List<Fault> faults) {
        this.node = node;
        this.path = path;
        this.required = required;
        this.faults = faults;
    }

    String path() {
        return path;
    }

    Optional<String> text() {
        return read("a text without control characters", DocumentValue::text);
    }

    Optional<Integer> integer() {
        return read(
                "a whole number",
                value -> value.isIntegralNumber() && value.canConvertToInt() ? value.intValue() : null);
    }

    Optional<Boolean> truth() {
        return read("true or false", value -> value.isBoolean() ? value.booleanValue() : null);
    }

    /** One of the constants, by its name. */
    <E extends Enum<E>> Optional<E> word(Class<E> type) {
        E[] all = type.getEnumConstants();
        String choices = Arrays.stream(all).map(Enum::name).collect(Collectors.joining(", "));
        return parsed(
                "one of " + choices,
                text -> Arrays.stream(all)
                        .filter(one -> one.name().equals(text))
                        .findFirst()
                        .orElse(null));
    }

    /** Whatever that text stands for; null: for nothing. */
    <T> Optional<T> parsed(String expected, Function<String, @Nullable T> reading) {
        return read(expected, value -> {
            String text = text(value);
            return text == null ? null : reading.apply(text);
        });
    }

    Optional<ZoneId> zone() {
        return parsed(
                "an IANA zone id such as Asia/Kolkata",
                text -> ZoneId.getAvailableZoneIds().contains(text) ? ZoneId.of(text) : null);
    }

    Optional<LocalDate> date() {
        return parsed("a date such as 2026-11-23", text -> {
            try {
                return DATE.matcher(text).matches() ? LocalDate.parse(text) : null;
            } catch (DateTimeException e) {
                return null;
            }
        });
    }

    Optional<Instant> instant() {
        return parsed("a time with offset such as 2026-11-23T09:00:00+05:30", text -> {
            try {
                return INSTANT.matcher(text).matches()
                        ? OffsetDateTime.parse(text).toInstant()
                        : null;
            } catch (DateTimeException e) {
                return null;
            }
        });
    }

    Optional<BigDecimal> amount() {
        return parsed(
                "a text such as \"1500.00\"", text -> AMOUNT.matcher(text).matches() ? new BigDecimal(text) : null);
    }

    Optional<Currency> currency() {
        return parsed(
                "an ISO 4217 code such as INR",
                text -> Currency.getAvailableCurrencies().stream()
                        .filter(currency -> currency.getCurrencyCode().equals(text))
                        .findFirst()
                        .orElse(null));
    }

    /** What the fields of an object make. */
    <T> Optional<T> object(Function<DocumentFields, Optional<T>> reading) {
        return read("an object", value -> value.isObject() ? new DocumentFields(value, path + ".", faults) : null)
                .flatMap(reading);
    }

    /** The elements of a list, without those that could not be read. */
    <T> Optional<Elements<T>> list(Function<DocumentValue, Optional<T>> reading) {
        return read("a list of at most " + MOST, value -> value.isArray() && value.size() <= MOST ? value : null)
                .map(list -> {
                    List<T> elements = new ArrayList<>();
                    List<Integer> places = new ArrayList<>();
                    for (int i = 0; i < list.size(); i++) {
                        Optional<T> element =
                                reading.apply(new DocumentValue(list.get(i), path + "[" + i + "]", true, faults));
                        if (element.isPresent()) {
                            elements.add(element.get());
                            places.add(i);
                        }
                    }
                    return new Elements<>(elements, places);
                });
    }

    /**
     * What could be read of a list.
     *
     * @param places where in the list the elements stand
     */
    record Elements<T>(List<T> values, List<Integer> places) {}

    void wrong(String expected) {
        faults.add(new Fault(path, echo(), expected));
    }

    private <T> Optional<T> read(String expected, Function<JsonNode, @Nullable T> reading) {
        if (node.isMissingNode() || node.isNull()) {
            if (required) {
                wrong(expected);
            }
            return Optional.empty();
        }
        Optional<T> value = Optional.ofNullable(reading.apply(node));
        if (value.isEmpty()) {
            wrong(expected);
        }
        return value;
    }

    private static @Nullable String text(JsonNode value) {
        String text = value.isString() ? value.asString() : null;
        return text == null || UNSPEAKABLE.matcher(text).find() ? null : text;
    }

    private String echo() {
        String text = node.isMissingNode() ? "null" : node.isString() ? node.asString() : node.toString();
        return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
    }
}
