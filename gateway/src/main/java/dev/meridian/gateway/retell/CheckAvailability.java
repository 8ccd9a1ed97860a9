package dev.meridian.gateway.retell;

import dev.meridian.bookings.customer.Contact;
import dev.meridian.bookings.customer.Customers;
import dev.meridian.bookings.customer.Profiles;
import dev.meridian.gateway.request.Availability;
import dev.meridian.gateway.request.AvailabilityAnswer;
import dev.meridian.gateway.request.AvailabilityAnswer.Offered;
import dev.meridian.gateway.request.AvailabilityQuestion;
import dev.meridian.gateway.request.Slot;
import dev.meridian.gateway.retell.Answer.Offer;
import dev.meridian.gateway.retell.Answer.Plain;
import dev.meridian.gateway.retell.CatalogueArguments.Wanted;
import dev.meridian.gateway.view.AskedDates;
import dev.meridian.gateway.view.OfferJson;
import dev.meridian.gateway.view.WhyNone;
import dev.meridian.scheduling.suggestion.Candidate;
import dev.meridian.scheduling.suggestion.Profile;
import dev.meridian.scheduling.suggestion.Suggestion;
import dev.meridian.scheduling.suggestion.Suggestions;
import dev.meridian.scheduling.suggestion.Weights;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * {@code check_availability}: which times are free. Where none is, the answer says why, if the catalogue knows, and offers what
 * there is at other hours of the same days, else on the next day that has anything.
 */
final class CheckAvailability implements RetellFunction {

    private static final Logger log = LoggerFactory.getLogger(CheckAvailability.class);
    private static final int USUAL_DAYS = 14;

    /** More names are not said aloud. */
    static final int MOST_STAFF = 10;

    private static final OfferJson.Room ROOM = new OfferJson.Room(3, 40, MOST_STAFF, 13_000);

    private final SpokenTimeArguments times;
    private final CatalogueArguments catalogue;
    private final Customers customers;
    private final Profiles profiles;
    private final OpenHours hours;
    private final Availability availability;
    private final Weights weights;
    private final Clock clock;
    private final Duration deadline;

