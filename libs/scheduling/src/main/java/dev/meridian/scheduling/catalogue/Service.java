package dev.meridian.scheduling.catalogue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be booked, and the rules of booking it. Times are minutes of elapsed time.
 *
 * @param durationsMinutes how long an appointment may last; the first is the default
 * @param intervalMinutes distance between two starts on the grid
 * @param bufferBeforeMinutes free time to keep before an appointment; between two neighbours the larger buffer holds
 * @param minNoticeMinutes from now to the earliest start, which is included
 * @param windowDays how many of the host's days after today can be booked; today is day 0
 * @param windowDates the host's dates that can be booked at all, within {@code windowDays}; null for any
 * @param maxPerDay most bookings on one of the host's days, or null
 * @param staff ids of those who can take it
 * @param requiresConfirmation whether the host has to agree before a booking is written to the calendar
 * @param decisionMinutes how long the host has for that, but never past the start; null for a day
 * @param collective whether all of the staff are needed at once
 * @param resources ids of rooms and equipment it takes
 */
public record Service(
        String id,
        String name,
        List<Integer> durationsMinutes,
        int intervalMinutes,
        Alignment alignment,
        int bufferBeforeMinutes,
        int bufferAfterMinutes,
        int minNoticeMinutes,
        int windowDays,
        @Nullable EffectiveDates windowDates,
        @Nullable Integer maxPerDay,
        @Nullable Integer maxPerWeek,
        int capacity,
        boolean requiresConfirmation,
        @Nullable Integer decisionMinutes,
        int cancelNoticeMinutes,
        int rescheduleNoticeMinutes,
        List<String> staff,
        Assignment assignment,
        boolean collective,
        List<String> resources,
        List<Question> questions,
        List<Price> prices,
        Location location,
        int version)
        implements CatalogueEntry {
    /** Id of {@link #standard()}: the service that is meant when none is named. */
    public static final String STANDARD = "standard";

    /** The farthest a booking window may reach, in days. */
    public static final int MAX_WINDOW_DAYS = 3660;

    /** The longest buffer: whoever looks for neighbours looks no farther. */
    public static final Duration MAX_BUFFER = Duration.ofDays(1);

    private static final Duration DEFAULT_DECISION_TIME = Duration.ofDays(1);

    public Service {
        durationsMinutes = List.copyOf(durationsMinutes);
        staff = List.copyOf(staff);
        resources = List.copyOf(resources);
        questions = List.copyOf(questions);
        prices = List.copyOf(prices);
        Faults faults = new Faults()
                .id("id", id)
                .text("name", name, 200)
                .require(!durationsMinutes.isEmpty(), "durations_minutes", durationsMinutes, "at least one")
                .distinct("durations_minutes", durationsMinutes)
                .range("interval_minutes", intervalMinutes, 1, Faults.MAX_MINUTES)
                .range("buffer_before_minutes", bufferBeforeMinutes, 0, (int) MAX_BUFFER.toMinutes())
                .range("buffer_after_minutes", bufferAfterMinutes, 0, (int) MAX_BUFFER.toMinutes())
                .range("min_notice_minutes", minNoticeMinutes, 0, Faults.MAX_MINUTES)
                .range("window_days", windowDays, 0, MAX_WINDOW_DAYS)
                .positive("max_per_day", maxPerDay)
                .positive("max_per_week", maxPerWeek)
                .positive("decision_minutes", decisionMinutes)
                .range("capacity", capacity, 1, 100_000)
                .range("cancel_notice_minutes", cancelNoticeMinutes, 0, Faults.MAX_MINUTES)
                .range("reschedule_notice_minutes", rescheduleNoticeMinutes, 0, Faults.MAX_MINUTES)
                .ids("staff", staff)
                .ids("resources", resources)
                .distinct("questions.key", questions.stream().map(Question::key).toList())
                .distinct(
                        "prices.duration_minutes",
                        prices.stream().map(Price::durationMinutes).toList())
                .range("version", version, 1, Integer.MAX_VALUE);
        for (int i = 0; i < durationsMinutes.size(); i++) {
            faults.range("durations_minutes[" + i + "]", durationsMinutes.get(i), 1, Faults.MAX_MINUTES);
        }
        for (int i = 0; i < prices.size(); i++) {
            int priced = prices.get(i).durationMinutes();
            faults.require(
                    durationsMinutes.contains(priced),
                    "prices[" + i + "].duration_minutes",
                    priced,
                    "one of " + durationsMinutes);
        }
        faults.throwIfAny();
    }

    /** The service an installation starts with: 60 minutes, two hours' notice, two weeks ahead. */
    public static Service standard() {
        return new Service(
                STANDARD,
                "Standard appointment",
                List.of(60),
                60,
                Alignment.WINDOW_START,
                0,
                0,
                120,
                14,
                null,
                null,
                null,
                1,
                false,
                null,
                1440,
                1440,
                List.of("default"),
                Assignment.LEAST_RECENT,
                false,
                List.of(),
                List.of(),
                List.of(new Price(60, new BigDecimal("0.00"), Currency.getInstance("INR"))),
                Location.NONE,
                1);
    }

    public int defaultDurationMinutes() {
        return durationsMinutes.getFirst();
    }

    public Duration bufferBefore() {
        return Duration.ofMinutes(bufferBeforeMinutes);
    }

    public Duration bufferAfter() {
        return Duration.ofMinutes(bufferAfterMinutes);
    }

    /** How long the host has to agree to a booking. */
    public Duration decisionTime() {
        return decisionMinutes == null ? DEFAULT_DECISION_TIME : Duration.ofMinutes(decisionMinutes);
    }

    public Duration minNotice() {
        return Duration.ofMinutes(minNoticeMinutes);
    }
}
