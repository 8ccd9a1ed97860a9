package dev.meridian.availability;

import dev.meridian.bookings.catalogue.R2dbcCatalogue;
import dev.meridian.bookings.customer.R2dbcProfiles;
import dev.meridian.bookings.occupancy.R2dbcOccupancies;
import dev.meridian.bookings.session.R2dbcSessions;
import dev.meridian.bookings.staffing.R2dbcLoads;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.scheduling.suggestion.PartOfDay;
import dev.meridian.scheduling.suggestion.Weights;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;

/** What the availability worker offers on a database. */
public final class OfferedTimes {

    private final Availability availability;

    public OfferedTimes(DatabaseClient database, CalendarConnector calendars, ZoneId businessZone, Clock clock) {
        availability = new Availability(
                new R2dbcCatalogue(database),
                new BusyCalendars(calendars, new BusyMirror(Duration.ZERO, clock), clock),
                new R2dbcOccupancies(database),
                new R2dbcSessions(database),
                new Picks(new R2dbcProfiles(database), Weights.STANDARD),
                new R2dbcLoads(database),
                businessZone,
                clock);
    }

    /** A time that is offered, with whom, and who else is free then. */
    public record Offered(Instant start, String staff, List<String> free) {}

    /** What is offered to a caller for these dates; never that it is not known. */
    public List<Offered> between(String service, LocalDate from, LocalDate to, ZoneId caller) {
        Question question =
                new Question(from.toString(), to.toString(), caller.getId(), PartOfDay.ANY, service, null, null, null);
        if (availability.answer(question) instanceof Answer.Free free) {
            return free.slots().stream()
                    .map(offer -> new Offered(offer.slot().start(), offer.staff(), offer.free()))
                    .toList();
        }
        throw new IllegalStateException(service + ": not answered");
    }
}
