/** Requests that wait for their outcome, each with a deadline. */
@NullMarked
package dev.meridian.gateway.request;

import org.jspecify.annotations.NullMarked;
