/** Kafka as services use it here: one configuration for listening, replying, publishing and for what the broker must hold. */
@NullMarked
package dev.meridian.messaging;

import org.jspecify.annotations.NullMarked;
