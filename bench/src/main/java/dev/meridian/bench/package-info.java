/** Measures the running system and sets each figure beside something measured in the same run. */
@NullMarked
package dev.meridian.bench;

import org.jspecify.annotations.NullMarked;
