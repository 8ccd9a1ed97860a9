/** Learns from what the public hears of bookings when customers come. */
@NullMarked
package dev.meridian.booking.customer;

import org.jspecify.annotations.NullMarked;
