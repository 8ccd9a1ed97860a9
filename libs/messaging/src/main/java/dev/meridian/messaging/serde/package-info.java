/** What a record is on the wire: its value in Avro, its headers as CloudEvents has them, its schemas in the registry. */
@NullMarked
package dev.meridian.messaging.serde;

import org.jspecify.annotations.NullMarked;
