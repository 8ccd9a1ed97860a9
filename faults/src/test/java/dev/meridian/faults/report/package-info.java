/** Tests of report. */
@NullMarked
package dev.meridian.faults.report;

import org.jspecify.annotations.NullMarked;
