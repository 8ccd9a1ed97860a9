/** How much people have to do, and who is asked first to do more. */
@NullMarked
package dev.meridian.bookings.staffing;

import org.jspecify.annotations.NullMarked;
