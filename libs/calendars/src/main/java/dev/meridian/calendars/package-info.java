/** The port to calendars: what Meridian asks of a provider, and what each kind of failure lets the caller do next. */
@NullMarked
package dev.meridian.calendars;

import org.jspecify.annotations.NullMarked;
