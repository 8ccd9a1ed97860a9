package dev.meridian.booking.janitor;

import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.decision.FollowUp;
import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.booking.saga.EventMarks;
import dev.meridian.booking.saga.EventText;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.LostBooking;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.customer.Identification;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.occupancy.ResourceIds;
import dev.meridian.bookings.upkeep.Clash;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import dev.meridian.scheduling.time.TimeRange;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Makes bookings again whose rows were lost, as when the database went back to an older state, from what their events tell.
 * The request that made such a booking stays unknown but for its hash; read again in time it meets the booking.
 */
final class LostBookings {

    /** What became of a try. */
    enum Result {
        /** The booking is there again. */
        RESTORED,
        /** Somebody else has its time in the book. */
        TAKEN,
        /** The event does not tell enough, or nobody keeps this calendar. */
        UNREADABLE,
        /** Somebody else was faster. */
        KNOWN
    }

    /** Above whatever the lost row can have published, so that nobody takes what follows for old. */
    static final int VERSION_STRIDE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(LostBookings.class);

    private final Catalogue catalogue;
    private final Bookings bookings;
    private final Occupancies occupancies;
    private final Decisions decisions;
    private final Identification identification;
    private final Reports reports;
    private final Transactions transactions;
    private final OutboxRelay relay;
    private final ZoneId businessZone;
    private final JanitorMeters meters;

    LostBookings(
            Catalogue catalogue,
            Bookings bookings,
            Occupancies occupancies,
            Decisions decisions,
            Identification identification,
            Reports reports,
            Transactions transactions,
            OutboxRelay relay,
            ZoneId businessZone,
            JanitorMeters meters) {
        this.catalogue = catalogue;
        this.bookings = bookings;
        this.occupancies = occupancies;
        this.decisions = decisions;
        this.identification = identification;
        this.reports = reports;
        this.transactions = transactions;
        this.relay = relay;
        this.businessZone = businessZone;
        this.meters = meters;
    }

    /** Makes the booking of an event that is ours and that nobody knows. */
    Result restore(String calendarId, CalendarEvent event, EventMarks.Marks marks) {
        Optional<TimeRange> time = event.time();
        Optional<Staff> staff = staff(calendarId, marks);
        Optional<Service> service = staff.flatMap(host -> service(host, marks));
        if (time.isEmpty() || service.isEmpty()) {
            log.warn(
                    "{}: its row is lost, and event {} in calendar {} does not tell enough to make it again",
                    marks.bookingId(),
                    event.id(),
                    calendarId);
            meters.found(JanitorMeters.Found.UNREADABLE);
            return Result.UNREADABLE;
        }
        List<String> resources = ResourceIds.of(staff.get().id(), service.get());
        LostBooking lost = booking(calendarId, event, marks, service.get(), staff.get(), time.get());
        Optional<FollowUp> result =
                transactions.run(() -> restored(lost, resources)).blockOptional();
        if (result.isEmpty()) {
            return Result.KNOWN;
        }
        return switch (result.get()) {
            case FollowUp.Followed restored -> {
                log.warn("{}: its row was lost and is there again, from its event", marks.bookingId());
                meters.found(JanitorMeters.Found.LOST_BOOKING);
                relay.wake();
                yield Result.RESTORED;
            }
            case FollowUp.Taken taken -> {
                report(event, resources, time.get());
                yield Result.TAKEN;
            }
        };
    }

    private Mono<FollowUp> restored(LostBooking lost, List<String> resources) {
        return decisions.restore(lost, resources).flatMap(followUp -> switch (followUp) {
            case FollowUp.Followed restored ->
                identification.identify(restored.booking()).thenReturn(followUp);
            case FollowUp.Taken taken -> Mono.just(followUp);
        });
    }

    private void report(CalendarEvent event, List<String> resources, TimeRange time) {
        occupancies
                .holders(resources, time)
                .flatMap(bookings::find)
                .collectList()
                .blockOptional()
                .orElseThrow()
                .forEach(holder -> reports.open(holder, event.id(), Clash.Kind.OVERLAP, time));
    }

    private LostBooking booking(
            String calendarId,
            CalendarEvent event,
            EventMarks.Marks marks,
            Service service,
            Staff staff,
            TimeRange time) {
        return new LostBooking(
                marks.bookingId(),
                marks.generation(),
                marks.version() + VERSION_STRIDE,
                calendarId,
                event.id(),
                event.etag(),
                event.htmlLink(),
                event.meetingUrl(),
                service.id(),
                staff.id(),
                time,
                service.bufferBefore(),
                service.bufferAfter(),
                Objects.requireNonNullElse(marks.timeZone(), businessZone),
                businessZone,
                EventText.customer(event, service.name()),
                Origin.restored(
                        Objects.requireNonNullElse(marks.source(), "unknown"),
                        Objects.requireNonNullElse(
                                marks.keyHash(), marks.bookingId().toString())));
    }

    /** Who is named, if that is somebody who keeps this calendar; otherwise the first who does. */
    private Optional<Staff> staff(String calendarId, EventMarks.Marks marks) {
        List<Staff> keepers = catalogue
                .staff()
                .filter(staff -> staff.calendars().stream()
                        .anyMatch(use -> use.write() && use.id().equals(calendarId)))
                .collectList()
                .blockOptional()
                .orElseThrow();
        return keepers.stream()
                .filter(staff -> staff.id().equals(marks.staff()))
                .findFirst()
                .or(() -> keepers.stream().findFirst());
    }

    /** What is named, if there is such a service; otherwise the first that this person offers. */
    private Optional<Service> service(Staff staff, EventMarks.Marks marks) {
        List<Service> services =
                catalogue.services().collectList().blockOptional().orElseThrow();
        return services.stream()
                .filter(service -> service.id().equals(marks.service()))
                .findFirst()
                .or(() -> services.stream()
                        .filter(service -> service.staff().contains(staff.id()))
                        .findFirst());
    }
}
