package dev.meridian.bookings.booking;

import static dev.meridian.bookings.database.Columns.bool;
import static dev.meridian.bookings.database.Columns.instant;
import static dev.meridian.bookings.database.Columns.instantOrNull;
import static dev.meridian.bookings.database.Columns.integer;
import static dev.meridian.bookings.database.Columns.json;
import static dev.meridian.bookings.database.Columns.text;
import static dev.meridian.bookings.database.Columns.textOrNull;
import static dev.meridian.bookings.database.Columns.uuid;
import static dev.meridian.bookings.database.Columns.uuidOrNull;

import dev.meridian.bookings.database.JsonColumns;
import dev.meridian.scheduling.time.TimeRange;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code bookings}. */
final class BookingRows {

    private BookingRows() {}

    static Booking booking(Readable row) {
        return new Booking(
                uuid(row, "id"),
                BookingState.valueOf(text(row, "state")),
                integer(row, "epoch"),
                integer(row, "generation"),
                state(row, "undo_to"),
                state(row, "parked_from"),
                textOrNull(row, "reason"),
                integer(row, "attempts"),
                instantOrNull(row, "hold_until"),
                bool(row, "kept"),
                uuidOrNull(row, "session_id"),
                text(row, "calendar_id"),
                text(row, "event_id"),
                textOrNull(row, "etag"),
                textOrNull(row, "event_url"),
                textOrNull(row, "meeting_url"),
                text(row, "service"),
                text(row, "staff"),
                bool(row, "any_staff"),
                new TimeRange(instant(row, "starts_at"), instant(row, "ends_at")),
                Duration.ofMinutes(integer(row, "buffer_before_minutes")),
                Duration.ofMinutes(integer(row, "buffer_after_minutes")),
                ZoneId.of(text(row, "time_zone")),
                ZoneId.of(text(row, "business_time_zone")),
                move(row),
                new Customer(
                        uuidOrNull(row, "customer_id"),
                        text(row, "customer_name"),
                        textOrNull(row, "customer_phone"),
                        textOrNull(row, "customer_email")),
                textOrNull(row, "notes"),
                JsonColumns.texts(json(row, "guests")),
                JsonColumns.namedTexts(json(row, "answers")),
                new Origin(
                        text(row, "created_by"),
                        text(row, "request_key"),
                        textOrNull(row, "conversation_id"),
                        textOrNull(row, "tool_call_id")),
                integer(row, "version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static @Nullable Move move(Readable row) {
        Instant start = instantOrNull(row, "next_starts_at");
        return start == null
                ? null
                : new Move(
                        new TimeRange(start, instant(row, "next_ends_at")),
                        ZoneId.of(text(row, "next_time_zone")),
                        bool(row, "moving_back"),
                        uuidOrNull(row, "next_session_id"));
    }

    private static @Nullable BookingState state(Readable row, String column) {
        String name = textOrNull(row, column);
        return name == null ? null : BookingState.valueOf(name);
    }
}
