/** Tests of load. */
@NullMarked
package dev.meridian.faults.load;

import org.jspecify.annotations.NullMarked;
