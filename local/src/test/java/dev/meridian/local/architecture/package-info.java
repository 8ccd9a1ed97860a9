/** The rules of the code as tests. */
@NullMarked
package dev.meridian.local.architecture;

import org.jspecify.annotations.NullMarked;
