package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.local.Meridian.Caller;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A caller asks for free times in Pacific time and books one. */
final class BookingStory {

    private static final String PACIFIC = """
            {"time_zone": "Pacific Time Zone"}""";

    private final Meridian meridian = Meridian.running();

    @Test
    void aSuggestionIsBookedAndStandsInTheCalendarInTheBusinessZone() {
        Caller caller = Meridian.newCaller();
        JsonNode offer = meridian.tool(caller, "tool_1", "check_availability", PACIFIC);
        assertThat(offer.path("status").asString()).as(offer.toString()).isEqualTo("available");
        assertThat(offer.path("time_zone").asString()).isEqualTo("America/Los_Angeles");
        assertThat(offer.path("business_time_zone").asString()).isEqualTo("Asia/Kolkata");
        String start = offer.at("/suggestions/0/start").asString();

        JsonNode answer = meridian.book(caller, "tool_2", start, "Ada Example");

        assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("booked");
        assertThat(answer.path("repeated").asBoolean()).isFalse();
        JsonNode booking = answer.path("booking");
        assertThat(booking.path("status").asString()).isEqualTo("confirmed");
        assertThat(instant(booking.path("start"))).isEqualTo(instant(start));
        assertThat(booking.path("phone").asString()).isEqualTo(caller.number());

        List<JsonNode> events = meridian.eventsOf(booking.path("id").asString());
        assertThat(events).hasSize(1);
        JsonNode event = events.getFirst();
        assertThat(event.path("id").asString())
                .isEqualTo(booking.path("calendar_event_id").asString());
        assertThat(event.at("/start/timeZone").asString()).isEqualTo("Asia/Kolkata");
        OffsetDateTime inCalendar =
                OffsetDateTime.parse(event.at("/start/dateTime").asString());
        assertThat(inCalendar.toInstant()).isEqualTo(instant(start));
        assertThat(inCalendar.getOffset()).isEqualTo(ZoneOffset.ofHoursMinutes(5, 30));
        assertThat(event.path("summary").asString()).contains("Ada Example");
    }

    @Test
    void theSameToolCallAgainGetsTheSameAnswer() {
        Caller caller = Meridian.newCaller();
        String start = meridian.freeStart();
        JsonNode first = meridian.book(caller, "tool_1", start, "Ada Example");
        JsonNode again = meridian.book(caller, "tool_1", start, "Ada Example");
        assertThat(first.path("status").asString()).as(first.toString()).isEqualTo("booked");
        assertThat(again).isEqualTo(first);
        assertThat(meridian.eventsOf(first.at("/booking/id").asString())).hasSize(1);
    }

    @Test
    void anotherToolCallInTheCallGetsTheSameBooking() {
        Caller caller = Meridian.newCaller();
        String start = meridian.freeStart();
        JsonNode first = meridian.book(caller, "tool_1", start, "Ada Example");
        JsonNode second = meridian.book(caller, "tool_2", start, "Ada Example");
        assertThat(second.path("status").asString()).as(second.toString()).isEqualTo("booked");
        assertThat(second.path("repeated").asBoolean()).isTrue();
        assertThat(second.at("/booking/id").asString())
                .isEqualTo(first.at("/booking/id").asString());
        assertThat(meridian.eventsOf(first.at("/booking/id").asString())).hasSize(1);
    }

    @Test
    void theCallerHearsWhatIsBookedAndNobodyElseDoes() {
        Caller caller = Meridian.newCaller();
        String start = meridian.freeStart();
        JsonNode booked = meridian.book(caller, "tool_1", start, "Ada Example");
        JsonNode found = meridian.tool(new Caller("call_later", caller.number()), "tool_1", "find_bookings", "{}");
        assertThat(found.path("status").asString()).as(found.toString()).isEqualTo("found");
        assertThat(found.at("/bookings/0/id")).isEqualTo(booked.at("/booking/id"));
        JsonNode other = meridian.tool(Meridian.newCaller(), "tool_1", "find_bookings", "{}");
        assertThat(other.path("status").asString()).as(other.toString()).isEqualTo("none");
    }

    @Test
    void anotherCallerHearsThatTheSlotIsTakenAndGetsOthers() {
        String start = meridian.freeStart();
        meridian.book(Meridian.newCaller(), "tool_1", start, "Ada Example");

        JsonNode refused = meridian.book(Meridian.newCaller(), "tool_1", start, "Bob Example");

        assertThat(refused.path("status").asString()).as(refused.toString()).isEqualTo("slot_taken");
        List<String> alternatives = StreamSupport.stream(
                        refused.path("alternatives").spliterator(), false)
                .map(slot -> slot.path("start").asString())
                .toList();
        assertThat(alternatives).isNotEmpty().hasSizeLessThanOrEqualTo(3).doesNotContain(start);
        assertThat(refused.path("message").asString()).isNotBlank();
        JsonNode booked = meridian.book(Meridian.newCaller(), "tool_1", alternatives.getFirst(), "Bob Example");
        assertThat(booked.path("status").asString()).as(booked.toString()).isEqualTo("booked");
    }

    @Test
    void anAmbiguousZoneIsAskedBack() {
        JsonNode answer = meridian.tool(Meridian.newCaller(), "tool_1", "check_availability", """
                {"time_zone": "IST"}""");
        assertThat(answer.path("status").asString()).isEqualTo("needs_input");
        assertThat(answer.path("field").asString()).isEqualTo("time_zone");
        assertThat(answer.path("choices").toString()).contains("Asia/Kolkata");
    }

    private static Instant instant(JsonNode time) {
        return instant(time.asString());
    }

    private static Instant instant(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }
}
