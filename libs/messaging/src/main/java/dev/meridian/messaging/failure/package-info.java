/** What may go wrong with a record, and what becomes of it: tried again in place or put among the dead letters. */
@NullMarked
package dev.meridian.messaging.failure;

import org.jspecify.annotations.NullMarked;
