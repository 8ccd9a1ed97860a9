package dev.meridian.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.calendars.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole system under test, one for all stories, as a caller's agent, a web page and a person at the calendar use it. */
final class Meridian {

    /** Requests of the partner {@code acme}. */
    static final String PARTNER_TOPIC = "booking.requests.acme.v1";

    private static final String RETELL_KEY = "the key with the webhook badge";

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static @Nullable Meridian running;

    private final Path dataDir;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private LocalSystem system;

    private Meridian(Path dataDir) {
        this.dataDir = dataDir;
        createPartnerTopic(dataDir);
        this.system = LocalSystem.start(settings(dataDir));
    }

    /** As an operator does for a partner. Listeners would find it within 30 s; so it is there before them. */
    private static void createPartnerTopic(Path dataDir) {
        DataFolder folder = DataFolder.open(dataDir);
        KafkaPart kafka = new KafkaPart(folder, Ports.anyFree(), why -> {});
        kafka.start();
        try (folder;
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTNER_TOPIC, 3, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            kafka.stop();
        }
    }

    private static LocalSettings settings(Path dataDir) {
        // A story does not wait for an event to grow old; and what happens in the calendar is heard of, not found by
        // chance.
        return LocalSettings.quick(dataDir)
                .with("meridian.janitor.grace", "1s")
                .with("meridian.janitor.sync", "1h")
                .with("meridian.retell.api-keys", RETELL_KEY);
    }

    static synchronized Meridian running() {
        if (running == null) {
            try {
                // Kept for a look at the logs, until the next run.
                Path dataDir = Path.of("target", "story").toAbsolutePath();
                FileSystemUtils.deleteRecursively(dataDir);
                Meridian started = new Meridian(dataDir);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> started.system.close(), "stop-meridian"));
                running = started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    /** Stops everything and starts it again on the same data. */
    void restart() {
        system.close();
        system = LocalSystem.start(settings(dataDir));
    }

    LocalSystem system() {
        return system;
    }

    Sandbox calendar() {
        return system.sandbox();
    }

    /** What stands in the calendar for a booking. */
    List<JsonNode> eventsOf(String bookingId) {
        return calendar().events(calendar().calendarId()).stream()
                .map(Meridian::json)
                .filter(event -> !event.path("status").asString("").equals("cancelled"))
                .filter(event -> event.at("/extendedProperties/private/bookingId")
                        .asString("")
                        .equals(bookingId))
                .toList();
    }

    /** Does something to the database behind the system's back. */
    void sql(String statement) {
        try (Connection database = DriverManager.getConnection(
                        system.jdbcUrl(), system.databaseUsername(), system.databasePassword());
                Statement sql = database.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tables of the database in which some text has the word. */
    List<String> tablesWith(String word) {
        List<String> found = new ArrayList<>();
        try (Connection database = DriverManager.getConnection(
                        system.jdbcUrl(), system.databaseUsername(), system.databasePassword());
                ResultSet tables = database.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                String table = tables.getString("TABLE_NAME");
                try (PreparedStatement search =
                        database.prepareStatement("select 1 from " + table + " as t where t::text ilike ? limit 1")) {
                    search.setString(1, "%" + word + "%");
                    try (ResultSet rows = search.executeQuery()) {
                        if (rows.next()) {
                            found.add(table);
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    /** Reads a topic from its beginning, as another service does. */
    KafkaConsumer<String, byte[]> reader(String topic) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", system.kafka()), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** All log files of this run. */
    String logs() {
        try (var files = Files.list(dataDir.resolve("logs"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything in the calendar that begins then and is not deleted. */
    List<JsonNode> eventsAt(Instant start) {
        return calendar().events(calendar().calendarId()).stream()
                .map(Meridian::json)
                .filter(event -> !event.path("status").asString("").equals("cancelled"))
                .filter(event -> OffsetDateTime.parse(
                                event.at("/start/dateTime").asString())
                        .toInstant()
                        .equals(start))
                .toList();
    }

    /** A call by telephone, with its own id and number. */
    static Caller newCaller() {
        int number = NUMBERS.incrementAndGet();
        return new Caller("call_story_" + number, "+1213777%04d".formatted(number));
    }

    record Caller(String callId, String number) {}

    /** A function call of the voice agent, as Retell sends it; the answer's body. */
    JsonNode tool(Caller caller, String toolCallId, String function, String arguments) {
        return toolLater(caller, toolCallId, function, arguments).join();
    }

    CompletableFuture<JsonNode> toolLater(Caller caller, String toolCallId, String function, String arguments) {
        return answerLater(signed("/retell/functions/" + function, call(caller, toolCallId, function, arguments)));
    }

    /** The body of a function call. */
    static String call(Caller caller, String toolCallId, String function, String arguments) {
        return """
                {"name": "%s", "args": %s,
                 "call": {"call_id": "%s", "call_type": "phone_call", "agent_id": "agent_1", "direction": "inbound",
                          "from_number": "%s", "to_number": "+12135550100", "call_status": "ongoing",
                          "transcript_with_tool_calls": [
                            {"role": "tool_call_invocation", "tool_call_id": "%s", "name": "%s", "arguments": "{}"}]}}""".formatted(function, arguments, caller.callId(), caller.number(), toolCallId, function);
    }

    /** A request with Retell's signature. */
    HttpRequest signed(String path, String body) {
        long now = System.currentTimeMillis();
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .header("X-Retell-Signature", "v=" + now + ",d=" + hmac(body + now))
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(RETELL_KEY.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<JsonNode> answerLater(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(response -> {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return json(response.body());
        });
    }

    JsonNode book(Caller caller, String toolCallId, String start, String name) {
        return tool(caller, toolCallId, "save_booking", booking(start, name));
    }

    static String booking(String start, String name) {
        return """
                {"start": "%s", "time_zone": "Pacific Time Zone", "name": "%s"}""".formatted(start, name);
    }

    /** Starts that are offered now, Pacific time, earliest first. */
    List<String> freeStarts() {
        JsonNode answer = get("/api/availability?time_zone=America/Los_Angeles").json();
        assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("available");
        return StreamSupport.stream(answer.path("slots").spliterator(), false)
                .map(slot -> slot.path("start").asString())
                .toList();
    }

    /** One of them, far enough away for what a story does to it. */
    String freeStart() {
        return freeStarts().getLast();
    }

    Reply put(String path, String body) {
        return send(rest(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    Reply delete(String path) {
        return send(rest(path).DELETE().build());
    }

    /** An answer of the REST interface. */
    record Reply(int status, JsonNode json, HttpResponse<String> response) {}

    Reply get(String path) {
        return send(rest(path).GET().build());
    }

    Reply post(String path, String idempotencyKey, String body) {
        return send(posting(path, idempotencyKey, body));
    }

    CompletableFuture<Reply> postLater(String path, String idempotencyKey, String body) {
        return http.sendAsync(posting(path, idempotencyKey, body), BodyHandlers.ofString())
                .thenApply(response -> new Reply(response.statusCode(), json(response.body()), response));
    }

    private HttpRequest posting(String path, String idempotencyKey, String body) {
        return rest(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    Reply send(HttpRequest request) {
        HttpResponse<String> response = exchange(request);
        return new Reply(response.statusCode(), json(response.body()), response);
    }

    /** Whatever comes back, JSON or not. */
    HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder rest(String path) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + system.apiKey());
    }

    URI uri(String path) {
        return system.gateway().resolve(path);
    }

    static JsonNode json(String body) {
        return JsonMapper.shared().readTree(body.isBlank() ? "{}" : body);
    }
}
