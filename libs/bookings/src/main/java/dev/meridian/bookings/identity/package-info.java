/**
 * Ids that follow from the request, so that no repetition can make a second booking or a second event; and tokens that need no
 * memory.
 */
@NullMarked
package dev.meridian.bookings.identity;

import org.jspecify.annotations.NullMarked;
