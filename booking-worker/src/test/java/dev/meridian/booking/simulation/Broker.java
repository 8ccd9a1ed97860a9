package dev.meridian.booking.simulation;

import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.schema.Topics;
import dev.meridian.schema.booking.BookingReply;
import dev.meridian.schema.booking.BookingStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/** Takes what the workers send, and fails now and then to take an event. Replies are checked as they come. */
final class Broker extends KafkaTemplate<String, byte[]> {

    private final AvroCodec codec;
    private final Book book;
    private final Random random;
    private final List<SpecificRecord> events = new ArrayList<>();
    private final List<String> lies = new ArrayList<>();
    private boolean faulty = true;
    private int replies;

    Broker(AvroCodec codec, Book book, Random random) {
        super(new DefaultKafkaProducerFactory<>(Map.of()));
        this.codec = codec;
        this.book = book;
        this.random = random;
    }

    void heal() {
        faulty = false;
    }

    @Override
    public CompletableFuture<SendResult<String, byte[]>> send(ProducerRecord<String, byte[]> record) {
        if (record.topic().equals(Topics.BOOKING_EVENTS.name())) {
            if (faulty && random.nextInt(8) == 0) {
                return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
            }
            events.add(codec.decode(record.topic(), record.value()));
        } else if (codec.decode(Topics.REPLIES.name(), record.value()) instanceof BookingReply reply) {
            check(reply);
        }
        RecordMetadata where = new RecordMetadata(new TopicPartition(record.topic(), 0), 0, 0, 0, 0, 0);
        return CompletableFuture.completedFuture(new SendResult<>(record, where));
    }

    // Sent in the background, so that several may be here at once.
    private synchronized void check(BookingReply reply) {
        replies++;
        if (reply.getStatus() == BookingStatus.BOOKED
                && !book.wasConfirmed(Objects.requireNonNull(reply.getBookingId()))) {
            lies.add("reply: BOOKED for " + reply.getBookingId() + " (expected: that it was confirmed by then)");
        }
    }

    synchronized List<String> lies() {
        return List.copyOf(lies);
    }

    synchronized int replies() {
        return replies;
    }

    /** Every event as often as it came, in that order. */
    List<SpecificRecord> events() {
        return List.copyOf(events);
    }
}
