/** Who appointments are for: found by number or address, what they like, what was learnt of them, and how they are forgotten. */
@NullMarked
package dev.meridian.bookings.customer;

import org.jspecify.annotations.NullMarked;
