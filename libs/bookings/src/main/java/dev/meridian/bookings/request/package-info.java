/** The requests for bookings: inbox and memo of every decision, and who waits for it. */
@NullMarked
package dev.meridian.bookings.request;

import org.jspecify.annotations.NullMarked;
