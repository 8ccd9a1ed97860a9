/** Tests of the package of the same name. */
@NullMarked
package dev.meridian.bookings.database;

import org.jspecify.annotations.NullMarked;
