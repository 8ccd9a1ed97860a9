/** The REST interface: bearer keys, problem details, bookings and free times. */
@NullMarked
package dev.meridian.gateway.api;

import org.jspecify.annotations.NullMarked;
