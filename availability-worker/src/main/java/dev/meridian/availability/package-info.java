/** Says which times are free: what the calendars and the book hold, turned into slots on the caller's clock. */
@NullMarked
package dev.meridian.availability;

import org.jspecify.annotations.NullMarked;
