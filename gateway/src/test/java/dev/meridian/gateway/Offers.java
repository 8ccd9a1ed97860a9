package dev.meridian.gateway;

import dev.meridian.gateway.request.AvailabilityAnswer.Offered;
import dev.meridian.gateway.request.Explanation;
import dev.meridian.gateway.request.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Free times to offer. */
public final class Offers {

    public static final Slot MONDAY_9 = slot("2026-11-23T17:00:00Z");
    public static final Slot MONDAY_10 = slot("2026-11-23T18:00:00Z");
    public static final Slot TUESDAY_9 = slot("2026-11-24T17:00:00Z");

    /** Of each suggestion. */
    public static final Explanation WHY = new Explanation(
            50, List.of(new Explanation.Point("preferred_time", 30), new Explanation.Point("buffer_kept", 20)));

    private Offers() {}

    public static Slot slot(String start) {
        Instant at = Instant.parse(start);
        return new Slot(at, at.plus(Duration.ofHours(1)), "default", List.of("default"));
    }

    public static Offered of(Slot... slots) {
        return of(List.of(slots), List.of(slots).stream().limit(5).toList(), "2026-12-04");
    }

    public static Offered none(@Nullable String until) {
        return of(List.of(), List.of(), until);
    }

    /** Many an hour apart. */
    public static Offered many(int count) {
        List<Slot> slots = IntStream.range(0, count)
                .mapToObj(i -> slot(MONDAY_9.start().plus(Duration.ofHours(i)).toString()))
                .toList();
        return of(slots, slots.subList(0, 5), "2026-12-04");
    }

    private static Offered of(List<Slot> slots, List<Slot> suggestions, @Nullable String until) {
        return new Offered(
                slots,
                suggestions,
                false,
                Instant.parse("2026-11-20T18:00:00.250Z"),
                "standard",
                FakeParts.INDIA,
                until == null ? null : LocalDate.parse(until),
                suggestions.stream().map(slot -> WHY).toList());
    }
}
