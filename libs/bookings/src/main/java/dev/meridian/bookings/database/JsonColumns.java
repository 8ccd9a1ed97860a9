package dev.meridian.bookings.database;

import io.r2dbc.postgresql.codec.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Lists and maps of text as jsonb. */
public final class JsonColumns {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> NAMED_TEXTS = new TypeReference<>() {};

    private JsonColumns() {}

    /** Anything made of records, lists, maps and text. */
    public static Json write(Object value) {
        return Json.of(MAPPER.writeValueAsString(value));
    }

    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    public static List<String> texts(String json) {
        return MAPPER.readValue(json, TEXTS);
    }

    public static Map<String, String> namedTexts(String json) {
        return MAPPER.readValue(json, NAMED_TEXTS);
    }
}
