/** A way into the availability worker for tests that look at both workers. */
@NullMarked
package dev.meridian.availability;

import org.jspecify.annotations.NullMarked;
