/** Days, times and lengths of time as callers say them and models write them down, read without guessing. */
@NullMarked
package dev.meridian.gateway.spoken;

import org.jspecify.annotations.NullMarked;
