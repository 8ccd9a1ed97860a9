package dev.meridian.bookings.catalogue;

import dev.meridian.scheduling.catalogue.CatalogueEntry;
import dev.meridian.scheduling.catalogue.DateOverride;
import dev.meridian.scheduling.catalogue.EffectiveDates;
import dev.meridian.scheduling.catalogue.Holidays;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.catalogue.Window;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Working hours as documents have them. Only the usual week has to be there, be it empty. */
final class ScheduleDocument {

    private ScheduleDocument() {}

    /** The schedule; empty if something is wrong. */
    static Optional<CatalogueEntry> read(String id, DocumentFields fields, ZoneId businessZone) {
        ZoneId zone = fields.optional("zone").zone().orElse(businessZone);
        List<WeeklyWindow> weekly = fields.requiredList("weekly", ScheduleDocument::weekly);
        List<WeeklyWindow> breaks = fields.list("breaks", List.of(), ScheduleDocument::weekly);
        List<DateOverride> overrides =
                fields.list("overrides", List.of(), value -> value.object(ScheduleDocument::override));
        Optional<Holidays> holidays = fields.optional("holidays").object(ScheduleDocument::holidays);
        List<TimeRange> busy = fields.list("busy", List.of(), value -> value.object(ScheduleDocument::busy));
        EffectiveDates effective =
                fields.optional("effective").object(DateRange::read).orElse(EffectiveDates.ALWAYS);
        return fields.build(
                () -> new Schedule(id, zone, weekly, breaks, overrides, holidays.orElse(null), busy, effective, 1));
    }

    private static Optional<WeeklyWindow> weekly(DocumentValue value) {
        return value.object(fields -> {
            List<Weekday> days = fields.requiredList("days", day -> day.word(Weekday.class));
            String start = fields.required("start").text().orElse("");
            String end = fields.required("end").text().orElse("");
            return fields.build(() -> WeeklyWindow.of(days, start, end));
        });
    }

    private static Optional<DateOverride> override(DocumentFields fields) {
        LocalDate date = fields.required("date").date().orElse(LocalDate.EPOCH);
        List<Window> windows = fields.requiredList("windows", value -> value.object(ScheduleDocument::window));
        return fields.build(() -> new DateOverride(date, windows));
    }

    private static Optional<Window> window(DocumentFields fields) {
        String start = fields.required("start").text().orElse("");
        String end = fields.required("end").text().orElse("");
        return fields.build(() -> Window.of(start, end));
    }

    private static Optional<Holidays> holidays(DocumentFields fields) {
        Optional<String> country = fields.optional("country").text();
        Optional<String> subdivision = fields.optional("subdivision").text();
        List<LocalDate> extra = fields.list("extra", List.of(), DocumentValue::date);
        return fields.build(() -> new Holidays(country.orElse(null), subdivision.orElse(null), extra));
    }

    private static Optional<TimeRange> busy(DocumentFields fields) {
        Optional<Instant> start = fields.required("start").instant();
        Optional<Instant> end = fields.required("end").instant();
        if (start.isPresent() && end.isPresent() && !end.get().isAfter(start.get())) {
            fields.required("end").wrong("after start");
        }
        Instant from = start.orElse(Instant.EPOCH);
        return fields.build(() ->
                new TimeRange(from, end.filter(given -> given.isAfter(from)).orElse(from.plusSeconds(1))));
    }
}
