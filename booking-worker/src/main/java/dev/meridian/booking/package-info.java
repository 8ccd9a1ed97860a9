/** The write path: requests become bookings, bookings become calendar events. */
@NullMarked
package dev.meridian.booking;

import org.jspecify.annotations.NullMarked;
