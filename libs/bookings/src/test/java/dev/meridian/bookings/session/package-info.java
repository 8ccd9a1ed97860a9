@NullMarked
package dev.meridian.bookings.session;

import org.jspecify.annotations.NullMarked;
