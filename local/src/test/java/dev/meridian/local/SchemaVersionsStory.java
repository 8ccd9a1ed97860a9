package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.schema.booking.BookingReply;
import dev.meridian.schema.booking.DecideBooking;
import dev.meridian.schema.booking.RequestBooking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishers and readers of other versions: nobody has to change on the same day as anybody else. */
final class SchemaVersionsStory {

    private static final int PARTITION = 2;
    private static final Path HISTORY = Path.of("..", "schemas", "history");
    private static final Schema REQUEST = RequestBooking.getClassSchema();
    private static final Schema REPLY = BookingReply.getClassSchema();

    private final Meridian meridian = Meridian.running();
    private final Partner partner = new Partner(meridian, Meridian.PARTNER_TOPIC);

    @AfterEach
    void close() {
        partner.close();
    }

    @Test
    void everyPublishedVersionOfARequestBooks() throws Exception {
        for (Path version : versions("RequestBooking")) {
            assertThat(statusOf(book(parsed(version)), parsed(HISTORY.resolve("BookingReply/1.avsc"))))
                    .as("%s", version)
                    .isEqualTo("BOOKED");
        }
    }

    @Test
    void anOlderPublisherBooksAndReadsTheReplyWithItsOlderSchema() throws Exception {
        Schema older = Requests.older(REQUEST);
        assertThat(older.getField("notes")).isNull();

        ConsumerRecord<String, byte[]> reply = book(older);

        assertThat(statusOf(reply, Requests.older(REPLY))).isEqualTo("BOOKED");
    }

    @Test
    void aNewerPublisherBooksAndReadsTheReplyWithItsNewerSchema() throws Exception {
        ConsumerRecord<String, byte[]> reply = book(Requests.newer(REQUEST));

        Schema newer = Requests.withSymbol(Requests.newer(REPLY), "status", "WAITLISTED");
        assertThat(statusOf(reply, newer)).isEqualTo("BOOKED");
        assertThat(partner.decoded(reply.value(), newer).get("favouriteColour")).isNull();
    }

    @Test
    void aSymbolOfALaterVersionIsAnsweredUnsupportedAndIsNoPoison() throws Exception {
        Schema later = Requests.withSymbol(DecideBooking.getClassSchema(), "decision", "POSTPONE");
        GenericRecord decision = new GenericRecordBuilder(later)
                .set("requestId", Requests.newId())
                .set("bookingId", UUID.randomUUID().toString())
                .set(
                        "decision",
                        new GenericData.EnumSymbol(later.getField("decision").schema(), "POSTPONE"))
                .build();

        String id = partner.send(PARTITION, partner.encoded(decision));

        assertThat(statusOf(partner.reply(id), REPLY)).isEqualTo("UNSUPPORTED");
        assertThat(partner.countDeadLetters(id)).isZero();
    }

    private ConsumerRecord<String, byte[]> book(Schema schema) throws Exception {
        GenericRecord request = Requests.booking(schema, Requests.newId(), meridian.freeStart());
        return partner.reply(partner.send(PARTITION, partner.encoded(request)));
    }

    private String statusOf(ConsumerRecord<String, byte[]> reply, Schema reader) {
        return String.valueOf(partner.decoded(reply.value(), reader).get("status"));
    }

    private static List<Path> versions(String record) throws IOException {
        try (Stream<Path> files = Files.list(HISTORY.resolve(record))) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
    }

    private static Schema parsed(Path file) throws IOException {
        return new Schema.Parser().parse(file.toFile());
    }
}
