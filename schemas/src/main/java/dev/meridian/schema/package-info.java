/** The contract on Kafka: topics, header names and, generated beside it, the Avro records. */
@NullMarked
package dev.meridian.schema;

import org.jspecify.annotations.NullMarked;
