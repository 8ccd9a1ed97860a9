package dev.meridian.gateway.catalogue;

import dev.meridian.bookings.catalogue.CatalogueKind;
import dev.meridian.bookings.outbox.OutboxMessage;
import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.messaging.serde.CloudEvent;
import dev.meridian.scheduling.catalogue.CatalogueEntry;
import dev.meridian.schema.Topics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Writes the records of {@code catalogue.v1} for the outbox. */
final class CataloguePublisher {

    private static final String SOURCE = "gateway";
    private static final String TOPIC = Topics.CATALOGUE.name();

    private final AvroCodec codec;
    private final Clock clock;

    CataloguePublisher(AvroCodec codec, Clock clock) {
        this.codec = codec;
        this.clock = clock;
    }

    /** An entry as it is from now on. */
    OutboxMessage changed(CatalogueEntry entry) {
        SpecificRecord record = CatalogueMapping.record(entry);
        return message(
                CatalogueKind.of(entry), entry.id(), record.getSchema(), ByteBuffer.wrap(codec.encode(TOPIC, record)));
    }

    /** An entry that is gone. */
    OutboxMessage deleted(CatalogueKind kind, String id) {
        return message(kind, id, CatalogueMapping.schema(kind), null);
    }

    private OutboxMessage message(CatalogueKind kind, String id, Schema schema, @Nullable ByteBuffer payload) {
        UUID eventId = UUID.randomUUID();
        CloudEvent event = CloudEvent.of(eventId.toString(), SOURCE, schema, clock.instant());
        return new OutboxMessage(eventId, TOPIC, kind.code() + "/" + id, event.texts(), payload);
    }
}
