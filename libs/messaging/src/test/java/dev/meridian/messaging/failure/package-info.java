@NullMarked
package dev.meridian.messaging.failure;

import org.jspecify.annotations.NullMarked;
