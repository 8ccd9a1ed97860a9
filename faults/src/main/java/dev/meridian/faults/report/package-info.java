/** The figures of a run as a page. */
@NullMarked
package dev.meridian.faults.report;

import org.jspecify.annotations.NullMarked;
