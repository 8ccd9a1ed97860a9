package dev.meridian.gateway.retell;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.gateway.request.CallerBookings;
import dev.meridian.gateway.retell.Answer.Found;
import dev.meridian.gateway.retell.Answer.Plain;
import dev.meridian.gateway.view.BookingJson;
import dev.meridian.gateway.view.Phrases;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** {@code find_bookings}: what the caller has booked, in this call or under the number they call from. */
final class FindBookings implements RetellFunction {

    private static final Logger log = LoggerFactory.getLogger(FindBookings.class);

    private final CallerBookings bookings;
    private final Duration deadline;

    FindBookings(CallerBookings bookings, Duration deadline) {
        this.bookings = bookings;
        this.deadline = deadline;
    }

    @Override
    public String name() {
        return "find_bookings";
    }

    @Override
    public Mono<Answer> answer(FunctionCall call) {
        return bookings.upcoming(
                        call.conversation().verifiedId(), call.conversation().verifiedNumber())
                .collectList()
                .map(FindBookings::found)
                .timeout(deadline)
                .onErrorResume(e -> {
                    log.warn(
                            "bookings of a caller: not readable: {}",
                            e.getClass().getSimpleName());
                    return Mono.just(Plain.unavailable());
                });
    }

    private static Answer found(List<Booking> bookings) {
        return bookings.isEmpty()
                ? new Plain("none", Phrases.NOTHING_FOUND)
                : new Found(
                        "found",
                        Phrases.found(bookings),
                        bookings.stream().map(BookingJson::of).toList());
    }
}
