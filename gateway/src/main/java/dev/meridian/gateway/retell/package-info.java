/** Retell's calls: signed functions in, sentences that can be spoken out. */
@NullMarked
package dev.meridian.gateway.retell;

import org.jspecify.annotations.NullMarked;
