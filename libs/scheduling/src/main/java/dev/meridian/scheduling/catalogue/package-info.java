/** What can be booked and when: services, staff and schedules as checked values. */
@NullMarked
package dev.meridian.scheduling.catalogue;

import org.jspecify.annotations.NullMarked;
