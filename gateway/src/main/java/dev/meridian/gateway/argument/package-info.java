/** Names, addresses and ids as people and models write them, read without guessing. */
@NullMarked
package dev.meridian.gateway.argument;

import org.jspecify.annotations.NullMarked;
