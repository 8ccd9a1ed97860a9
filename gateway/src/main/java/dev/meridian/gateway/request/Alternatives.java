package dev.meridian.gateway.request;

import dev.meridian.gateway.request.AvailabilityAnswer.Offered;
import dev.meridian.scheduling.suggestion.PartOfDay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Free times near one that can not be had: the same day first, then the nearest. */
final class Alternatives {

    static final int MOST = 3;

    private static final int DAYS_AROUND = 7;

    private final Availability availability;
    private final Clock clock;

    Alternatives(Availability availability, Clock clock) {
        this.availability = availability;
        this.clock = clock;
    }

    /** At most three; none if there is no answer by the deadline. */
    Mono<List<Slot>> near(TimedWish wish, boolean beyondWindow, Instant deadline) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), wish.zone());
        // Beyond the window the nearest times are its last ones, however far the wish is from them.
        LocalDate earliest = beyondWindow ? today : wish.date().minusDays(DAYS_AROUND);
        LocalDate from = earliest.isBefore(today) ? today : earliest;
        LocalDate latest = wish.date().plusDays(DAYS_AROUND);
        LocalDate to = latest.isBefore(from) ? from.plusDays(DAYS_AROUND) : latest;
        AvailabilityQuestion question = new AvailabilityQuestion(
                UUID.randomUUID().toString(),
                wish.id().source(),
                from,
                to,
                wish.zone(),
                PartOfDay.ANY,
                wish.service(),
                wish.staff(),
                wish.durationMinutes(),
                null);
        return availability
                .ask(question, deadline)
                .map(answer -> answer instanceof Offered offered ? nearest(offered.slots(), wish) : List.<Slot>of());
    }

    private static List<Slot> nearest(List<Slot> slots, TimedWish wish) {
        Comparator<Slot> sameDayFirst = Comparator.comparing(
                slot -> !LocalDate.ofInstant(slot.start(), wish.zone()).equals(wish.date()));
        return slots.stream()
                .filter(slot -> !slot.start().equals(wish.startsAt()))
                .sorted(sameDayFirst.thenComparing(
                        slot -> Duration.between(slot.start(), wish.startsAt()).abs()))
                .limit(MOST)
                .toList();
    }
}
