/** Takes records out of the dead letters and publishes them again, at an operator's word. */
@NullMarked
package dev.meridian.messaging.redrive;

import org.jspecify.annotations.NullMarked;
