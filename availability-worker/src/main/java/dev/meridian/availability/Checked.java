package dev.meridian.availability;

import dev.meridian.scheduling.catalogue.Fault;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.suggestion.PartOfDay;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A question that makes sense for a service. */
record Checked(
        Service service,
        int durationMinutes,
        List<String> staff,
        LocalDate fromDate,
        LocalDate toDate,
        ZoneId zone,
        PartOfDay partOfDay,
        @Nullable UUID customerId) {

    /** What is wrong with a question. */
    static final class Wrong extends Exception {

        private static final long serialVersionUID = 1L;

        private final String field;
        private final String expected;

        /** Names the first by its field, and what was expected of it and of all others. */
        Wrong(List<Fault> faults) {
            super(faults.toString(), null, false, false);
            this.field = faults.getFirst().field();
            this.expected = Fault.expectedOfAll(faults);
        }

        Answer.Invalid at(Instant asOf) {
            return new Answer.Invalid(asOf, field, expected);
        }
    }

    static Checked of(Question question, PartOfDay partOfDay, Service service) throws Wrong {
        List<Fault> faults = new ArrayList<>();
        LocalDate from = date("fromDate", question.fromDate(), faults);
        LocalDate to = date("toDate", question.toDate(), faults);
        if (from != null && to != null && to.isBefore(from)) {
            faults.add(new Fault("toDate", question.toDate(), "a date not before fromDate"));
        }
        int duration = Objects.requireNonNullElse(question.durationMinutes(), service.defaultDurationMinutes());
        if (!service.durationsMinutes().contains(duration)) {
            faults.add(
                    new Fault("durationMinutes", Integer.toString(duration), "one of " + service.durationsMinutes()));
        }
        String wished = question.staff();
        if (wished != null && !service.staff().contains(wished)) {
            faults.add(new Fault("staff", wished, "one of " + service.staff()));
        }
        ZoneId zone = zone(question.timeZone(), faults);
        if (from == null || to == null || zone == null || !faults.isEmpty()) {
            throw new Wrong(faults);
        }
        return new Checked(
                service,
                duration,
                wished == null || service.collective() ? service.staff() : List.of(wished),
                from,
                to,
                zone,
                partOfDay,
                question.customerId());
    }

    private static @Nullable LocalDate date(String field, String text, List<Fault> faults) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeException e) {
            // Said below, as for a year that no calendar has.
        }
        faults.add(new Fault(field, text, "a date such as 2026-11-23"));
        return null;
    }

    // Offsets such as +05:30 are zones to Java, but none that anybody lives in: they know no summer time.
    private static @Nullable ZoneId zone(String id, List<Fault> faults) {
        if (ZoneId.getAvailableZoneIds().contains(id)) {
            return ZoneId.of(id);
        }
        faults.add(new Fault("timeZone", id, "an IANA time zone id such as America/Los_Angeles"));
        return null;
    }
}
