/** Tests of the package of the same name. */
@NullMarked
package dev.meridian.gateway.view;

import org.jspecify.annotations.NullMarked;
