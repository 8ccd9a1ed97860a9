/** Google Calendar's side of the gateway: it tells us that something changed. */
@NullMarked
package dev.meridian.gateway.google;

import org.jspecify.annotations.NullMarked;
