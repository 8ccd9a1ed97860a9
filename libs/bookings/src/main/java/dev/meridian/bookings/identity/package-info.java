/** Ids that follow from the request, so that no repetition can make a second booking or a second event. */
@NullMarked
package dev.meridian.bookings.identity;

import org.jspecify.annotations.NullMarked;
