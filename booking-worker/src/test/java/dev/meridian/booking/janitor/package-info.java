/** Tests of what keeps calendars and book together. */
@NullMarked
package dev.meridian.booking.janitor;

import org.jspecify.annotations.NullMarked;
