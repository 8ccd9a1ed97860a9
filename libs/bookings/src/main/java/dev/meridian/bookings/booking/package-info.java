/** Bookings and their life as data: states, ways between them, and what the public sees of it. */
@NullMarked
package dev.meridian.bookings.booking;

import org.jspecify.annotations.NullMarked;
