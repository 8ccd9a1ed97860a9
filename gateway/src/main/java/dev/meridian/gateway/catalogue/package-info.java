/** Services, staff and schedules over REST: read, edited, and announced with each edit. */
@NullMarked
package dev.meridian.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
