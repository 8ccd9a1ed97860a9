@NullMarked
package dev.meridian.testkit;

import org.jspecify.annotations.NullMarked;
