package dev.meridian.gateway.api;

import dev.meridian.bookings.request.RequestKey;
import dev.meridian.gateway.request.BookingWish;
import dev.meridian.gateway.request.IntakeQuestions;
import dev.meridian.scheduling.catalogue.Question;
import dev.meridian.scheduling.contact.PhoneNumbers;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Reads the body of {@code POST /api/bookings}. */
final class BookingInput {

    /** What a body turned out to be. */
    sealed interface Reading {

        /** A wish, and the fields it was read from. */
        record Read(BookingWish wish, Input input) implements Reading {}

        /** None. */
        record Wrong(Problem problem) implements Reading {}
    }

    private static final Set<String> FIELDS = Set.of(
            "start",
            "time_zone",
            "name",
            "phone",
            "email",
            "notes",
            "service",
            "staff",
            "duration_minutes",
            "guests",
            "answers",
            "hold_token");

    private final JsonBody bodies;
    private final InputTimes times;
    private final InputNames names;
    private final IntakeQuestions questions;

    BookingInput(JsonBody bodies, InputTimes times, InputNames names, IntakeQuestions questions) {
        this.bodies = bodies;
        this.times = times;
        this.names = names;
        this.questions = questions;
    }

    Mono<Reading> read(byte[] bytes, RequestKey id) {
        return bodies.read(bytes, FIELDS)
                .map(input -> names.read(input)
                        .flatMap(wanted -> questions(input, wanted, id).map(asked -> read(input, wanted, asked, id))))
                .orElseGet(() -> Mono.just(new Reading.Wrong(JsonBody.noObject())));
    }

    /** What has to be answered; of a slot that is kept, only the worker knows which service it is of. */
    private Mono<List<Question>> questions(Input input, InputNames.Wanted wanted, RequestKey id) {
        return input.has("hold_token") && wanted.service() == null
                ? Mono.just(List.of())
                : questions.of(wanted.service(), id);
    }

    private Reading read(Input input, InputNames.Wanted wanted, List<Question> asked, RequestKey id) {
        Optional<String> name = input.required("name", 200);
        Optional<String> phone = phone(input);
        Optional<ZoneId> zone = times.zone(input, phone.orElse(null));
        Optional<ZonedDateTime> start = times.start(input, zone.orElse(ZoneId.of("UTC")));
        Optional<String> email = input.email("email");
        Optional<String> notes = input.text("notes", 2000);
        Optional<Integer> minutes = input.minutes("duration_minutes");
        List<String> guests = input.emails("guests");
        Map<String, String> answers = input.answers("answers", 2000, asked);
        Optional<String> holdToken = input.text("hold_token", 500);
        if (!input.errors().isEmpty() || name.isEmpty() || start.isEmpty()) {
            return new Reading.Wrong(Problem.invalid(input.errors()));
        }
        BookingWish wish = new BookingWish(
                id,
                start.get(),
                wanted.service(),
                wanted.staff(),
                minutes.orElse(null),
                name.get(),
                phone.orElse(null),
                email.orElse(null),
                notes.orElse(null),
                guests,
                answers,
                null,
                null,
                holdToken.orElse(null));
        return new Reading.Read(wish, input);
    }

    private static Optional<String> phone(Input input) {
        Optional<String> text = input.text("phone", 40);
        Optional<String> phone = text.flatMap(given -> PhoneNumbers.said(given, null));
        if (text.isPresent() && phone.isEmpty()) {
            input.wrong("phone", "a telephone number, best as +12137771234");
        }
        return phone;
    }
}
