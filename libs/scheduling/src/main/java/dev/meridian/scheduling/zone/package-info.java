/** Which time zone a caller means: by name, by telephone number, or by both. */
@NullMarked
package dev.meridian.scheduling.zone;

import org.jspecify.annotations.NullMarked;
