/** Asking over Kafka while somebody waits: requests, the replies that find them, and deadlines. */
@NullMarked
package dev.meridian.messaging.request;

import org.jspecify.annotations.NullMarked;
