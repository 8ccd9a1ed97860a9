/** Tests of the package of the same name. */
@NullMarked
package dev.meridian.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
