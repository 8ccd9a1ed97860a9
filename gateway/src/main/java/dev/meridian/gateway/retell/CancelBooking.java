package dev.meridian.gateway.retell;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.gateway.request.BookingDesk;
import dev.meridian.gateway.request.CancelWish;
import dev.meridian.gateway.request.ChangeAnswer;
import dev.meridian.gateway.request.Refusal;
import dev.meridian.gateway.retell.Answer.Cancelled;
import dev.meridian.gateway.retell.Answer.Plain;
import dev.meridian.gateway.view.BookingJson;
import dev.meridian.gateway.view.Phrases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** {@code cancel_booking}: cancels an appointment of the caller's. */
final class CancelBooking implements RetellFunction {

    private static final int LONGEST_REASON = 500;

    private final MeantBookings meant;
    private final BookingDesk desk;
    private final Refusals refusals;
    private final Clock clock;
    private final Duration deadline;

    CancelBooking(MeantBookings meant, BookingDesk desk, Refusals refusals, Clock clock, Duration deadline) {
        this.meant = meant;
        this.desk = desk;
        this.refusals = refusals;
        this.clock = clock;
        this.deadline = deadline;
    }

    @Override
    public String name() {
        return "cancel_booking";
    }

    @Override
    public Mono<Answer> answer(FunctionCall call) {
        Instant now = clock.instant();
        RequestKey key = call.key(now);
        return meant.find(call, key).flatMap(found -> switch (found) {
            case Meant.None none -> Mono.just(Plain.notFound());
            case Meant.Unknown unknown -> Mono.just(Plain.unavailable());
            case Meant.One one -> cancel(wish(call, key, one.booking()), call.keyByContent(now), now.plus(deadline));
        });
    }

    private static CancelWish wish(FunctionCall call, RequestKey key, Booking booking) {
        String reason = call.arguments()
                .text("reason", "cancellation_reason")
                .map(said -> said.length() <= LONGEST_REASON ? said : said.substring(0, LONGEST_REASON))
                .orElse(null);
        return new CancelWish(key, booking, reason, call.conversation().id());
    }

    private Mono<Answer> cancel(CancelWish wish, RequestKey byContent, Instant until) {
        return desk.cancel(wish, until)
                .flatMap(answer -> answer instanceof Refusal.KeyReused
                        ? desk.cancel(wish.under(byContent), until)
                        : Mono.just(answer))
                .map(answer -> answer(wish.booking(), answer));
    }

    private Answer answer(Booking booking, ChangeAnswer answer) {
        String which = "your appointment on " + BookingJson.of(booking).spoken();
        return switch (answer) {
            case ChangeAnswer.Done done -> cancelled(BookingJson.of(done.booking()));
            case ChangeAnswer.Pending pending ->
                new Plain("pending", "I am still cancelling " + which + ". It will be settled in a moment.");
            case Refusal refusal ->
                refusals.of(refusal, booking.timeZone(), refused -> Phrases.notCancelled(which, refused.reason()));
        };
    }

    private static Answer cancelled(BookingJson booking) {
        return new Cancelled("cancelled", "Your appointment on " + booking.spoken() + " is cancelled.", booking);
    }
}
