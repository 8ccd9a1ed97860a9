package dev.meridian.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.calendars.BusyDays;
import dev.meridian.calendars.BusyTimes;
import dev.meridian.calendars.sandbox.Operation;
import dev.meridian.calendars.sandbox.Sandbox;
import dev.meridian.calendars.sandbox.SandboxOptions;
import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.schema.Topics;
import dev.meridian.schema.calendar.BusyTime;
import dev.meridian.schema.calendar.CalendarBusy;
import dev.meridian.testkit.FixedSerde;
import dev.meridian.testkit.SettableClock;
import dev.meridian.testkit.TestKafka;
import dev.meridian.testkit.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;

/** A worker that may keep what calendars answered for five minutes, and hears of what changes. */
class CalendarBusyListenerIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final SettableClock CLOCK = SettableClock.at("2026-11-20T10:00:00Z");
    private static final TimeRange MONDAY = TimeRange.of(Instant.parse("2026-11-23T00:00:00Z"), Duration.ofDays(1));
    private static final TimeRange LUNCH = TimeRange.of(Instant.parse("2026-11-23T12:00:00Z"), Duration.ofHours(1));
    private static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.of(CLOCK, ZoneId.of("Asia/Kolkata")));
    private static ConfigurableApplicationContext worker;

    @BeforeAll
    static void start() {
        TestPostgres.Database database = TestPostgres.freshDatabase();
        Map<String, String> settings = Map.ofEntries(
                Map.entry("meridian.availability.mirror-age", "5m"),
                Map.entry("meridian.kafka.bootstrap-servers", TestKafka.sharedBootstrapServers()),
                Map.entry("meridian.kafka.partitions", "3"),
                Map.entry("meridian.kafka.register-schemas", "false"),
                Map.entry("meridian.kafka.serializer", FixedSerde.Serializer.class.getName()),
                Map.entry("meridian.kafka.deserializer", FixedSerde.Deserializer.class.getName()),
                Map.entry("server.port", "0"),
                Map.entry("meridian.business-zone", "Asia/Kolkata"),
                Map.entry("meridian.database.url", database.r2dbcUrl()),
                Map.entry("meridian.database.username", database.username()),
                Map.entry("meridian.database.password", database.password()),
                Map.entry("meridian.google.root-url", SANDBOX.rootUrl().toString()),
                Map.entry("meridian.google.access-token", SANDBOX.token()));
        worker = AvailabilityWorker.application()
                .initializers(context ->
                        ((GenericApplicationContext) context).registerBean("clock", Clock.class, () -> CLOCK))
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        // The start looks at the calendar, too.
        SANDBOX.forgetCalls();
    }

    @AfterAll
    static void stop() {
        worker.close();
        SANDBOX.close();
    }

    @Test
    void whatIsToldReplacesWhatIsKeptAndWhatIsNotUnderstoodHasTheCalendarAsked() {
        assertThat(ask()).isEqualTo(new BusyTimes.Known(List.of()));
        assertThat(ask()).isEqualTo(new BusyTimes.Known(List.of()));

        CLOCK.advance(Duration.ofSeconds(1));
        await().atMost(PATIENCE).untilAsserted(() -> {
            // Again and again, until it listens.
            tell(busy());
            assertThat(ask()).isEqualTo(new BusyTimes.Known(List.of(LUNCH)));
        });
        assertThat(SANDBOX.calls(Operation.FREE_BUSY)).hasSize(1);

        tell(new byte[] {1});
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ask()).isEqualTo(new BusyTimes.Known(List.of())));
        assertThat(SANDBOX.calls(Operation.FREE_BUSY)).hasSize(2);
    }

    private static @Nullable BusyTimes ask() {
        return worker.getBean(BusyCalendars.class)
                .freeBusy(new TreeSet<>(Set.of("primary")), MONDAY.start(), MONDAY.end())
                .get("primary");
    }

    private static byte[] busy() {
        TimeRange days = BusyDays.around(CLOCK.instant());
        CalendarBusy record = CalendarBusy.newBuilder()
                .setCalendarId("primary")
                .setFrom(days.start())
                .setTo(days.end())
                .setAsOf(CLOCK.instant())
                .setBusy(List.of(new BusyTime(LUNCH.start(), LUNCH.end())))
                .build();
        return worker.getBean(AvroCodec.class).encode(Topics.CALENDAR_BUSY.name(), record);
    }

    @SuppressWarnings("unchecked")
    private static void tell(byte @Nullable [] value) {
        KafkaTemplate<String, byte[]> kafka = worker.getBean("rawKafkaTemplate", KafkaTemplate.class);
        kafka.send(Topics.CALENDAR_BUSY.name(), "primary", value).join();
    }
}
