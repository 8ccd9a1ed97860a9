package dev.meridian.gateway.api;

import dev.meridian.gateway.request.Availability;
import dev.meridian.gateway.request.AvailabilityAnswer;
import dev.meridian.gateway.request.AvailabilityQuestion;
import dev.meridian.gateway.request.RequestSettings;
import dev.meridian.gateway.view.AskedDates;
import dev.meridian.gateway.view.OfferJson;
import dev.meridian.scheduling.suggestion.PartOfDay;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/availability}. */
@Hidden
@RestController
final class AvailabilityController {

    private static final int USUAL_DAYS = 14;
    private static final OfferJson.Room ROOM = new OfferJson.Room(5, 500, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final InputTimes times;
    private final InputNames names;
    private final MeantCustomers customers;
    private final Availability availability;
    private final RequestSettings settings;
    private final Clock clock;

    AvailabilityController(
            InputTimes times,
            InputNames names,
            MeantCustomers customers,
            Availability availability,
            RequestSettings settings,
            Clock clock) {
        this.times = times;
        this.names = names;
        this.customers = customers;
        this.availability = availability;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/api/availability")
    Mono<ResponseEntity<Object>> availability(@RequestParam MultiValueMap<String, String> query) {
        Instant now = clock.instant();
        Input input = Input.of(query);
        return names.readOffered(input).flatMap(wanted -> {
            Optional<ZoneId> zone = times.zone(input, null);
            AskedDates dates = dates(input, LocalDate.ofInstant(now, zone.orElse(ZoneId.of("UTC"))));
            boolean explain = input.truth("explain");
            Optional<String> customer = customer(input);
            if (!input.errors().isEmpty() || zone.isEmpty()) {
                return Mono.just(Problem.invalid(input.errors()).response());
            }
            return customers
                    .idIfKnown(customer)
                    .map(id -> new AvailabilityQuestion(
                            UUID.randomUUID().toString(),
                            BookingsController.SOURCE,
                            dates.from(),
                            dates.to(),
                            zone.get(),
                            dates.part(),
                            wanted.service(),
                            wanted.staff(),
                            wanted.minutes(),
                            id.orElse(null)))
                    .flatMap(question -> availability.ask(question, now.plus(settings.checkDeadline())))
                    .map(answer -> response(input, answer, dates, zone.get(), explain));
        });
    }

    private static Optional<String> customer(Input input) {
        Optional<String> text = input.text("customer", MeantCustomers.LONGEST);
        if (text.isPresent() && !MeantCustomers.canBe(text.get())) {
            input.wrong("customer", "a customer's id, telephone number or e-mail address");
        }
        return text;
    }

    private static ResponseEntity<Object> response(
            Input input, AvailabilityAnswer answer, AskedDates dates, ZoneId zone, boolean explain) {
        return switch (answer) {
            case AvailabilityAnswer.Offered offered -> {
                OfferJson offer = OfferJson.of(offered, dates, zone, ROOM);
                yield ResponseEntity.ok(explain ? offer.explained(offered.explanations()) : offer);
            }
            case AvailabilityAnswer.Unknown unknown ->
                Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "calendar_unavailable",
                                "A calendar did not answer; try again in a moment.")
                        .response();
            case AvailabilityAnswer.Overloaded overloaded ->
                Problem.overloaded().response();
            case AvailabilityAnswer.Invalid invalid ->
                input.invalid(invalid.field(), invalid.expected()).response();
        };
    }

    private AskedDates dates(Input input, LocalDate today) {
        PartOfDay part = part(input);
        Optional<LocalDate> date = times.date(input, "date");
        Optional<LocalDate> start = times.date(input, "start_date");
        Optional<LocalDate> end = times.date(input, "end_date");
        if (input.has("date")) {
            LocalDate day = date.orElse(today);
            return new AskedDates(day, day, part, false);
        }
        LocalDate from = start.orElse(today);
        LocalDate to = end.orElseGet(() -> from.plusDays(USUAL_DAYS));
        if (to.isBefore(from)) {
            input.wrong("end_date", "a date not before " + from);
        }
        return new AskedDates(from, to, part, false);
    }

    private static PartOfDay part(Input input) {
        Optional<String> said = input.text("part_of_day", 20);
        Optional<PartOfDay> part = said.flatMap(PartOfDay::of);
        if (said.isPresent() && part.isEmpty()) {
            input.wrong(
                    "part_of_day",
                    "one of "
                            + String.join(
                                    ", ",
                                    List.of(PartOfDay.values()).stream()
                                            .map(PartOfDay::code)
                                            .toList()));
        }
        return part.orElse(PartOfDay.ANY);
    }
}
