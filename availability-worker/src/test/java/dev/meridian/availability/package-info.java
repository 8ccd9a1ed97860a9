@NullMarked
package dev.meridian.availability;

import org.jspecify.annotations.NullMarked;
