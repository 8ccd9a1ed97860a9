package dev.meridian.messaging.serde;

import io.apicurio.registry.resolver.ParsedSchema;
import io.apicurio.registry.resolver.data.Record;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.resolver.strategy.ArtifactReferenceResolverStrategy;
import io.apicurio.registry.serde.data.SerdeRecord;
import org.apache.avro.Schema;

/**
 * Has Apicurio's serde look schemas up where Confluent's API puts them with {@code TopicRecordNameStrategy}: artifact
 * {@code <topic>-<full record name>} of the default group. Apicurio's own strategy of a like name uses the namespace as
 * group and the bare name, and would not find them. Made by the serde, by class name.
 */
public final class ConfluentSubjects implements ArtifactReferenceResolverStrategy<Schema, Object> {

    private static final String DEFAULT_GROUP = "default";

    @Override
    public ArtifactReference artifactReference(Record<Object> data, ParsedSchema<Schema> parsed) {
        SerdeRecord<Object> record = (SerdeRecord<Object>) data;
        return ArtifactReference.builder()
                .groupId(DEFAULT_GROUP)
                .artifactId(record.metadata().getTopic() + "-"
                        + parsed.getParsedSchema().getFullName())
                .build();
    }

    @Override
    public boolean loadSchema() {
        return true;
    }
}
