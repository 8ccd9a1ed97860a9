/** How a booking ends: state, slot, memo, event and replies in one transaction. */
@NullMarked
package dev.meridian.booking.decision;

import org.jspecify.annotations.NullMarked;
