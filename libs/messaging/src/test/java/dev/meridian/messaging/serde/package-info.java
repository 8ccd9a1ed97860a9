@NullMarked
package dev.meridian.messaging.serde;

import org.jspecify.annotations.NullMarked;
