package dev.meridian.scheduling.catalogue;

import java.time.ZoneId;
import java.util.List;

/**
 * A person who takes appointments.
 *
 * @param zone the zone the person lives by
 * @param calendars calendars to read and write, in order
 * @param schedule id of the working hours
 * @param weight share of bookings when assignment goes by weight
 */
public record Staff(
        String id, String name, ZoneId zone, List<CalendarUse> calendars, String schedule, int weight, int version)
        implements CatalogueEntry {
    public Staff {
        calendars = List.copyOf(calendars);
        new Faults()
                .id("id", id)
                .text("name", name, 200)
                .distinct(
                        "calendars.id", calendars.stream().map(CalendarUse::id).toList())
                .require(
                        calendars.stream().filter(CalendarUse::write).count() <= 1,
                        "calendars",
                        calendars,
                        "at most one to write")
                .id("schedule", schedule)
                .range("weight", weight, 0, 1000)
                .range("version", version, 1, Integer.MAX_VALUE)
                .throwIfAny();
    }

    /** The one host an installation starts with, on the configured calendar. */
    public static Staff standard(ZoneId zone) {
        return new Staff(
                "default", "Default host", zone, List.of(new CalendarUse("primary", true, true)), "default", 1, 1);
    }
}
