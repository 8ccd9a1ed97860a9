/** The calendar port on Google Calendar's API, version 3. */
@NullMarked
package dev.meridian.calendars.google;

import org.jspecify.annotations.NullMarked;
