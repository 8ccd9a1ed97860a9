package dev.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.booking.NewBooking;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.outbox.OutboxMessage;
import dev.meridian.bookings.outbox.Pending;
import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.schema.booking.CancelBooking;
import dev.meridian.schema.booking.HoldSlot;
import dev.meridian.schema.booking.ReleaseHold;
import dev.meridian.schema.booking.RequestBooking;
import dev.meridian.schema.booking.RescheduleBooking;
import dev.meridian.schema.call.CallEvent;
import dev.meridian.schema.catalogue.ScheduleChanged;
import dev.meridian.schema.catalogue.ScheduleDay;
import dev.meridian.schema.catalogue.ServiceChanged;
import dev.meridian.testkit.FixedSerde;
import dev.meridian.testkit.TestKafka;
import dev.meridian.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The whole gateway on a real broker and a real Postgres; the workers are stubs. */
class GatewayIntegrationTests {

    private static final Map<String, String> KEY = Map.of("Authorization", "Bearer local");

    private static TestKafka kafka;
    private static ConfigurableApplicationContext gateway;
    private static Http http;

    @BeforeAll
    static void start() {
        kafka = TestKafka.isolated();
        TestPostgres.Database database = TestPostgres.freshDatabase();
        gateway = Gateway.application()
                .sources(StubWorkers.class)
                .run(
                        "--server.port=0",
                        "--management.server.port=",
                        "--meridian.local=true",
                        "--meridian.secret=a secret of thirty-two bytes or more",
                        "--meridian.save-deadline=10s",
                        "--meridian.check-deadline=10s",
                        "--meridian.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--meridian.kafka.partitions=2",
                        "--meridian.kafka.register-schemas=false",
                        "--meridian.kafka.serializer=" + FixedSerde.Serializer.class.getName(),
                        "--meridian.kafka.deserializer=" + FixedSerde.Deserializer.class.getName(),
                        "--meridian.database.url=" + database.r2dbcUrl(),
                        "--meridian.database.username=" + database.username(),
                        "--meridian.database.password=" + database.password());
        int port = Objects.requireNonNull(((ReactiveWebServerApplicationContext) gateway).getWebServer())
                .getPort();
        http = new Http(WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .build());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> http.get("/actuator/health/readiness", Map.of()).status() == 200);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        kafka.close();
    }

    @Test
    void asksTheWorkersForFreeTimes() {
        Http.Reply reply = post(
                "/retell/functions/check_availability",
                "{\"name\":\"check_availability\",\"args\":{\"time_zone\":\"Pacific Time\",\"part_of_day\":\"morning\"}}");
        assertThat(reply.at("/status")).isEqualTo("available");
        assertThat(reply.at("/slots/0/start")).isEqualTo("2026-11-23T09:00:00-08:00");
        assertThat(reply.at("/slots/0/business_start")).isEqualTo("2026-11-23T22:30:00+05:30");
        assertThat(reply.at("/slots/0/staff")).isEqualTo("default");
        assertThat(reply.json().at("/slots/0/staff_available").toString()).isEqualTo("[\"default\",\"second\"]");
    }

    @Test
    void sendsWishesAndFindsAlternatives() throws InterruptedException {
        StubWorkers workers = gateway.getBean(StubWorkers.class);
        String far = Instant.now().plus(Duration.ofDays(300)).toString();
        Http.Reply reply = post(
                "/retell/functions/save_booking",
                "{\"name\":\"save_booking\",\"args\":{\"start\":\"" + far
                        + "\",\"name\":\"Jo\",\"time_zone\":\"Arizona\"}," + "\"call\":{\"call_id\":\"c1\"}}");
        assertThat(reply.at("/status")).isEqualTo("slot_taken");
        assertThat(reply.at("/alternatives/0/start")).isEqualTo("2026-11-23T10:00:00-07:00");
        ConsumerRecord<String, SpecificRecord> record = next(workers, RequestBooking.class);
        assertThat(record.topic()).isEqualTo("booking.requests.v1");
        assertThat(record.key()).isEqualTo("standard");
        assertThat(header(record, "ce_source")).isEqualTo("retell");
        assertThat(header(record, "ce_id")).startsWith("c1/save_booking/");
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "traceparent")).isNotBlank();
        RequestBooking wish = (RequestBooking) record.value();
        assertThat(wish.getTimeZone()).isEqualTo("America/Phoenix");
        assertThat(wish.getConversationId()).isEqualTo("c1");
        assertThat(wish.getOffset()).isNull();
        assertThat(wish.getExpiresAt())
                .isBetween(
                        Instant.ofEpochMilli(record.timestamp()).plusSeconds(55),
                        Instant.ofEpochMilli(record.timestamp()).plusSeconds(61));
    }

    @Test
    void passesCallEventsOn() throws InterruptedException {
        Http.Reply reply = post(
                "/retell/webhook",
                "{\"event\":\"call_started\",\"call\":{\"call_id\":\"c9\",\"direction\":\"inbound\"}}");
        assertThat(reply.status()).isEqualTo(204);
        ConsumerRecord<String, SpecificRecord> record =
                Objects.requireNonNull(gateway.getBean(StubWorkers.class).calls.poll(10, TimeUnit.SECONDS));
        assertThat(record.key()).isEqualTo("c9");
        assertThat(((CallEvent) record.value()).getEvent()).isEqualTo("call_started");
    }

    @Test
    void looksBookingsUpInPostgres() {
        assertThat(http.get("/api/bookings/00000000-0000-4000-8000-000000000000", KEY)
                        .status())
                .isEqualTo(404);
        assertThat(http.get("/api/availability?service=standard", KEY).status()).isEqualTo(200);
        assertThat(http.get("/api/availability?service=nothing", KEY).at("/errors/0/expected"))
                .isEqualTo("an id, one of consultation, extended, standard");
    }

    @Test
    void sendsChangesOfBookingsThatAreThere() throws InterruptedException {
        StubWorkers workers = gateway.getBean(StubWorkers.class);
        UUID id = UUID.randomUUID();
        Instant start = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.HOURS);
        hold(id, start);
        String path = "/api/bookings/" + id;

        Http.Reply moved = http.post(path + "/reschedule", bytes("{\"start\":\"" + start + "\"}"), keyed("m1"));
        assertThat(moved.status()).isEqualTo(422);
        assertThat(moved.at("/reason")).isEqualTo("reschedule_notice");
        ConsumerRecord<String, SpecificRecord> move = next(workers, RescheduleBooking.class);
        assertThat(move.key()).isEqualTo("amy");
        assertThat(((RescheduleBooking) move.value()).getBookingId()).isEqualTo(id);

        Http.Reply cancelled = http.post(path + "/cancel", bytes("{\"reason\":\"Travelling\"}"), keyed("c1"));
        assertThat(cancelled.at("/code")).isEqualTo("not_found");
        ConsumerRecord<String, SpecificRecord> cancel = next(workers, CancelBooking.class);
        assertThat(cancel.key()).isEqualTo("amy");
        assertThat(((CancelBooking) cancel.value()).getReason()).isEqualTo("Travelling");

        assertThat(http.post(path + "/resume", new byte[0], KEY).at("/code")).isEqualTo("not_parked");
        Http.Reply found = http.get("/api/bookings?phone=2135550100&status=in_progress", KEY);
        assertThat(found.at("/bookings/0/id")).isEqualTo(id.toString());
        assertThat(http.get("/api/bookings?phone=2135550199", KEY)
                        .json()
                        .at("/bookings")
                        .size())
                .isZero();
    }

    @Test
    void keepsSlotsAndGivesThemBack() throws InterruptedException {
        StubWorkers workers = gateway.getBean(StubWorkers.class);
        Http.Reply held = http.post("/api/holds", bytes("{\"start\":\"" + StubWorkers.SLOT + "\"}"), KEY);
        assertThat(held.status()).isEqualTo(201);
        assertThat(held.at("/expires_at")).isEqualTo(StubWorkers.SLOT.toString());
        HoldSlot hold = (HoldSlot) next(workers, HoldSlot.class).value();
        assertThat(hold.getConversationId()).startsWith("key-");

        assertThat(http.delete("/api/holds/" + held.at("/token"), KEY).status()).isEqualTo(204);
        ReleaseHold release = (ReleaseHold) next(workers, ReleaseHold.class).value();
        assertThat(release.getHoldToken()).isEqualTo(held.at("/token"));
        assertThat(http.delete("/api/holds/nonsense", KEY).status()).isEqualTo(409);
    }

    @Test
    void editsTheCatalogueAndPutsWhatItAnnouncesIntoTheOutbox() {
        assertThat(put("/api/schedules/mornings", """
                {"weekly": [{"days": ["MON"], "start": "09:00", "end": "12:00"}], "holidays": {"country": "IN"},
                 "busy": [{"start": "2026-12-01T09:00:00+05:30", "end": "2026-12-01T10:00:00+05:30"}]}""").status()).isEqualTo(201);
        assertThat(put("/api/staff/morning-host", "{\"name\": \"Jo\", \"schedule\": \"mornings\"}")
                        .status())
                .isEqualTo(201);
        assertThat(put("/api/staff/morning-host", "{\"name\": \"Jo\", \"schedule\": \"evenings\"}")
                        .at("/errors/0/field"))
                .isEqualTo("schedule");
        Http.Reply inUse = http.delete("/api/schedules/mornings", KEY);
        assertThat(inUse.status()).isEqualTo(409);
        assertThat(inUse.at("/detail")).contains("staff member morning-host");
        assertThat(http.get("/api/staff/morning-host", KEY).headers().getETag()).isEqualTo("\"1\"");
        assertThat(http.delete("/api/staff/morning-host", KEY).status()).isEqualTo(204);
        assertThat(http.delete("/api/schedules/mornings", KEY).status()).isEqualTo(204);

        List<OutboxMessage> schedule = announced("schedule/mornings");
        assertThat(schedule).hasSize(2).allSatisfy(message -> {
            assertThat(message.topic()).isEqualTo("catalogue.v1");
            assertThat(message.headers())
                    .containsEntry("ce_type", "dev.meridian.catalogue.ScheduleChanged.v1")
                    .containsEntry("ce_source", "gateway")
                    .containsEntry("ce_id", message.msgId().toString());
        });
        ScheduleChanged changed = (ScheduleChanged) gateway.getBean(AvroCodec.class)
                .decode(
                        "catalogue.v1",
                        Objects.requireNonNull(schedule.getFirst().bytes()));
        assertThat(changed.getWeekly().getFirst().getDays()).containsExactly(ScheduleDay.MON);
        assertThat(changed.getWeekly().getFirst().getWindow().getEnd()).isEqualTo("12:00");
        assertThat(changed.getHolidays().getCountry()).isEqualTo("IN");
        assertThat(changed.getBusy().getFirst().getStart()).isEqualTo(Instant.parse("2026-12-01T03:30:00Z"));
        assertThat(changed.getVersion()).isEqualTo(1);
        assertThat(schedule.getLast().bytes()).isNull();
        assertThat(announced("staff/morning-host")).hasSize(2);
        Http.Reply log = http.get("/api/schedules/mornings/changes", KEY);
        assertThat(log.json().path("changes").size()).isEqualTo(2);
        assertThat(log.at("/changes/0/by")).startsWith("key-");
    }

    @Test
    void announcesWhatAnInstallationStartsWith() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(announced("schedule/default")).hasSize(1));
        ServiceChanged consultation = (ServiceChanged) gateway.getBean(AvroCodec.class)
                .decode(
                        "catalogue.v1",
                        Objects.requireNonNull(
                                announced("service/consultation").getFirst().bytes()));
        assertThat(consultation.getDurationsMinutes()).containsExactly(30);
        assertThat(consultation.getBufferAfterMinutes()).isEqualTo(15);
        assertThat(consultation.getPrices().getFirst().getAmount()).isEqualTo("0.00");
        assertThat(announced("service/standard")).hasSize(1);
        assertThat(announced("staff/default")).hasSize(1);
    }

    @Test
    void ofManyEditsOfOneVersionOneWins() {
        put("/api/services/rush", "{\"name\": \"Rush\"}");
        Map<String, String> seen = Map.of("Authorization", "Bearer local", "If-Match", "\"1\"");

        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> http.put("/api/services/rush", bytes("{\"name\": \"Rush " + i + "\"}"), seen)
                        .status())
                .toList();

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
        assertThat(http.get("/api/services/rush", KEY).headers().getETag()).isEqualTo("\"2\"");
        assertThat(http.delete("/api/services/rush", KEY).status()).isEqualTo(204);
    }

    private static Http.Reply put(String path, String body) {
        return http.put(path, bytes(body), KEY);
    }

    /** What waits in the outbox under a key, in the order of writing; nobody empties it here. */
    private static List<OutboxMessage> announced(String key) {
        return Objects.requireNonNull(gateway.getBean(Outbox.class)
                .pending(Outbox.shard(key), 1000)
                .map(Pending::message)
                .filter(message -> message.key().equals(key))
                .collectList()
                .block());
    }

    private static void hold(UUID id, Instant start) {
        Bookings bookings = gateway.getBean(Bookings.class);
        Objects.requireNonNull(bookings.hold(new NewBooking(
                        id,
                        new Lease("test", Duration.ofMinutes(5)),
                        start,
                        "primary",
                        "e" + id.toString().replace("-", ""),
                        "standard",
                        "amy",
                        false,
                        TimeRange.of(start, Duration.ofHours(1)),
                        Duration.ZERO,
                        Duration.ZERO,
                        ZoneId.of("America/Los_Angeles"),
                        FakeParts.INDIA,
                        new Customer("Jo", "+12135550100", null),
                        null,
                        List.of(),
                        Map.of(),
                        new Origin("retell", "c1/" + id, "c1", null)))
                .block());
    }

    private static ConsumerRecord<String, SpecificRecord> next(
            StubWorkers workers, Class<? extends SpecificRecord> type) throws InterruptedException {
        while (true) {
            ConsumerRecord<String, SpecificRecord> record =
                    Objects.requireNonNull(workers.bookings.poll(10, TimeUnit.SECONDS));
            if (type.isInstance(record.value())) {
                return record;
            }
        }
    }

    private static Map<String, String> keyed(String key) {
        return Map.of("Authorization", "Bearer local", "Idempotency-Key", key);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Http.Reply post(String path, String body) {
        return http.post(path, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static String header(ConsumerRecord<String, SpecificRecord> record, String name) {
        return new String(
                Objects.requireNonNull(record.headers().lastHeader(name)).value(), StandardCharsets.UTF_8);
    }
}
