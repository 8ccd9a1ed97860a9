/** Slots and bookings as JSON, the same for voice and REST. */
@NullMarked
package dev.meridian.gateway.view;

import org.jspecify.annotations.NullMarked;
