package dev.meridian.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.booking.NewBooking;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.calendars.sandbox.Fault;
import dev.meridian.calendars.sandbox.Operation;
import dev.meridian.calendars.sandbox.Sandbox;
import dev.meridian.calendars.sandbox.SandboxOptions;
import dev.meridian.messaging.MessagingConfiguration;
import dev.meridian.messaging.request.Priority;
import dev.meridian.messaging.request.RequestReply;
import dev.meridian.messaging.request.RequestReply.Request;
import dev.meridian.messaging.request.RequestReplyConfiguration;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.schema.Topics;
import dev.meridian.schema.availability.AvailabilityReply;
import dev.meridian.schema.availability.AvailabilityStatus;
import dev.meridian.schema.availability.CheckAvailability;
import dev.meridian.schema.availability.OfferedSlot;
import dev.meridian.schema.availability.PartOfDay;
import dev.meridian.testkit.FixedSerde;
import dev.meridian.testkit.SettableClock;
import dev.meridian.testkit.TestKafka;
import dev.meridian.testkit.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The worker as it runs: a broker, a database and a calendar server; a caller in California, a business in India. */
class AvailabilityWorkerIntegrationTests {

    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final String PACIFIC = "America/Los_Angeles";
    private static final SettableClock CLOCK = SettableClock.at("2026-11-20T10:00:00Z");
    private static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.of(CLOCK, KOLKATA));
    private static ConfigurableApplicationContext worker;
    private static ConfigurableApplicationContext caller;

    @Configuration(proxyBeanMethods = false)
    @Import({MessagingConfiguration.class, RequestReplyConfiguration.class})
    static class Caller {}

    @BeforeAll
    static void start() {
        TestPostgres.Database database = TestPostgres.freshDatabase();
        Map<String, Object> settings = new HashMap<>();
        settings.put("meridian.kafka.bootstrap-servers", TestKafka.sharedBootstrapServers());
        settings.put("meridian.kafka.partitions", "3");
        settings.put("meridian.kafka.register-schemas", "false");
        settings.put("meridian.kafka.serializer", FixedSerde.Serializer.class.getName());
        settings.put("meridian.kafka.deserializer", FixedSerde.Deserializer.class.getName());
        caller = new SpringApplicationBuilder(Caller.class)
                .web(WebApplicationType.NONE)
                .properties(settings)
                .run();
        settings.put("server.port", "0");
        settings.put("meridian.business-zone", "Asia/Kolkata");
        settings.put("meridian.database.url", database.r2dbcUrl());
        settings.put("meridian.database.username", database.username());
        settings.put("meridian.database.password", database.password());
        settings.put("meridian.google.root-url", SANDBOX.rootUrl().toString());
        settings.put("meridian.google.access-token", SANDBOX.token());
        // As arguments: they go before the service's own file.
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        worker = AvailabilityWorker.application()
                .initializers(context ->
                        ((GenericApplicationContext) context).registerBean("clock", Clock.class, () -> CLOCK))
                .run(arguments);
        awaitUp(worker, "listenersHealthIndicator");
        awaitUp(caller, "repliesHealthIndicator");
    }

    private static void awaitUp(ConfigurableApplicationContext context, String indicator) {
        HealthIndicator health = context.getBean(indicator, HealthIndicator.class);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(health.health(true))
                        .isNotNull()
                        .extracting("status")
                        .isEqualTo(Status.UP));
    }

    @AfterAll
    static void stop() {
        worker.close();
        caller.close();
        SANDBOX.close();
    }

    @BeforeEach
    void empty() {
        SANDBOX.reset();
    }

    @Test
    void offersFreeTimesOnTheCallersClock() {
        SANDBOX.putEvent(
                "primary", "Dentist", Instant.parse("2026-11-23T14:00:00Z"), Instant.parse("2026-11-23T15:00:00Z"));
        AvailabilityReply reply = ask(question("2026-11-23"));
        assertThat(reply.getStatus()).isEqualTo(AvailabilityStatus.AVAILABLE);
        assertThat(reply.getService()).isEqualTo("standard");
        assertThat(reply.getTimeZone()).isEqualTo(PACIFIC);
        assertThat(reply.getBusinessTimeZone()).isEqualTo("Asia/Kolkata");
        assertThat(reply.getAsOf()).isEqualTo(CLOCK.instant());
        assertThat(reply.getBookableUntil()).isEqualTo("2026-12-04");
        assertThat(reply.getSlots())
                .hasSize(8)
                .extracting(OfferedSlot::getLocalStart)
                .contains("2026-11-23T05:00:00-08:00", "2026-11-23T07:00:00-08:00")
                .doesNotContain("2026-11-23T06:00:00-08:00");
        OfferedSlot first = reply.getSlots().getFirst();
        assertThat(first.getStart()).isEqualTo("2026-11-23T13:00:00Z");
        assertThat(first.getLocalEnd()).isEqualTo("2026-11-23T06:00:00-08:00");
        assertThat(first.getBusinessStart()).isEqualTo("2026-11-23T18:30:00+05:30");
        assertThat(first.getStaff()).isEqualTo("default");
        assertThat(reply.getSuggestions()).hasSize(5);
        assertThat(reply.getMore()).isFalse();
    }

    @Test
    void saysThatNothingIsFreeOnASunday() {
        // Sunday evening in India is a day off; what is Sunday in California begins on Monday there.
        AvailabilityReply reply = ask(question("2026-11-22"));
        assertThat(reply.getStatus()).isEqualTo(AvailabilityStatus.NONE);
        assertThat(reply.getSlots()).isEmpty();
    }

    @Test
    void doesNotCallACalendarFullThatAnswersWithAnError() {
        SANDBOX.faults().add(Fault.freeBusyError("primary", "internalError"));
        SANDBOX.faults().add(Fault.freeBusyError(SANDBOX.calendarId(), "internalError"));
        assertThat(ask(question("2026-11-23")).getStatus()).isEqualTo(AvailabilityStatus.UNAVAILABLE);
    }

    @Test
    void doesNotCallACalendarFullThatDoesNotAnswer() {
        SANDBOX.faults().add(Fault.reset(Operation.FREE_BUSY).times(10));
        assertThat(ask(question("2026-11-23")).getStatus()).isEqualTo(AvailabilityStatus.UNAVAILABLE);
    }

    @Test
    void doesNotOfferWhatTheBookHoldsThoughTheCalendarDoesNotShowIt() {
        hold("2026-11-24T15:00:00Z");
        assertThat(ask(question("2026-11-24")).getSlots())
                .hasSize(8)
                .extracting(OfferedSlot::getLocalStart)
                .doesNotContain("2026-11-24T07:00:00-08:00");
    }

    @Test
    void keepsToThePartOfTheDay() {
        CheckAvailability question = question("2026-11-25");
        question.setPartOfDay(PartOfDay.MORNING);
        assertThat(ask(question).getSlots())
                .hasSize(7)
                .extracting(OfferedSlot::getLocalStart)
                .endsWith("2026-11-25T11:00:00-08:00");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        CheckAvailability question = question("2026-11-25");
        question.setPartOfDay(PartOfDay.UNKNOWN);
        assertThat(ask(question).getStatus()).isEqualTo(AvailabilityStatus.UNSUPPORTED);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        CheckAvailability question = question("2026-11-25");
        question.setService("massage");
        AvailabilityReply reply = ask(question);
        assertThat(reply.getStatus()).isEqualTo(AvailabilityStatus.INVALID);
        assertThat(reply.getField()).isEqualTo("service");
        assertThat(reply.getExpected()).isEqualTo("one of [consultation, extended, standard]");
    }

    @Test
    void leavesAnExpiredQuestionUnanswered() {
        double before = dropped("expired");
        CheckAvailability question = question("2026-11-25");
        question.setExpiresAt(CLOCK.instant());
        assertThat(send(question, Duration.ofMillis(700))).isNull();
        assertThat(dropped("expired") - before).isEqualTo(1);
        assertThat(SANDBOX.calls(Operation.FREE_BUSY)).isEmpty();
    }

    @Test
    void isMeasured() {
        ask(question("2026-11-26"));
        MeterRegistry meters = worker.getBean(MeterRegistry.class);
        assertThat(meters.get("meridian.availability.duration")
                        .tag("outcome", "available")
                        .timer()
                        .count())
                .isPositive();
    }

    private static AvailabilityReply ask(CheckAvailability question) {
        AvailabilityReply reply = Objects.requireNonNull(send(question, Duration.ofSeconds(10)), "no reply");
        assertThat(reply.getRequestId()).isEqualTo(question.getRequestId());
        return reply;
    }

    private static @Nullable AvailabilityReply send(CheckAvailability question, Duration patience) {
        return caller.getBean(RequestReply.class)
                .send(
                        new Request(
                                Topics.AVAILABILITY_REQUESTS,
                                "default",
                                question,
                                question.getRequestId(),
                                "test",
                                Priority.AVAILABILITY),
                        AvailabilityReply.class,
                        Clock.systemUTC().instant().plus(patience))
                .block(Duration.ofSeconds(20));
    }

    private static CheckAvailability question(String date) {
        return CheckAvailability.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setExpiresAt(CLOCK.instant().plusSeconds(10))
                .setFromDate(date)
                .setToDate(date)
                .setTimeZone(PACIFIC)
                .build();
    }

    private static double dropped(String reason) {
        return worker.getBean(MeterRegistry.class)
                .counter("meridian.availability.dropped", "reason", reason)
                .count();
    }

    private static void hold(String start) {
        TimeRange slot = TimeRange.of(Instant.parse(start), Duration.ofHours(1));
        UUID id = new UUID(1, 2);
        worker.getBean(Bookings.class)
                .hold(new NewBooking(
                        id,
                        new Lease("test", Duration.ofMinutes(1)),
                        Instant.parse("2100-01-01T00:00:00Z"),
                        "primary",
                        "0123456789abcdef",
                        "standard",
                        "default",
                        false,
                        slot,
                        Duration.ZERO,
                        Duration.ZERO,
                        ZoneId.of(PACIFIC),
                        KOLKATA,
                        new Customer("Ann Example", null, null),
                        null,
                        List.of(),
                        Map.of(),
                        new Origin("test", "k-1", null, null)))
                .block(Duration.ofSeconds(5));
        assertThat(worker.getBean(Occupancies.class)
                        .take(id, List.of("default"), slot, Duration.ZERO, Duration.ZERO)
                        .block(Duration.ofSeconds(5)))
                .isTrue();
    }
}
