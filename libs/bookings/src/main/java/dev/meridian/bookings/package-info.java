/** The book: what was asked, what was decided, what is taken. Postgres is its only judge. */
@NullMarked
package dev.meridian.bookings;

import org.jspecify.annotations.NullMarked;
