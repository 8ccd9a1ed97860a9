/** The connection to Postgres, the migrations, and JSON in its columns. */
@NullMarked
package dev.meridian.bookings.database;

import org.jspecify.annotations.NullMarked;
