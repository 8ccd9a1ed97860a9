/** Appointments that many customers share: their seats, and the one event they have together. */
@NullMarked
package dev.meridian.bookings.session;

import org.jspecify.annotations.NullMarked;
