/** What integration tests stand on: a real broker, a real database, a clock that is set by hand, a serde without a registry. */
@NullMarked
package dev.meridian.testkit;

import org.jspecify.annotations.NullMarked;
