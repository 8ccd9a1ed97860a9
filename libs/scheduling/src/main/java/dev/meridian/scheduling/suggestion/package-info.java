/** A few good slots out of many. */
@NullMarked
package dev.meridian.scheduling.suggestion;

import org.jspecify.annotations.NullMarked;
