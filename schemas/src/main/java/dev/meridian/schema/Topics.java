package dev.meridian.schema;

import dev.meridian.schema.Topic.Retention;
import dev.meridian.schema.availability.AvailabilityReply;
import dev.meridian.schema.availability.CheckAvailability;
import dev.meridian.schema.booking.BookingCancelled;
import dev.meridian.schema.booking.BookingConfirmed;
import dev.meridian.schema.booking.BookingDeclined;
import dev.meridian.schema.booking.BookingExpired;
import dev.meridian.schema.booking.BookingRefused;
import dev.meridian.schema.booking.BookingReply;
import dev.meridian.schema.booking.BookingRescheduled;
import dev.meridian.schema.booking.CalendarClashFound;
import dev.meridian.schema.booking.CancelBooking;
import dev.meridian.schema.booking.DecideBooking;
import dev.meridian.schema.booking.HoldSlot;
import dev.meridian.schema.booking.ReleaseHold;
import dev.meridian.schema.booking.RequestBooking;
import dev.meridian.schema.booking.RescheduleBooking;
import dev.meridian.schema.calendar.CalendarBusy;
import dev.meridian.schema.call.CallEvent;
import dev.meridian.schema.catalogue.ScheduleChanged;
import dev.meridian.schema.catalogue.ServiceChanged;
import dev.meridian.schema.catalogue.StaffChanged;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/** Every topic of Meridian. The names are part of the public contract and never derive from Java names. */
public final class Topics {

    /** Name of {@link #AVAILABILITY_REQUESTS}, for listeners. */
    public static final String AVAILABILITY_REQUESTS_NAME = "availability.requests.v1";

    /** Name of {@link #BOOKING_EVENTS}, for listeners. */
    public static final String BOOKING_EVENTS_NAME = "booking.events.v1";

    /**
     * Pattern of {@link #BOOKING_REQUESTS} and of {@code booking.requests.<source>.v1}, for listeners. A topic of its
     * own binds a publisher to its source, so that the broker's access rules can.
     */
    public static final String BOOKING_REQUESTS_PATTERN = "booking\\.requests\\.(?:[A-Za-z0-9_-]+\\.)?v1";

    /** Questions for free slots; droppable. */
    public static final Topic<CheckAvailability> AVAILABILITY_REQUESTS = new Topic<>(
            AVAILABILITY_REQUESTS_NAME,
            "staff or service id",
            Retention.of(Duration.ofDays(1)),
            List.of(CheckAvailability.class));

    /** Everything that changes a booking. Any key is correct; staff or service id keeps related requests in order. */
    public static final Topic<SpecificRecord> BOOKING_REQUESTS = new Topic<>(
            "booking.requests.v1",
            "staff or service id",
            Retention.of(Duration.ofDays(30)),
            List.of(
                    RequestBooking.class,
                    RescheduleBooking.class,
                    CancelBooking.class,
                    DecideBooking.class,
                    HoldSlot.class,
                    ReleaseHold.class));

    /** Answers, to the partition that the request named. */
    public static final Topic<SpecificRecord> REPLIES = new Topic<>(
            "replies.v1",
            "correlation id",
            Retention.of(Duration.ofHours(1)),
            List.of(AvailabilityReply.class, BookingReply.class));

    /** What became of bookings; no contact data. */
    public static final Topic<SpecificRecord> BOOKING_EVENTS = new Topic<>(
            BOOKING_EVENTS_NAME,
            "booking id",
            Retention.forEver(),
            List.of(
                    BookingConfirmed.class,
                    BookingRefused.class,
                    BookingRescheduled.class,
                    BookingCancelled.class,
                    BookingDeclined.class,
                    BookingExpired.class,
                    CalendarClashFound.class));

    /** The life of calls as the voice platform tells it; no transcript. */
    public static final Topic<CallEvent> CALL_EVENTS =
            new Topic<>("call.events.v1", "call id", Retention.of(Duration.ofDays(30)), List.of(CallEvent.class));

    /**
     * Services, staff and schedules as they are: the latest record of a key is what holds, one without a value says that it is
     * gone. The kind is part of the key, because a person and a schedule may have one id, as {@code default} is both, and
     * would otherwise be compacted into one.
     */
    public static final Topic<SpecificRecord> CATALOGUE = new Topic<>(
            "catalogue.v1",
            "kind and id, as in service/standard",
            Retention.latest(),
            List.of(ServiceChanged.class, StaffChanged.class, ScheduleChanged.class));

    /** Busy times of each calendar that is read or written to; neither titles nor people. */
    public static final Topic<CalendarBusy> CALENDAR_BUSY =
            new Topic<>("calendar.busy.v1", "calendar id", Retention.latest(), List.of(CalendarBusy.class));

    /** All of them. */
    public static final List<Topic<?>> ALL = List.of(
            AVAILABILITY_REQUESTS, BOOKING_REQUESTS, REPLIES, BOOKING_EVENTS, CALL_EVENTS, CATALOGUE, CALENDAR_BUSY);

    private static final Pattern BOUND_SOURCE = Pattern.compile("booking\\.requests\\.([A-Za-z0-9_-]+)\\.v1");

    /** The source that the name of a booking-requests topic binds, if it binds one. */
    public static Optional<String> boundSource(String topicName) {
        Matcher matcher = BOUND_SOURCE.matcher(topicName);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private Topics() {}
}
