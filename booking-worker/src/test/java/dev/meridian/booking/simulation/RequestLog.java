package dev.meridian.booking.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.messaging.request.ReplyAddress;
import dev.meridian.schema.Headers;
import dev.meridian.schema.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * The requests as Kafka keeps them: partitions in order, none of them in order with another. What was read may be read
 * again from any older place.
 */
final class RequestLog {

    private static final String[] TOPICS = {"booking.requests.v1", "booking.requests.v1", "booking.requests.crm.v1"};

    private final Random random;
    private final List<List<ConsumerRecord<String, @Nullable SpecificRecord>>> partitions =
            List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private final int[] positions = new int[TOPICS.length];
    private int correlations;

    RequestLog(Random random) {
        this.random = random;
    }

    /** The sources whose records a client may publish: one is bound by its topic, the others say so themselves. */
    String source() {
        return List.of("retell", "api", "crm").get(random.nextInt(3));
    }

    void publish(String source, SpecificRecord request, Instant at) {
        int partition = source.equals("crm") ? 2 : random.nextInt(2);
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.CE_SOURCE, source.getBytes(UTF_8));
        if (random.nextInt(5) > 0) {
            new ReplyAddress("c-" + correlations++, Topics.REPLIES.name(), 0).write(headers);
        }
        List<ConsumerRecord<String, @Nullable SpecificRecord>> records = partitions.get(partition);
        records.add(new ConsumerRecord<>(
                TOPICS[partition],
                partition,
                records.size(),
                at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                "default",
                request,
                headers,
                Optional.empty()));
    }

    /** A partition with records that were not read yet. */
    Optional<Integer> unread() {
        List<Integer> unread = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] < partitions.get(i).size()) {
                unread.add(i);
            }
        }
        return unread.isEmpty() ? Optional.empty() : Optional.of(unread.get(random.nextInt(unread.size())));
    }

    ConsumerRecord<String, @Nullable SpecificRecord> next(int partition) {
        return partitions.get(partition).get(positions[partition]);
    }

    void commit(int partition) {
        positions[partition]++;
    }

    /** The offsets of a partition are lost in part. */
    void rewind() {
        int partition = random.nextInt(positions.length);
        positions[partition] = random.nextInt(positions[partition] + 1);
    }

    int size() {
        return partitions.stream().mapToInt(List::size).sum();
    }

    /** Everything, partition by partition. */
    List<ConsumerRecord<String, @Nullable SpecificRecord>> all() {
        return partitions.stream().flatMap(List::stream).toList();
    }
}
