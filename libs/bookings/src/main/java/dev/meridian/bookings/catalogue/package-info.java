/** The services, staff and schedules as they are stored. */
@NullMarked
package dev.meridian.bookings.catalogue;

import org.jspecify.annotations.NullMarked;
