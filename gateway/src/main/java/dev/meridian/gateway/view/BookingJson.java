package dev.meridian.gateway.view;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.scheduling.speech.Spoken;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A booking, as voice agents and REST see it.
 *
 * @param start on the clock of the zone it was booked in, with offset
 * @param spoken the start as a person says it, with its zone
 * @param createdBy {@code retell}, {@code api} or another service's name
 * @param customerId whose it is; null where that is not known, or not any more
 */
@JsonNaming(SnakeCaseStrategy.class)
public record BookingJson(
        String id,
        String status,
        String start,
        @Nullable String end,
        String timeZone,
        String spoken,
        String businessStart,
        @Nullable String businessEnd,
        String businessTimeZone,
        String service,
        @Nullable String staff,
        String name,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String notes,
        List<String> guests,
        Map<String, String> answers,
        @Nullable String calendarEventId,
        @Nullable String calendarEventUrl,
        @Nullable String meetingUrl,
        String createdBy,
        @Nullable String createdAt,
        @Nullable Integer version,
        @Nullable String customerId) {

    public BookingJson {
        guests = List.copyOf(guests);
        answers = Map.copyOf(answers);
    }

    /** The booking as it is stored. */
    public static BookingJson of(Booking booking) {
        return new BookingJson(
                booking.id().toString(),
                booking.state().status().code(),
                Times.in(booking.timeZone(), booking.slot().start()),
                Times.in(booking.timeZone(), booking.slot().end()),
                booking.timeZone().getId(),
                Spoken.dateTime(booking.slot().start().atZone(booking.timeZone())),
                Times.in(booking.businessZone(), booking.slot().start()),
                Times.in(booking.businessZone(), booking.slot().end()),
                booking.businessZone().getId(),
                booking.service(),
                booking.staff(),
                booking.customer().name(),
                booking.customer().phone(),
                booking.customer().email(),
                booking.notes(),
                booking.guests(),
                booking.answers(),
                booking.eventId(),
                booking.eventUrl(),
                booking.meetingUrl(),
                booking.origin().source(),
                Times.utc(booking.createdAt()),
                booking.version(),
                customerId(booking));
    }

    /**
     * The same with no more than that many characters of what people write as they like: guests and answers that do not fit are left
     * out, notes are cut.
     */
    public BookingJson within(int characters) {
        TextRoom room = new TextRoom(characters);
        List<String> fewGuests = guests.stream().filter(room::takes).toList();
        Map<String, String> fewAnswers = new TreeMap<>();
        new TreeMap<>(answers).forEach((question, answer) -> {
            if (room.takes(question + answer)) {
                fewAnswers.put(question, answer);
            }
        });
        return new BookingJson(
                id,
                status,
                start,
                end,
                timeZone,
                spoken,
                businessStart,
                businessEnd,
                businessTimeZone,
                service,
                staff,
                name,
                phone,
                email,
                notes == null ? null : room.cut(notes),
                fewGuests,
                fewAnswers,
                calendarEventId,
                calendarEventUrl,
                meetingUrl,
                createdBy,
                createdAt,
                version,
                customerId);
    }

    private static @Nullable String customerId(Booking booking) {
        UUID id = booking.customer().id();
        return id == null ? null : id.toString();
    }

    /** Names the booking, not the person. */
    @Override
    public String toString() {
        return "BookingJson[" + id + ", " + status + "]";
    }
}
