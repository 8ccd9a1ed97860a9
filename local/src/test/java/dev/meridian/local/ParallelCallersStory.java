package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many want the same at the same time. */
final class ParallelCallersStory {

    private final Meridian meridian = Meridian.running();

    @Test
    void ofFiftyCallersOnOneSlotOneIsBooked() {
        String start = meridian.freeStart();
        List<CompletableFuture<JsonNode>> calls = IntStream.range(0, 50)
                .mapToObj(n -> meridian.toolLater(
                        Meridian.newCaller(), "tool_1", "save_booking", Meridian.booking(start, "Caller " + n)))
                .toList();
        List<JsonNode> answers = calls.stream().map(CompletableFuture::join).toList();

        List<String> statuses =
                answers.stream().map(answer -> answer.path("status").asString()).toList();
        assertThat(statuses).filteredOn("booked"::equals).hasSize(1);
        assertThat(statuses).filteredOn("slot_taken"::equals).hasSize(49);
        assertThat(eventsAt(OffsetDateTime.parse(start).toInstant())).hasSize(1);
    }

    @Test
    void ofTheSameToolCallManyTimesAtOnceOneBookingIsMade() {
        String start = meridian.freeStart();
        Meridian.Caller caller = Meridian.newCaller();
        List<CompletableFuture<JsonNode>> calls = IntStream.range(0, 10)
                .mapToObj(n ->
                        meridian.toolLater(caller, "tool_1", "save_booking", Meridian.booking(start, "Ada Example")))
                .toList();

        assertThat(calls.stream()
                        .map(CompletableFuture::join)
                        .map(answer -> answer.path("status").asString() + " "
                                + answer.at("/booking/id").asString())
                        .distinct())
                .hasSize(1)
                .allSatisfy(answer -> assertThat(answer).startsWith("booked "));
        assertThat(eventsAt(OffsetDateTime.parse(start).toInstant())).hasSize(1);
    }

    private List<JsonNode> eventsAt(Instant start) {
        return meridian.calendar().events(meridian.calendar().calendarId()).stream()
                .map(Meridian::json)
                .filter(event -> !event.path("status").asString("").equals("cancelled"))
                .filter(event -> OffsetDateTime.parse(
                                event.at("/start/dateTime").asString())
                        .toInstant()
                        .equals(start))
                .toList();
    }
}
