package dev.meridian.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.schema.Topic.Retention;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** {@code docs/asyncapi.yaml} says what {@link Topics} says. That it is AsyncAPI is not checked here. */
class AsyncApiTests {

    private static final Path DOCUMENT = Path.of("..", "docs", "asyncapi.yaml");
    private static final String OF_SOURCE = "booking.requests.{source}.v1";
    private static final String DEAD_LETTERS = "{topic}.{group}.dlt";

    private final Map<String, Object> document = read();

    @Test
    void hasTheTopicsThatThereAre() {
        List<String> expected =
                new ArrayList<>(Topics.ALL.stream().map(Topic::name).toList());
        expected.add(OF_SOURCE);
        expected.add(DEAD_LETTERS);
        assertThat(values(document, "channels").stream().map(channel -> channel.get("address")))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(OF_SOURCE.replace("{source}", "crm")).matches(Topics.BOOKING_REQUESTS_PATTERN);
    }

    @Test
    void hasTheRecordsOfEachTopic() {
        for (Topic<?> topic : Topics.ALL) {
            assertThat(records(channel(topic.name())))
                    .as(topic.name())
                    .containsExactlyInAnyOrderElementsOf(topic.records().stream()
                            .map(record -> SpecificData.get().getSchema(record).getFullName())
                            .toList());
        }
        assertThat(records(channel(OF_SOURCE))).isEqualTo(records(channel(Topics.BOOKING_REQUESTS.name())));
    }

    @Test
    void hasTheTypesThatTheHeadersSay() {
        for (Map<String, Object> message : values(map(document, "components"), "messages")) {
            if (map(message, "payload").containsKey("schema")) {
                Schema schema = schemaOf(message);
                assertThat(message.get("name")).isEqualTo(schema.getFullName().replace(".schema.", ".") + ".v1");
            }
        }
    }

    @Test
    void hasTheRetentionAndTheSizesOfEachTopic() {
        for (Topic<?> topic : Topics.ALL) {
            Map<String, Object> settings = settings(channel(topic.name()));
            assertThat(settings.get("max.message.bytes")).isEqualTo(Topic.MAX_RECORD_BYTES);
            switch (topic.retention()) {
                case Retention.Compacted compacted ->
                    assertThat(settings.get("cleanup.policy")).as(topic.name()).isEqualTo(List.of("compact"));
                case Retention.Deleted deleted -> {
                    assertThat(settings.get("cleanup.policy")).as(topic.name()).isEqualTo(List.of("delete"));
                    assertThat(((Number) Objects.requireNonNull(settings.get("retention.ms"))).longValue())
                            .as(topic.name())
                            .isEqualTo(deleted.after().map(Duration::toMillis).orElse(-1L));
                }
            }
        }
        assertThat(settings(channel(DEAD_LETTERS)).get("max.message.bytes")).isEqualTo(Topic.MAX_DEAD_LETTER_BYTES);
    }

    @Test
    void hasTheHeadersThatThereAre() throws IllegalAccessException {
        List<String> described = values(map(document, "components"), "messageTraits").stream()
                .flatMap(trait -> map(trait, "headers", "properties").keySet().stream())
                .distinct()
                .toList();
        List<Object> known = new ArrayList<>();
        for (Field field : Headers.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                known.add(field.get(null));
            }
        }
        assertThat(described).map(Object.class::cast).containsExactlyInAnyOrderElementsOf(known);
    }

    private Map<String, Object> channel(String address) {
        return values(document, "channels").stream()
                .filter(channel -> address.equals(channel.get("address")))
                .findFirst()
                .orElseThrow();
    }

    private List<String> records(Map<String, Object> channel) {
        return values(channel, "messages").stream()
                .map(reference -> schemaOf(referred(reference)).getFullName())
                .toList();
    }

    private static Map<String, Object> settings(Map<String, Object> channel) {
        return map(channel, "bindings", "kafka", "topicConfiguration");
    }

    private Map<String, Object> referred(Map<String, Object> reference) {
        String path = String.valueOf(reference.get("$ref"));
        return map(document, path.substring("#/".length()).split("/"));
    }

    private static Schema schemaOf(Map<String, Object> message) {
        String file = String.valueOf(map(message, "payload", "schema").get("$ref"));
        try {
            return new Schema.Parser().parse(DOCUMENT.resolveSibling(file).toFile());
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> in, String... path) {
        Map<String, Object> found = in;
        for (String name : path) {
            found = (Map<String, Object>) Objects.requireNonNull(found.get(name), name);
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> values(Map<String, Object> in, String name) {
        return map(in, name).values().stream()
                .map(value -> (Map<String, Object>) value)
                .toList();
    }

    private static Map<String, Object> read() {
        try (Reader text = Files.newBufferedReader(DOCUMENT)) {
            return new Yaml().load(text);
        } catch (IOException e) {
            throw new AssertionError(DOCUMENT.toString(), e);
        }
    }
}
