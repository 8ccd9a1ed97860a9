/** Keeps calendars and book together: what people do to the calendar comes into the book, what was left behind is removed. */
@NullMarked
package dev.meridian.booking.janitor;

import org.jspecify.annotations.NullMarked;
