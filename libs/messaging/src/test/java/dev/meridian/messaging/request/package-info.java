@NullMarked
package dev.meridian.messaging.request;

import org.jspecify.annotations.NullMarked;
