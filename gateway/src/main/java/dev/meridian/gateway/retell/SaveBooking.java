package dev.meridian.gateway.retell;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.gateway.request.BookingAnswer;
import dev.meridian.gateway.request.BookingDesk;
import dev.meridian.gateway.request.BookingWish;
import dev.meridian.gateway.request.IntakeQuestions;
import dev.meridian.gateway.request.IntakeQuestions.Asked;
import dev.meridian.gateway.request.Refusal;
import dev.meridian.gateway.retell.Answer.Kept;
import dev.meridian.gateway.retell.Answer.Plain;
import dev.meridian.gateway.retell.CatalogueArguments.Wanted;
import dev.meridian.gateway.view.BookingJson;
import dev.meridian.scheduling.speech.Spoken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import reactor.core.publisher.Mono;

/** {@code save_booking}: books a time for the caller. */
final class SaveBooking implements RetellFunction {

    private static final int LONGEST_NOTES = 2000;

    private final SpokenTimeArguments times;
    private final CatalogueArguments catalogue;
    private final IntakeQuestions questions;
    private final OpenHours hours;
    private final BookingDesk desk;
    private final Refusals refusals;
    private final Clock clock;
    private final Duration deadline;

    SaveBooking(
            SpokenTimeArguments times,
            CatalogueArguments catalogue,
            IntakeQuestions questions,
            OpenHours hours,
            BookingDesk desk,
            Refusals refusals,
            Clock clock,
            Duration deadline) {
        this.times = times;
        this.catalogue = catalogue;
        this.questions = questions;
        this.hours = hours;
        this.desk = desk;
        this.refusals = refusals;
        this.clock = clock;
        this.deadline = deadline;
    }

    @Override
    public String name() {
        return "save_booking";
    }

    @Override
    public Mono<Answer> answer(FunctionCall call) {
        Instant now = clock.instant();
        return times.start(call, now)
                .answer(start -> catalogue
                        .read(call.arguments())
                        .flatMap(heard -> heard.answer(wanted -> hours.start(start, wanted)
                                .flatMap(chosen -> chosen.answer(at -> questions
                                        .asked(wanted.service(), call.key(now))
                                        .flatMap(asked -> wish(call, wanted, asked, at, now)
                                                .answer(wish ->
                                                        book(wish, call.keyByContent(now), now.plus(deadline)))))))));
    }

    private static Heard<BookingWish> wish(
            FunctionCall call, Wanted wanted, Asked asked, ZonedDateTime at, Instant now) {
        Arguments arguments = call.arguments();
        return PersonArguments.name(arguments)
                .then(name -> PersonArguments.phone(call)
                        .then(phone -> PersonArguments.email(arguments)
                                .then(email -> PersonArguments.guests(arguments)
                                        .then(guests -> IntakeArguments.answers(call, asked, now.atZone(at.getZone()))
                                                .map(answers -> new BookingWish(
                                                        call.key(now),
                                                        at,
                                                        wanted.service(),
                                                        wanted.staff(),
                                                        wanted.minutes(),
                                                        name,
                                                        phone.orElse(null),
                                                        email.orElse(null),
                                                        arguments
                                                                .text("notes", "note")
                                                                .map(SaveBooking::shortened)
                                                                .orElse(null),
                                                        guests,
                                                        answers,
                                                        call.conversation().id(),
                                                        call.conversation().toolCallId(),
                                                        null))))));
    }

    private static String shortened(String notes) {
        return notes.length() <= LONGEST_NOTES ? notes : notes.substring(0, LONGEST_NOTES);
    }

    private Mono<Answer> book(BookingWish wish, RequestKey byContent, Instant until) {
        BookingWish another = wish.under(byContent);
        return desk.book(wish, until)
                .flatMap(answer -> answer instanceof Refusal.KeyReused
                        ? desk.book(another, until).map(ofAnother -> answer(another, ofAnother))
                        : Mono.just(answer(wish, answer)));
    }

    private Answer answer(BookingWish wish, BookingAnswer answer) {
        return switch (answer) {
            case BookingAnswer.Accepted accepted -> kept(wish, accepted.booking(), accepted.awaitsHost());
            case BookingAnswer.Pending pending ->
                new Plain(
                        "pending",
                        "I am still confirming " + Spoken.dateTime(wish.start()) + ". It will be settled in a moment.");
            case Refusal refusal -> refusals.of(refusal, wish.zone());
        };
    }

    private static Answer kept(BookingWish wish, Booking booking, boolean awaitsHost) {
        // The same tool call again is the same answer; only another call for the same booking is a repeat.
        boolean repeated = !booking.origin().requestKey().equals(wish.id().key())
                || !booking.origin().source().equals(wish.id().source());
        BookingJson json = BookingJson.of(booking);
        if (awaitsHost) {
            return new Kept(
                    "requested",
                    "I have asked for " + json.spoken() + ". The host has yet to confirm it, and you will hear then.",
                    repeated,
                    json);
        }
        String booked = repeated ? "You are already booked for " : "You are booked for ";
        return new Kept("booked", booked + json.spoken() + ".", repeated, json);
    }
}
