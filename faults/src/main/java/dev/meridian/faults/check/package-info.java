/** What must hold in the end, on evidence from the database, the calendar, the topics and the callers. */
@NullMarked
package dev.meridian.faults.check;

import org.jspecify.annotations.NullMarked;
