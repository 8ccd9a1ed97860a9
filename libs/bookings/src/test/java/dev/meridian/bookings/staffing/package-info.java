@NullMarked
package dev.meridian.bookings.staffing;

import org.jspecify.annotations.NullMarked;
