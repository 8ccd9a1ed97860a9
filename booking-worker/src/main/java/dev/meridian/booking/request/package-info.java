/** From a record on Kafka to a slot that is held, or a refusal that is remembered: one transaction, no call elsewhere. */
@NullMarked
package dev.meridian.booking.request;

import org.jspecify.annotations.NullMarked;
