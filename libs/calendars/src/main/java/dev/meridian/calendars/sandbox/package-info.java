/** A calendar server that answers as Google's does, for local runs and tests, with faults on demand. */
@NullMarked
package dev.meridian.calendars.sandbox;

import org.jspecify.annotations.NullMarked;
