package dev.meridian.gateway.retell;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.gateway.request.BookingDesk;
import dev.meridian.gateway.request.ChangeAnswer;
import dev.meridian.gateway.request.MoveWish;
import dev.meridian.gateway.request.Refusal;
import dev.meridian.gateway.retell.Answer.Kept;
import dev.meridian.gateway.retell.Answer.Plain;
import dev.meridian.gateway.retell.CatalogueArguments.Wanted;
import dev.meridian.gateway.view.BookingJson;
import dev.meridian.gateway.view.Phrases;
import dev.meridian.scheduling.speech.Spoken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** {@code reschedule_booking}: moves an appointment of the caller's. The old time stands until the new one is won. */
final class RescheduleBooking implements RetellFunction {

    private final SpokenTimeArguments times;
    private final OpenHours hours;
    private final MeantBookings meant;
    private final BookingDesk desk;
    private final Refusals refusals;
    private final Clock clock;
    private final Duration deadline;

    RescheduleBooking(
            SpokenTimeArguments times,
            OpenHours hours,
            MeantBookings meant,
            BookingDesk desk,
            Refusals refusals,
            Clock clock,
            Duration deadline) {
        this.times = times;
        this.hours = hours;
        this.meant = meant;
        this.desk = desk;
        this.refusals = refusals;
        this.clock = clock;
        this.deadline = deadline;
    }

    @Override
    public String name() {
        return "reschedule_booking";
    }

    @Override
    public Mono<Answer> answer(FunctionCall call) {
        Instant now = clock.instant();
        return times.start(call, now).answer(start -> move(call, start, now));
    }

    private Mono<Answer> move(FunctionCall call, SaidStart start, Instant now) {
        RequestKey key = call.key(now);
        return meant.find(call, key).flatMap(found -> switch (found) {
            case Meant.None none -> Mono.just(Plain.notFound());
            case Meant.Unknown unknown -> Mono.just(Plain.unavailable());
            case Meant.One one ->
                hours.start(start, wanted(one.booking()))
                        .flatMap(chosen -> chosen.answer(at -> move(
                                one,
                                new MoveWish(
                                        key,
                                        one.booking(),
                                        at,
                                        call.conversation().id()),
                                call.keyByContent(now),
                                now)));
        });
    }

    private static Wanted wanted(Booking booking) {
        return new Wanted(booking.service(), booking.staff(), (int)
                booking.slot().length().toMinutes());
    }

    private Mono<Answer> move(Meant.One one, MoveWish wish, RequestKey byContent, Instant now) {
        Instant until = now.plus(deadline);
        return desk.move(wish, until)
                .flatMap(answer -> answer instanceof Refusal.KeyReused
                        ? desk.move(wish.under(byContent), until)
                        : Mono.just(answer))
                .map(answer -> answer(one, wish, answer, now));
    }

    private Answer answer(Meant.One one, MoveWish wish, ChangeAnswer answer, Instant now) {
        String before = BookingJson.of(one.booking()).spoken();
        return switch (answer) {
            case ChangeAnswer.Done done -> moved(one, wish, BookingJson.of(done.booking()));
            case ChangeAnswer.Pending pending ->
                new Plain(
                        "pending",
                        "I am still moving your appointment to " + Spoken.dateTime(wish.start())
                                + ". It will be settled in a moment.");
            case Refusal refusal ->
                refusals.of(
                        refusal,
                        wish.zone(),
                        refused -> Phrases.notMoved(
                                "your appointment on " + before,
                                refused.reason(),
                                !one.booking().slot().start().isAfter(now),
                                refused.alternatives(),
                                wish.zone()));
        };
    }

    private static Answer moved(Meant.One one, MoveWish wish, BookingJson booking) {
        boolean stoodThere = one.booking().slot().start().equals(wish.startsAt());
        if (stoodThere && !one.again()) {
            return new Kept("booked", "Your appointment is already on " + booking.spoken() + ".", true, booking);
        }
        String moved = one.oneOfSeveral()
                ? "your next appointment "
                        + Phrases.fromTo(
                                one.booking()
                                        .slot()
                                        .start()
                                        .atZone(one.booking().timeZone()),
                                wish.start())
                : "your appointment to " + booking.spoken();
        return new Kept("booked", "I have moved " + moved + ".", false, booking);
    }
}
