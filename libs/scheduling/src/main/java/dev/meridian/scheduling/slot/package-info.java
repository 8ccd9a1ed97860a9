/** From working hours and busy times to the starts that can be offered, and the verdict on a wished start. */
@NullMarked
package dev.meridian.scheduling.slot;

import org.jspecify.annotations.NullMarked;
