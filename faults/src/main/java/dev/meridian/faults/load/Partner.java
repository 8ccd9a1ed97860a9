package dev.meridian.faults.load;

import dev.meridian.faults.load.Told.Said;
import dev.meridian.faults.process.Catalogue;
import dev.meridian.schema.Headers;
import dev.meridian.schema.booking.Customer;
import dev.meridian.schema.booking.RequestBooking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Another team's service: publishes requests on its own topic, and poison when told to. */
public final class Partner implements AutoCloseable {

    /** How long a request may wait: as long as the gateway's. */
    static final Duration LIFE = Duration.ofSeconds(60);

    private static final String TOPIC = Catalogue.PARTNER_TOPIC.name();
    private static final int LARGE = 900_000;

    private final Wire wire;
    private final Clock clock;
    private final KafkaProducer<String, byte[]> producer;
    private int poison;

    public Partner(String bootstrapServers, Wire wire, Clock clock) {
        this.wire = wire;
        this.clock = clock;
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "acks", "all",
                        "enable.idempotence", true,
                        "request.timeout.ms", 10_000,
                        "delivery.timeout.ms", 20_000,
                        "max.block.ms", 10_000,
                        "max.request.size", 2_000_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    Told publish(Wish wish) throws InterruptedException {
        Instant sentAt = clock.instant();
        try {
            RequestBooking request = RequestBooking.newBuilder()
                    .setRequestId(wish.key())
                    .setExpiresAt(sentAt.plus(LIFE))
                    .setStart(LocalDateTime.ofInstant(wish.start(), ZoneOffset.UTC)
                            .toString())
                    .setTimeZone("UTC")
                    .setService(wish.service())
                    .setCustomer(Customer.newBuilder()
                            .setName("Caller " + wish.number())
                            .build())
                    .build();
            var record = new ProducerRecord<>(TOPIC, wish.service(), wire.encode(TOPIC, request));
            record.headers().add(Headers.CE_ID, wish.key().getBytes(StandardCharsets.UTF_8));
            var metadata = producer.send(record).get();
            return new Told(
                    wish,
                    "kafka",
                    sentAt,
                    clock.instant(),
                    Said.ACCEPTED,
                    metadata.topic() + "-" + metadata.partition() + "@" + metadata.offset());
        } catch (IOException | ExecutionException | KafkaException e) {
            return new Told(
                    wish,
                    "kafka",
                    sentAt,
                    clock.instant(),
                    Said.UNKNOWN,
                    e.getClass().getSimpleName());
        }
    }

    /** Publishes records that nobody can make a booking of. Returns how many the broker has. */
    public synchronized int poison() throws InterruptedException {
        int sent = 0;
        byte[] large = new byte[LARGE];
        byte[] unknownSchema = {0, 0x7f, 0, 0, 1, 2, 3};
        for (byte[] poison :
                new byte[][] {"no Avro".getBytes(StandardCharsets.UTF_8), null, unknownSchema, otherRecord(), large}) {
            sent += publish(poison) ? 1 : 0;
        }
        return sent;
    }

    /** A record of a type that is no command. */
    private byte @Nullable [] otherRecord() throws InterruptedException {
        try {
            return wire.encode(TOPIC, Customer.newBuilder().setName("Nobody").build());
        } catch (IOException e) {
            return null;
        }
    }

    private boolean publish(byte @Nullable [] value) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(TOPIC, "poison-" + poison++, value))
                    .get();
            return true;
        } catch (ExecutionException | KafkaException e) {
            return false;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
