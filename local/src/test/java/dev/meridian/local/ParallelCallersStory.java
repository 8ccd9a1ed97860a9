package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.local.Meridian.Caller;
import dev.meridian.local.Meridian.Reply;
import java.net.http.HttpRequest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many want the same at the same time. */
final class ParallelCallersStory {

    private final Meridian meridian = Meridian.running();

    @Test
    void ofAHundredCallersOnOneSlotOneIsBooked() {
        String start = meridian.freeStart();
        List<Caller> callers = Stream.generate(Meridian::newCaller).limit(100).toList();

        callers.stream()
                .map(caller -> meridian.toolLater(caller, "tool_1", "save_booking", wish(caller, start)))
                .toList()
                .forEach(CompletableFuture::join);

        // A busy machine may have said "pending" to some: they ask again.
        List<String> statuses =
                callers.stream().map(caller -> settled(caller, start)).toList();
        assertThat(statuses).filteredOn("booked"::equals).hasSize(1);
        assertThat(statuses).filteredOn("slot_taken"::equals).hasSize(99);
        assertThat(meridian.eventsAt(OffsetDateTime.parse(start).toInstant())).hasSize(1);
    }

    @Test
    void ofTheSameToolCallManyTimesAtOnceOneBookingIsMade() {
        String start = meridian.freeStart();
        Caller caller = Meridian.newCaller();
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
        assertThat(meridian.eventsAt(OffsetDateTime.parse(start).toInstant())).hasSize(1);
    }

    @Test
    void ofTheSameRequestManyTimesAtOnceOneBookingIsMadeAndAllAreToldOfIt() {
        String start = meridian.freeStart();
        String key = UUID.randomUUID().toString();
        List<CompletableFuture<Reply>> requests = IntStream.range(0, 20)
                .mapToObj(n -> meridian.postLater("/api/bookings", key, """
                        {"start": "%s", "time_zone": "America/Los_Angeles", "name": "Ada Example"}""".formatted(start)))
                .toList();

        List<Reply> replies = requests.stream().map(CompletableFuture::join).toList();

        assertThat(replies).extracting(Reply::status).containsOnly(200, 201);
        assertThat(replies.stream().map(Reply::json).distinct()).hasSize(1);
        assertThat(replies.getFirst().json().path("status").asString()).isEqualTo("confirmed");
        assertThat(meridian.eventsAt(OffsetDateTime.parse(start).toInstant())).hasSize(1);
    }

    @Test
    void ofOneSignedCallAThousandTimesOneBookingIsMade() {
        String start = meridian.freeStart();
        HttpRequest call = meridian.signed(
                "/retell/functions/save_booking",
                Meridian.call(Meridian.newCaller(), "tool_1", "save_booking", Meridian.booking(start, "Ada Example")));
        JsonNode first = meridian.answerLater(call).join();
        assertThat(first.path("status").asString()).as(first.toString()).isEqualTo("booked");

        // Not all at once: a gateway that has too much to do says so.
        Set<JsonNode> answers = IntStream.range(0, 40)
                .boxed()
                .flatMap(round -> Stream.generate(() -> meridian.answerLater(call)).limit(25).toList().stream()
                        .map(CompletableFuture::join))
                .collect(Collectors.toSet());

        assertThat(answers).containsExactly(first);
        assertThat(meridian.eventsAt(OffsetDateTime.parse(start).toInstant())).hasSize(1);
    }

    private String settled(Caller caller, String start) {
        return await().until(
                        () -> meridian.tool(caller, "tool_1", "save_booking", wish(caller, start))
                                .path("status")
                                .asString(),
                        status -> !status.equals("pending"));
    }

    private static String wish(Caller caller, String start) {
        return Meridian.booking(start, "Caller " + caller.callId());
    }
}
