/** From a slot that is held to an event that stands, or to a slot given back: under a lease, by small steps that anybody can repeat. */
@NullMarked
package dev.meridian.booking.saga;

import org.jspecify.annotations.NullMarked;
