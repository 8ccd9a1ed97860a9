/** Work that goes on beside the listeners. */
@NullMarked
package dev.meridian.booking.background;

import org.jspecify.annotations.NullMarked;
