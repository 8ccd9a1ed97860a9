/** Stories: the whole system, driven over HTTP and Kafka as the outside does. */
@NullMarked
package dev.meridian.local;

import org.jspecify.annotations.NullMarked;
