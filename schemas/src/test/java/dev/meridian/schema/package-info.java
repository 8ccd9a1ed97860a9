@NullMarked
package dev.meridian.schema;

import org.jspecify.annotations.NullMarked;
