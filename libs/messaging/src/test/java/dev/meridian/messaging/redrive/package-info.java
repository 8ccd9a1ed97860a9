@NullMarked
package dev.meridian.messaging.redrive;

import org.jspecify.annotations.NullMarked;
