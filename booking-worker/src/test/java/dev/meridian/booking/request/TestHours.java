package dev.meridian.booking.request;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.request;
import static dev.meridian.booking.request.TestRequests.answered;
import static dev.meridian.booking.request.TestRequests.reschedule;
import static dev.meridian.booking.request.TestRequests.underWay;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.schema.booking.RequestBooking;
import dev.meridian.schema.booking.RescheduleBooking;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;

/** The hours of a Tuesday in the business zone, counted on into the days after: wishes for them, and what comes of those. */
final class TestHours {

    /** Of somebody who has all hours. */
    static final Schedule ALWAYS = Schedule.weekly(
            "always", BUSINESS_ZONE, List.of(WeeklyWindow.of(Set.of(Weekday.values()), "00:00", "24:00")));

    private static final LocalDateTime MIDNIGHT = LocalDateTime.parse("2026-11-24T00:00");

    private final TestRequests requests;
    private int refusals;

    TestHours(TestRequests requests) {
        this.requests = requests;
    }

    /** When an hour begins, on the clock of the business zone. */
    static LocalDateTime start(int hour) {
        return MIDNIGHT.plusHours(hour);
    }

    /** A wish for an hour. */
    static RequestBooking.Builder at(String service, int hour) {
        return request(service + "-" + hour)
                .setService(service)
                .setStart(start(hour).toString())
                .setTimeZone(BUSINESS_ZONE.getId());
    }

    /** A wish to come at another hour. */
    static RescheduleBooking.Builder move(String key, Booking booking, int hour) {
        return reschedule(key, booking.id(), start(hour).toString()).setTimeZone(BUSINESS_ZONE.getId());
    }

    /** A booking of whoever's turn it is. */
    Booking booked(String service, int hour) {
        return underWay(requests.ask(at(service, hour)));
    }

    Booking booked(String service, int hour, String staff) {
        return underWay(
                requests.ask(at(service, hour).setStaff(staff).setRequestId(service + "-" + hour + "-" + staff)));
    }

    /** What is said to a wish that can not be fulfilled; the same again is another one. */
    Outcome refusal(RequestBooking.Builder wish) {
        refusals++;
        return answered(requests.ask(wish.setRequestId("refused-" + refusals)));
    }

    /** What becomes of wishes that all come at once. */
    List<Acceptance> inParallel(List<RequestBooking.Builder> wishes) {
        return Flux.fromIterable(wishes)
                .flatMap(requests::asking, wishes.size())
                .collectList()
                .blockOptional()
                .orElseThrow();
    }
}
