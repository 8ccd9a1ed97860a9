package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.local.Meridian.Reply;
import dev.meridian.schema.Headers;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

/**
 * A person works in the calendar, which tells us of it long before we would look; and a database goes back to an older state.
 */
final class JanitorStory {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Meridian meridian = Meridian.running();

    @Test
    void whatTheHostDeletesInTheCalendarIsCancelled() {
        String id = book(UUID.randomUUID().toString(), meridian.freeStart());

        meridian.calendar().deleteEvent(meridian.calendar().calendarId(), eventId(id));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status(id)).isEqualTo("cancelled"));
    }

    @Test
    void whatTheHostMovesInTheCalendarIsMoved() {
        String id = book(UUID.randomUUID().toString(), meridian.freeStart());
        OffsetDateTime start = OffsetDateTime.parse(
                meridian.get("/api/bookings/" + id).json().path("start").asString());
        // Not later: the slot after the last free one may be booked.
        OffsetDateTime moved = start.minusMinutes(10);

        meridian.calendar().changeEvent(meridian.calendar().calendarId(), eventId(id), """
                {"start": {"dateTime": "%s"}, "end": {"dateTime": "%s"}}""".formatted(
                        moved.toInstant(), moved.plusHours(1).toInstant()));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(OffsetDateTime.parse(meridian.get("/api/bookings/" + id)
                                        .json()
                                        .path("start")
                                        .asString())
                                .toInstant())
                        .isEqualTo(moved.toInstant()));
    }

    @Test
    void whatTheDatabaseLostComesBackFromTheCalendarAndTheSameRequestJoinsIt() {
        String key = UUID.randomUUID().toString();
        String start = meridian.freeStart();
        String id = book(key, start);

        meridian.sql("""
                begin;
                delete from occupancies where booking_id = '%1$s';
                delete from waiters where key in (select key from requests where booking_id = '%1$s');
                delete from requests where booking_id = '%1$s';
                delete from bookings where id = '%1$s';
                commit""".formatted(id));
        assertThat(meridian.get("/api/bookings/" + id).status()).isEqualTo(404);
        // A database that went back has an older token, too.
        meridian.sql("update calendar_syncs set sync_token = null");

        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            // The event may be too young at the first look.
            meridian.sql("update calendar_syncs set requested_at = now()");
            assertThat(status(id)).isEqualTo("confirmed");
        });
        Reply again = meridian.post("/api/bookings", key, body(start));
        assertThat(again.status()).as(again.json().toString()).isIn(200, 201);
        assertThat(again.json().path("id").asString()).isEqualTo(id);
        assertThat(meridian.eventsOf(id)).hasSize(1);
    }

    @Test
    void whatTheHostEntersIsToldToEverybodyAsTheTimeThatItTakes() {
        Instant start = OffsetDateTime.parse(meridian.freeStart()).toInstant();
        Instant end = start.plus(Duration.ofMinutes(20));
        String event = meridian.calendar().putEvent(meridian.calendar().calendarId(), "Dentist", start, end);

        try (KafkaConsumer<String, byte[]> consumer = meridian.reader("calendar.busy.v1");
                Partner partner = new Partner(meridian, Meridian.PARTNER_TOPIC)) {
            List<ConsumerRecord<String, byte[]>> told = new ArrayList<>();
            await().atMost(PATIENCE).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(told::add);
                assertThat(told).extracting(ConsumerRecord::key).contains("primary");
                ConsumerRecord<String, byte[]> last = told.stream()
                        .filter(record -> record.key().equals("primary"))
                        .toList()
                        .getLast();
                assertThat(Partner.header(last, Headers.CE_TYPE)).isEqualTo("dev.meridian.calendar.CalendarBusy.v1");
                assertThat((Collection<?>) partner.decoded(last.value(), null).get("busy"))
                        .anySatisfy(time -> {
                            assertThat(millis(time, "start")).isLessThanOrEqualTo(start.toEpochMilli());
                            assertThat(millis(time, "end")).isGreaterThanOrEqualTo(end.toEpochMilli());
                        });
            });
        } finally {
            meridian.calendar().deleteEvent(meridian.calendar().calendarId(), event);
        }
    }

    @Test
    void nobodyElseCanSayThatTheCalendarHasChanged() {
        HttpRequest.Builder forged = HttpRequest.newBuilder(meridian.uri("/google/notifications"))
                .header("X-Goog-Channel-ID", "c1")
                .header("X-Goog-Channel-Token", "primary")
                .header("X-Goog-Resource-State", "exists");

        HttpResponse<String> answer =
                meridian.exchange(forged.POST(BodyPublishers.noBody()).build());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("The token is missing or not valid.");
    }

    private static long millis(Object time, String field) {
        return (Long) ((GenericRecord) time).get(field);
    }

    private String book(String key, String start) {
        Reply made = meridian.post("/api/bookings", key, body(start));
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private String eventId(String bookingId) {
        return meridian.eventsOf(bookingId).getFirst().path("id").asString();
    }

    private String status(String bookingId) {
        return meridian.get("/api/bookings/" + bookingId).json().path("status").asString();
    }

    private static String body(String start) {
        return """
                {"start": "%s", "time_zone": "America/Los_Angeles", "name": "Ada Example", "phone": "+12135550123"}""".formatted(start);
    }
}
