package dev.meridian.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.schema.availability.CheckAvailability;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class TestkitIntegrationTests {

    private static final String SHOW_ZONE = "show timezone";

    @Test
    void givesEachCallerAnEmptyDatabase() throws SQLException {
        TestPostgres.Database one = TestPostgres.freshDatabase();
        TestPostgres.Database other = TestPostgres.freshDatabase();
        try (Connection connection = one.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension btree_gist");
            statement.execute("create table t (a int)");
        }
        try (Connection connection = other.connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select * from t")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void keepsReactiveSessionsInAnUnusualZone() {
        TestPostgres.Database database = TestPostgres.freshDatabase();
        ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(database.r2dbcUrl())
                .mutate()
                .option(ConnectionFactoryOptions.USER, database.username())
                .option(ConnectionFactoryOptions.PASSWORD, database.password())
                .build();
        String zone = Mono.usingWhen(
                        ConnectionFactories.get(options).create(),
                        connection -> Mono.from(((PostgresqlConnection) connection)
                                        .createStatement(SHOW_ZONE)
                                        .execute())
                                .flatMap(result -> Mono.from(result.map(
                                        (row, metadata) -> Objects.requireNonNull(row.get(0, String.class))))),
                        io.r2dbc.spi.Connection::close)
                .block(Duration.ofSeconds(10));
        assertThat(zone).isEqualTo("Pacific/Chatham");
    }

    @Test
    void carriesARecordInTheWireFormat() throws Exception {
        String topic = TestKafka.shared().newTopic("testkit", 1);
        Map<String, Object> settings = Map.of("bootstrap.servers", TestKafka.sharedBootstrapServers());
        CheckAvailability question = CheckAvailability.newBuilder()
                .setRequestId("r-1")
                .setExpiresAt(Instant.parse("2026-11-20T10:00:00Z"))
                .setFromDate("2026-11-23")
                .setToDate("2026-11-24")
                .setTimeZone("America/Los_Angeles")
                .build();
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new FixedSerde.Serializer());
                var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new FixedSerde.Deserializer())) {
            producer.send(new ProducerRecord<>(topic, "default", question)).get();
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThat(consumer.poll(Duration.ofSeconds(10)).records(partition))
                    .extracting(ConsumerRecord::value)
                    .containsExactly(question);
        }
    }

    @Test
    void refusesBytesOfAnotherFormat() {
        try (var deserializer = new FixedSerde.Deserializer()) {
            assertThatThrownBy(() -> deserializer.deserialize("t", new byte[] {'{', '}'}))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("value on t");
        }
    }

    @Test
    void startsABrokerOfItsOwn() throws Exception {
        Properties settings = new Properties();
        try (TestKafka kafka = TestKafka.isolated()) {
            assertThat(kafka.bootstrapServers()).isNotEqualTo(TestKafka.sharedBootstrapServers());
            kafka.createTopics(3, "replies.v1");
            settings.put("bootstrap.servers", kafka.bootstrapServers());
            try (Admin admin = Admin.create(settings)) {
                assertThat(admin.listTopics().names().get()).containsExactly("replies.v1");
            }
        }
    }
}
