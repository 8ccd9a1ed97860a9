/** A way into the booking worker for tests that look at both workers. */
@NullMarked
package dev.meridian.booking.request;

import org.jspecify.annotations.NullMarked;
