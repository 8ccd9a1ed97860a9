/** The WebFlux edge: what arrives over HTTP becomes requests on Kafka, and their outcome the answer. */
@NullMarked
package dev.meridian.gateway;

import org.jspecify.annotations.NullMarked;
