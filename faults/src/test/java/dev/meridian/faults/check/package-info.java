/** Tests of check. */
@NullMarked
package dev.meridian.faults.check;

import org.jspecify.annotations.NullMarked;
