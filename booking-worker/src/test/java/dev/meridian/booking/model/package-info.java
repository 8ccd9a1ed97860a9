/** The protocols between the book and the calendar as small models, of which every reachable state is looked at. */
@NullMarked
package dev.meridian.booking.model;

import org.jspecify.annotations.NullMarked;
