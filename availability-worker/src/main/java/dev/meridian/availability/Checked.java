package dev.meridian.availability;

import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.suggestion.PartOfDay;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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

        Wrong(String field, String expected) {
            super(field + " (expected: " + expected + ")", null, false, false);
            this.field = field;
            this.expected = expected;
        }

        Answer.Invalid at(Instant asOf) {
            return new Answer.Invalid(asOf, field, expected);
        }
    }

    static Checked of(Question question, PartOfDay partOfDay, Service service) throws Wrong {
        LocalDate from = date("fromDate", question.fromDate());
        LocalDate to = date("toDate", question.toDate());
        if (to.isBefore(from)) {
            throw new Wrong("toDate", "a date not before fromDate");
        }
        int duration = Objects.requireNonNullElse(question.durationMinutes(), service.defaultDurationMinutes());
        if (!service.durationsMinutes().contains(duration)) {
            throw new Wrong("durationMinutes", "one of " + service.durationsMinutes());
        }
        String wished = question.staff();
        if (wished != null && !service.staff().contains(wished)) {
            throw new Wrong("staff", "one of " + service.staff());
        }
        return new Checked(
                service,
                duration,
                wished == null || service.collective() ? service.staff() : List.of(wished),
                from,
                to,
                zone(question.timeZone()),
                partOfDay,
                question.customerId());
    }

    private static LocalDate date(String field, String text) throws Wrong {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeException e) {
            throw new Wrong(field, "a date such as 2026-11-23");
        }
        throw new Wrong(field, "a date such as 2026-11-23");
    }

    // Offsets such as +05:30 are zones to Java, but none that anybody lives in: they know no summer time.
    private static ZoneId zone(String id) throws Wrong {
        if (ZoneId.getAvailableZoneIds().contains(id)) {
            return ZoneId.of(id);
        }
        throw new Wrong("timeZone", "an IANA time zone id such as America/Los_Angeles");
    }
}
