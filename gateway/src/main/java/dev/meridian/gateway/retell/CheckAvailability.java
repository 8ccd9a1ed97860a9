package dev.meridian.gateway.retell;

import dev.meridian.bookings.customer.Contact;
import dev.meridian.bookings.customer.Customers;
import dev.meridian.gateway.argument.DateReading;
import dev.meridian.gateway.argument.SpokenDates;
import dev.meridian.gateway.request.Availability;
import dev.meridian.gateway.request.AvailabilityAnswer;
import dev.meridian.gateway.request.AvailabilityQuestion;
import dev.meridian.gateway.retell.Answer.Offer;
import dev.meridian.gateway.retell.Answer.Plain;
import dev.meridian.gateway.retell.Answer.Question;
import dev.meridian.gateway.retell.CatalogueArguments.Wanted;
import dev.meridian.gateway.view.AskedDates;
import dev.meridian.gateway.view.OfferJson;
import dev.meridian.scheduling.speech.Spoken;
import dev.meridian.scheduling.suggestion.PartOfDay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** {@code check_availability}: which times are free. */
final class CheckAvailability implements RetellFunction {

    private static final Logger log = LoggerFactory.getLogger(CheckAvailability.class);
    private static final int USUAL_DAYS = 14;
    private static final OfferJson.Room ROOM = new OfferJson.Room(3, 40, 11_500);

    private final SpokenTimeArguments times;
    private final CatalogueArguments catalogue;
    private final Customers customers;
    private final Availability availability;
    private final Clock clock;
    private final Duration deadline;

    CheckAvailability(
            SpokenTimeArguments times,
            CatalogueArguments catalogue,
            Customers customers,
            Availability availability,
            Clock clock,
            Duration deadline) {
        this.times = times;
        this.catalogue = catalogue;
        this.customers = customers;
        this.availability = availability;
        this.clock = clock;
        this.deadline = deadline;
    }

    @Override
    public String name() {
        return "check_availability";
    }

    @Override
    public Mono<Answer> answer(FunctionCall call) {
        Instant now = clock.instant();
        return catalogue
                .read(call.arguments())
                .flatMap(wanted -> wanted.answer(what -> times.zone(call)
                        .answer(zone -> asked(call.arguments(), zone, LocalDate.ofInstant(now, zone))
                                .answer(dates -> ask(call, what, zone, dates, now)))));
    }

    private Mono<Answer> ask(FunctionCall call, Wanted wanted, ZoneId zone, AskedDates dates, Instant now) {
        return customer(call)
                .map(customer -> new AvailabilityQuestion(
                        call.key(now).key(),
                        FunctionCall.SOURCE,
                        dates.from(),
                        dates.to(),
                        zone,
                        dates.part(),
                        wanted.service(),
                        wanted.staff(),
                        wanted.minutes(),
                        customer.orElse(null)))
                .flatMap(question -> ask(question, dates, now));
    }

    /** Whose line it is, never who somebody says it is; anybody if that can not be told in time. */
    private Mono<Optional<UUID>> customer(FunctionCall call) {
        return Mono.justOrEmpty(Contact.phone(call.conversation().verifiedNumber()))
                .flatMap(customers::find)
                .map(known -> Optional.of(known.id()))
                .timeout(deadline.dividedBy(4))
                .onErrorResume(e -> {
                    log.warn(
                            "customer of a call: not readable: {}", e.getClass().getSimpleName());
                    return Mono.empty();
                })
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<Answer> ask(AvailabilityQuestion question, AskedDates dates, Instant now) {
        ZoneId zone = question.zone();
        return availability.ask(question, now.plus(deadline)).map(answer -> switch (answer) {
            case AvailabilityAnswer.Offered offered -> new Offer(OfferJson.of(offered, dates, zone, ROOM));
            case AvailabilityAnswer.Unknown unknown -> Plain.unavailable();
            case AvailabilityAnswer.Overloaded overloaded -> Plain.tooBusy();
            case AvailabilityAnswer.Invalid invalid -> Questions.invalid(invalid.field());
        });
    }

    private Heard<AskedDates> asked(Arguments arguments, ZoneId zone, LocalDate today) {
        return part(arguments).then(part -> {
            Optional<String> date = arguments.text("date");
            return date.isPresent()
                    ? day("date", date.get(), zone, today)
                            .map(day -> new AskedDates(day.date(), day.date(), part, day.rolled()))
                    : range(arguments, part, zone, today);
        });
    }

    private Heard<AskedDates> range(Arguments arguments, PartOfDay part, ZoneId zone, LocalDate today) {
        Optional<String> start = arguments.text("start_date");
        Optional<String> end = arguments.text("end_date");
        Heard<Coming> from = start.map(text -> begun("start_date", text, end, zone, today))
                .orElseGet(() -> Heard.clear(new Coming(today, false)));
        return from.then(first -> end.map(text -> day("end_date", text, zone, today))
                .orElseGet(() -> Heard.clear(new Coming(first.date().plusDays(USUAL_DAYS), false)))
                .then(last -> last.date().isBefore(first.date())
                        ? Heard.ask(Question.about("end_date", "Until which day shall I look?"))
                        : Heard.clear(
                                new AskedDates(first.date(), last.date(), part, first.rolled() || last.rolled()))));
    }

    /** A range that has begun and is not over goes on from today. */
    private Heard<Coming> begun(String field, String text, Optional<String> end, ZoneId zone, LocalDate today) {
        return times.date(field, text, zone, today).then(first -> {
            boolean underWay = first.date().isBefore(today)
                    && end.map(last -> times.date("end_date", last, zone, today))
                            .filter(last -> last instanceof Heard.Clear<DateReading.Day> clear
                                    && !clear.value().date().isBefore(today))
                            .isPresent();
            return underWay ? Heard.clear(new Coming(today, false)) : coming(field, first, today);
        });
    }

    private Heard<Coming> day(String field, String text, ZoneId zone, LocalDate today) {
        return times.date(field, text, zone, today).then(day -> coming(field, day, today));
    }

    /** A past month and day means its next coming: models get years wrong. */
    private static Heard<Coming> coming(String field, DateReading.Day day, LocalDate today) {
        if (!day.date().isBefore(today)) {
            return Heard.clear(new Coming(day.date(), false));
        }
        return day.recurring()
                ? Heard.clear(new Coming(SpokenDates.nextComing(MonthDay.from(day.date()), today), true))
                : Heard.ask(Question.about(field, Spoken.date(day.date()) + " is past. Which day would you like?"));
    }

    private static Heard<PartOfDay> part(Arguments arguments) {
        Optional<String> said = arguments.text("part_of_day");
        if (said.isEmpty()) {
            return Heard.clear(PartOfDay.ANY);
        }
        return PartOfDay.of(said.get())
                .map(Heard::clear)
                .orElseGet(() -> Heard.ask(Question.about(
                        "part_of_day",
                        "Would you like the morning, the afternoon or the evening?",
                        Stream.of(PartOfDay.values()).map(PartOfDay::code).toList())));
    }

    /** A day that is not past, and whether another year was said. */
    private record Coming(LocalDate date, boolean rolled) {}
}
