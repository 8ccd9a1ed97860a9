/** What the janitor keeps: how far calendars were read, where they disagree with the book, and what must never be. */
@NullMarked
package dev.meridian.bookings.upkeep;

import org.jspecify.annotations.NullMarked;
