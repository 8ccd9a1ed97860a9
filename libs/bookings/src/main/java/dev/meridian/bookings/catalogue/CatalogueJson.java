package dev.meridian.bookings.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.meridian.scheduling.catalogue.CatalogueEntry;
import dev.meridian.scheduling.catalogue.Price;
import dev.meridian.scheduling.catalogue.QuestionType;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.catalogue.Window;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The catalogue as JSON documents, in the shape of the public API. Unknown fields are passed over, so that an older version
 * can read what a newer one wrote.
 */
public final class CatalogueJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(Window.class, WindowDocument.class)
            .addMixIn(WeeklyWindow.class, WeeklyWindowDocument.class)
            .addMixIn(Price.class, PriceDocument.class)
            .addMixIn(QuestionType.class, QuestionTypeDocument.class)
            .build();

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CatalogueJson() {}

    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    public static String write(Object document) {
        return MAPPER.writeValueAsString(document);
    }

    /** The object that somebody sent, every field of it once; empty if it is none. */
    public static Optional<JsonNode> object(byte[] document) {
        try {
            return Optional.of(STRICT.readTree(document)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The document of an entry, to be put into another. */
    public static JsonNode tree(CatalogueEntry entry) {
        return MAPPER.valueToTree(entry);
    }

    /** The entry with another version. */
    static CatalogueEntry inVersion(CatalogueEntry entry, int version) {
        ObjectNode document = MAPPER.valueToTree(entry);
        return MAPPER.treeToValue(document.put("version", version), entry.getClass());
    }

    abstract static class WindowDocument {
        @JsonCreator
        static Window of(@JsonProperty("start") String start, @JsonProperty("end") String end) {
            return Window.of(start, end);
        }

        @JsonSerialize(using = StartOfWindow.class)
        abstract LocalTime start();

        @JsonSerialize(using = EndOfWindow.class)
        abstract LocalTime end();
    }

    abstract static class WeeklyWindowDocument {
        @JsonCreator
        static WeeklyWindow of(
                @JsonProperty("days") Collection<Weekday> days,
                @JsonProperty("start") String start,
                @JsonProperty("end") String end) {
            return WeeklyWindow.of(days, start, end);
        }

        @JsonSerialize(using = StartOfWindow.class)
        abstract LocalTime start();

        @JsonSerialize(using = EndOfWindow.class)
        abstract LocalTime end();
    }

    abstract static class PriceDocument {
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        abstract BigDecimal amount();
    }

    abstract static class QuestionTypeDocument {
        @JsonValue
        abstract String code();
    }

    private static final class StartOfWindow extends ValueSerializer<LocalTime> {
        @Override
        public void serialize(LocalTime start, JsonGenerator generator, SerializationContext context) {
            generator.writeString(start.toString());
        }
    }

    private static final class EndOfWindow extends ValueSerializer<LocalTime> {
        @Override
        public void serialize(LocalTime end, JsonGenerator generator, SerializationContext context) {
            generator.writeString(end.equals(LocalTime.MIDNIGHT) ? "24:00" : end.toString());
        }
    }
}
