package dev.meridian.bookings.catalogue;

import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Staff;

/** Somebody who takes appointments, and when. */
public record Host(Staff staff, Schedule schedule) {}
