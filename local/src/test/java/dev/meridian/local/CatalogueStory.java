package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.local.Meridian.Caller;
import dev.meridian.local.Meridian.Reply;
import dev.meridian.schema.Headers;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody who runs the business edits what can be booked while callers are on the line. */
final class CatalogueStory {

    private static final String TOPIC = "catalogue.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    private final Meridian meridian = Meridian.running();
    private final Caller caller = Meridian.newCaller();

    // A service and a host of their own, so that other stories keep theirs.
    private final String id = caller.callId().replace('_', '-');
    private final String service = "/api/services/" + id;
    private final String staff = "/api/staff/" + id;
    private final String schedule = "/api/schedules/" + id;

    @AfterEach
    void clear() {
        delete(service);
        delete(staff);
        delete(schedule);
    }

    @Test
    void anEditHoldsForTheNextCaller() {
        open("10:00", "12:00");
        assertThat(hoursOffered())
                .isNotEmpty()
                .allSatisfy(hour -> assertThat(hour).isBetween(10, 11));

        Reply edited = put(schedule, hours("15:00", "17:00", ""), "\"1\"");

        assertThat(edited.status()).as(edited.json().toString()).isEqualTo(200);
        assertThat(edited.response().headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(hoursOffered())
                .isNotEmpty()
                .allSatisfy(hour -> assertThat(hour).isBetween(15, 16));
        assertThat(put(schedule, hours("08:00", "09:00", ""), "\"1\"").status()).isEqualTo(412);
    }

    @Test
    void aDateThatIsClosedIsClosedOnTheHostsCalendar() {
        open("10:00", "12:00");
        LocalDate closed = datesOffered().get(1);

        put(schedule, hours("10:00", "12:00", "{\"date\": \"" + closed + "\", \"windows\": []}"), "*");

        // The caller's date is another one for these hours; the host's counts.
        assertThat(datesOffered()).doesNotContain(closed).contains(closed.plusDays(1));
    }

    @Test
    void everyChangeIsLoggedAndTold() {
        open("10:00", "12:00");
        put(schedule, hours("15:00", "17:00", ""), "*");
        clear();

        JsonNode changes = meridian.get(schedule + "/changes").json().path("changes");
        assertThat(changes.at("/0/after").isNull()).isTrue();
        assertThat(changes.at("/0/before/weekly/0/start").asString()).isEqualTo("15:00");
        assertThat(changes.at("/1/before/weekly/0/start").asString()).isEqualTo("10:00");
        assertThat(changes.findValuesAsString("by"))
                .hasSize(3)
                .allSatisfy(by -> assertThat(by).startsWith("key-"));
        try (KafkaConsumer<String, byte[]> consumer = meridian.reader(TOPIC);
                Partner partner = new Partner(meridian, Meridian.PARTNER_TOPIC)) {
            List<ConsumerRecord<String, byte[]>> told = new ArrayList<>();
            await().atMost(PATIENCE).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(told::add);
                assertThat(told)
                        .extracting(ConsumerRecord::key)
                        .contains("service/" + id, "service/standard", "staff/default", "schedule/default");
                assertThat(of("schedule/" + id, told)).hasSize(3);
            });
            List<ConsumerRecord<String, byte[]>> ofHours = of("schedule/" + id, told);
            assertThat(ofHours.getLast().value()).isNull();
            assertThat(Partner.header(ofHours.getLast(), Headers.CE_TYPE))
                    .isEqualTo("dev.meridian.catalogue.ScheduleChanged.v1");
            GenericRecord changed = partner.decoded(ofHours.get(1).value(), null);
            assertThat(changed.get("id")).hasToString(id);
            assertThat(changed.get("version")).isEqualTo(2);
        }
    }

    @Test
    void theTopicKeepsTheLatestOfEachKey() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", meridian.system().kafka()))) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
            Config config = Objects.requireNonNull(
                    admin.describeConfigs(List.of(topic)).all().get().get(topic));
            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
        }
    }

    @Test
    void whatIsWrongIsSaidAtOnceAndChangesNothing() {
        open("10:00", "12:00");

        Reply refused = put(service, "{\"durations_minutes\": [0], \"staff\": [\"nobody\"]}", "*");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("name", "durations_minutes[0]", "staff[0]");
        assertThat(meridian.get(service).json().path("version").asInt()).isEqualTo(1);
    }

    private void open(String start, String end) {
        assertThat(put(schedule, hours(start, end, ""), null).status()).isEqualTo(201);
        // What others have entered into the calendar is not looked at.
        assertThat(put(staff, """
                {"name": "Story host", "calendars": [{"id": "primary", "read": false, "write": true}], "schedule": "%s"}""".formatted(id), null).status()).isEqualTo(201);
        assertThat(put(service, """
                {"name": "Story review", "durations_minutes": [30], "interval_minutes": 30, "staff": ["%s"]}""".formatted(id), null).status()).isEqualTo(201);
    }

    private static String hours(String start, String end, String overrides) {
        return """
                {"zone": "Asia/Kolkata", "weekly": [{"days": ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"], "start": "%s", "end": "%s"}],
                 "overrides": [%s]}""".formatted(start, end, overrides);
    }

    private Reply put(String path, String body, @Nullable String ifMatch) {
        var request =
                meridian.rest(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body));
        return meridian.send((ifMatch == null ? request : request.header("If-Match", ifMatch)).build());
    }

    private void delete(String path) {
        assertThat(meridian.send(meridian.rest(path).DELETE().build()).status()).isIn(204, 404);
    }

    /** What an agent is offered, on the host's clock. */
    private List<OffsetDateTime> offered() {
        JsonNode answer = meridian.tool(caller, UUID.randomUUID().toString(), "check_availability", """
                {"service": "%s", "time_zone": "Pacific Time Zone"}""".formatted(id));
        assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("available");
        return StreamSupport.stream(answer.path("slots").spliterator(), false)
                .map(slot -> OffsetDateTime.parse(slot.path("business_start").asString()))
                .toList();
    }

    private List<Integer> hoursOffered() {
        return offered().stream().map(OffsetDateTime::getHour).toList();
    }

    private List<LocalDate> datesOffered() {
        return offered().stream()
                .map(start -> start.atZoneSameInstant(INDIA).toLocalDate())
                .distinct()
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> of(String key, List<ConsumerRecord<String, byte[]>> records) {
        return records.stream().filter(record -> record.key().equals(key)).toList();
    }
}
