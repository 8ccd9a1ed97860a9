package dev.meridian.calendars.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reading and merging JSON as Google's API does. */
final class Json {

    private Json() {}

    static @Nullable String text(JsonObject json, String name) {
        @Nullable JsonElement value = json.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : null;
    }

    static @Nullable JsonObject object(JsonObject json, String name) {
        return json.get(name) instanceof JsonObject object ? object : null;
    }

    static List<JsonObject> objects(JsonObject json, String name) {
        return json.get(name) instanceof JsonArray array
                ? StreamSupport.stream(array.spliterator(), false)
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    static boolean isTrue(JsonObject json, String name) {
        return "true".equals(text(json, name));
    }

    /** A patch: objects are merged, null removes, everything else, arrays included, is replaced. */
    static JsonObject merged(JsonObject target, JsonObject patch) {
        var result = target.deepCopy();
        patch.entrySet().forEach(entry -> {
            var name = entry.getKey();
            var value = entry.getValue();
            if (value.isJsonNull()) {
                result.remove(name);
            } else if (value instanceof JsonObject inner) {
                var old = result.get(name) instanceof JsonObject object ? object : new JsonObject();
                result.add(name, merged(old, inner));
            } else {
                result.add(name, value.deepCopy());
            }
        });
        return result;
    }
}
