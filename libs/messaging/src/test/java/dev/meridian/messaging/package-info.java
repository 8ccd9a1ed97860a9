@NullMarked
package dev.meridian.messaging;

import org.jspecify.annotations.NullMarked;
