package dev.meridian.bookings.database;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * Values on their way between Java and columns. Instants travel with an offset, so that neither the session's nor the
 * JVM's zone can touch them.
 */
public final class Columns {

    private Columns() {}

    /** The value of a column that is never null. */
    public static <T> T get(Readable row, String column, Class<T> type) {
        T value = row.get(column, type);
        if (value == null) {
            throw new IllegalStateException(column + ": null (expected: " + type.getSimpleName() + ")");
        }
        return value;
    }

    public static String text(Readable row, String column) {
        return get(row, column, String.class);
    }

    public static @Nullable String textOrNull(Readable row, String column) {
        return row.get(column, String.class);
    }

    public static int integer(Readable row, String column) {
        return get(row, column, Integer.class);
    }

    public static boolean bool(Readable row, String column) {
        return get(row, column, Boolean.class);
    }

    public static UUID uuid(Readable row, String column) {
        return get(row, column, UUID.class);
    }

    public static @Nullable UUID uuidOrNull(Readable row, String column) {
        return row.get(column, UUID.class);
    }

    public static Instant instant(Readable row, String column) {
        return get(row, column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant instantOrNull(Readable row, String column) {
        OffsetDateTime value = row.get(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** The text of a jsonb column that is never null. */
    public static String json(Readable row, String column) {
        return get(row, column, Json.class).asString();
    }

    public static @Nullable String jsonOrNull(Readable row, String column) {
        Json value = row.get(column, Json.class);
        return value == null ? null : value.asString();
    }

    /** An instant as a parameter. */
    public static OffsetDateTime of(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** A parameter that may be null. */
    public static GenericExecuteSpec bind(GenericExecuteSpec spec, String name, @Nullable UUID value) {
        return value == null ? spec.bindNull(name, UUID.class) : spec.bind(name, value);
    }

    /** A parameter that may be null. */
    public static GenericExecuteSpec bind(GenericExecuteSpec spec, String name, @Nullable String value) {
        return value == null ? spec.bindNull(name, String.class) : spec.bind(name, value);
    }

    /** A parameter that may be null. */
    public static GenericExecuteSpec bind(GenericExecuteSpec spec, String name, @Nullable Instant value) {
        return value == null ? spec.bindNull(name, OffsetDateTime.class) : spec.bind(name, of(value));
    }
}
