/** What bookings take of people, rooms and equipment; where no two may overlap. */
@NullMarked
package dev.meridian.bookings.occupancy;

import org.jspecify.annotations.NullMarked;
