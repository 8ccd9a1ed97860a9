package dev.meridian.gateway.api;

import dev.meridian.bookings.request.RequestKey;
import dev.meridian.gateway.request.BookingWish;
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

        /** A wish. */
        record Read(BookingWish wish) implements Reading {}

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

    BookingInput(JsonBody bodies, InputTimes times, InputNames names) {
        this.bodies = bodies;
        this.times = times;
        this.names = names;
    }

    Mono<Reading> read(byte[] bytes, RequestKey id) {
        return bodies.read(bytes, FIELDS)
                .map(input -> names.read(input).map(wanted -> read(input, wanted, id)))
                .orElseGet(() -> Mono.just(new Reading.Wrong(JsonBody.noObject())));
    }

    private Reading read(Input input, InputNames.Wanted wanted, RequestKey id) {
        Optional<String> name = input.required("name", 200);
        Optional<String> phone = phone(input);
        Optional<ZoneId> zone = times.zone(input, phone.orElse(null));
        Optional<ZonedDateTime> start = times.start(input, zone.orElse(ZoneId.of("UTC")));
        Optional<String> email = input.email("email");
        Optional<String> notes = input.text("notes", 2000);
        Optional<Integer> minutes = input.minutes("duration_minutes");
        List<String> guests = input.emails("guests");
        Map<String, String> answers = input.texts("answers", 2000);
        Optional<String> holdToken = input.text("hold_token", 500);
        if (!input.errors().isEmpty() || name.isEmpty() || start.isEmpty()) {
            return new Reading.Wrong(Problem.invalid(input.errors()));
        }
        return new Reading.Read(new BookingWish(
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
                holdToken.orElse(null)));
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