    CheckAvailability(
            SpokenTimeArguments times,
            CatalogueArguments catalogue,
            Customers customers,
            Profiles profiles,
            OpenHours hours,
            Availability availability,
            Weights weights,
            Clock clock,
            Duration deadline) {
        this.times = times;
        this.catalogue = catalogue;
        this.customers = customers;
        this.profiles = profiles;
        this.hours = hours;
        this.availability = availability;
        this.weights = weights;
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
                .flatMap(heard -> heard.answer(wanted -> times.dates(call, now)
                        .answer(said -> hours.dates(said, wanted)
                                .flatMap(meant -> meant.answer(dates -> customer(call)
                                        .flatMap(customer -> new Asked(
                                                        call, wanted, customer.orElse(null), said.zone(), dates, now)
                                                .answer()))))));
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

    /** A question that is understood. */
    private final class Asked {

        private final FunctionCall call;
        private final Wanted wanted;
        private final @Nullable UUID customer;
        private final ZoneId zone;
        private final AskedDates dates;
        private final Instant now;
        private final Instant until;

        Asked(FunctionCall call, Wanted wanted, @Nullable UUID customer, ZoneId zone, AskedDates dates, Instant now) {
            this.call = call;
            this.wanted = wanted;
            this.customer = customer;
            this.zone = zone;
            this.dates = dates;
            this.now = now;
            this.until = now.plus(deadline);
        }

        Mono<Answer> answer() {
            return ask(call.key(now).key(), dates).flatMap(answer -> switch (answer) {
                case AvailabilityAnswer.Offered offered -> answer(offered);
                case AvailabilityAnswer.Unknown unknown -> Mono.just(Plain.unavailable());
                case AvailabilityAnswer.Overloaded overloaded -> Mono.just(Plain.tooBusy());
                case AvailabilityAnswer.Invalid invalid -> Mono.just(Questions.invalid(invalid.field()));
            });
        }

        private Mono<AvailabilityAnswer> ask(String id, AskedDates about) {
            return availability.ask(
                    new AvailabilityQuestion(
                            id,
                            FunctionCall.SOURCE,
                            about.from(),
                            about.to(),
                            zone,
                            about.part(),
                            wanted.service(),
                            wanted.staff(),
                            wanted.minutes(),
                            customer),
                    until);
        }

        private Mono<Answer> answer(Offered offered) {
            List<Slot> fitting = fitting(offered);
            if (!fitting.isEmpty() || tooFarAhead(offered)) {
                return (dates.hours() == null ? Mono.just(offered) : only(fitting, offered))
                        .map(found -> new Offer(OfferJson.of(found, dates, zone, ROOM)));
            }
            Mono<WhyNone> why = hours.why(dates, zone, wanted).timeout(left(), Mono.just(WhyNone.UNKNOWN));
            return why.flatMap(reason ->
                    offered.slots().isEmpty() ? later(offered, reason) : instead(offered, reason, offered.slots()));
        }

        private Duration left() {
            Duration left = Duration.between(clock.instant(), until);
            return left.isNegative() ? Duration.ZERO : left;
        }

        /** Those at the hours that were asked about; the workers know only parts of the day. */
        private List<Slot> fitting(Offered offered) {
            return dates.hours() == null
                    ? offered.slots()
                    : offered.slots().stream()
                            .filter(slot -> dates.meantHours().includes(LocalTime.ofInstant(slot.start(), zone)))
                            .toList();
        }

        private Mono<Offered> only(List<Slot> slots, Offered offered) {
            return best(slots)
                    .map(best -> new Offered(
                            slots,
                            best,
                            offered.more(),
                            offered.asOf(),
                            offered.service(),
                            offered.businessZone(),
                            offered.bookableUntil(),
                            List.of()));
        }

        private boolean tooFarAhead(Offered offered) {
            LocalDate last = offered.bookableUntil();
            return last != null && dates.from().isAfter(last);
        }

        /** What there is on the next day that has anything. */
        private Mono<Answer> later(Offered offered, WhyNone why) {
            LocalDate from = dates.to().plusDays(1);
            LocalDate last = Objects.requireNonNullElse(
                    offered.bookableUntil(), dates.to().plusDays(USUAL_DAYS));
            Answer nothing = new Offer(OfferJson.of(offered, dates, zone, ROOM));
            if (from.isAfter(last)) {
                return Mono.just(nothing);
            }
            return ask(call.key(now).key() + "/later", dates.between(from, last))
                    .flatMap(answer -> answer instanceof Offered next
                            ? later(offered, fitting(next), why, last)
                            : Mono.just(nothing));
        }

        private Mono<Answer> later(Offered offered, List<Slot> next, WhyNone why, LocalDate last) {
            if (next.isEmpty()) {
                return Mono.just(new Offer(OfferJson.none(offered, dates, why, last, zone, ROOM)));
            }
            LocalDate day = LocalDate.ofInstant(next.getFirst().start(), zone);
            return instead(
                    offered,
                    why,
                    next.stream()
                            .filter(slot ->
                                    LocalDate.ofInstant(slot.start(), zone).equals(day))
                            .toList());
        }

        private Mono<Answer> instead(Offered offered, WhyNone why, List<Slot> slots) {
            return best(slots).map(best -> new Offer(OfferJson.instead(offered, dates, why, best, zone, ROOM)));
        }

        /** A choice that suits whoever's line it is, of slots that the workers have not chosen from by themselves. */
        private Mono<List<Slot>> best(List<Slot> slots) {
            List<Candidate<Slot>> candidates = slots.stream()
                    .map(slot -> new Candidate<>(slot, new TimeRange(slot.start(), slot.end()), null))
                    .toList();
            return profile()
                    .map(profile ->
                            Suggestions.rank(candidates, profile, Duration.ZERO, weights, zone, ROOM.suggestions())
                                    .stream()
                                    .map(Suggestion::slot)
                                    .toList());
        }

        /** What the customer likes; nothing, if that can not be told in time. */
        private Mono<Profile> profile() {
            return Mono.justOrEmpty(customer)
                    .flatMap(profiles::profile)
                    .timeout(left())
                    .onErrorResume(e -> {
                        log.warn(
                                "customer {}: what they like is not readable: {}",
                                customer,
                                e.getClass().getSimpleName());
                        return Mono.empty();
                    })
                    .defaultIfEmpty(Profile.ANYBODY);
        }
    }
}
