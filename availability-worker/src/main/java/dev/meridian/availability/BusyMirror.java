package dev.meridian.availability;

import dev.meridian.scheduling.time.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What calendars answered last, kept for a while and within bounds: when there is too much of it, what was used last stays. Of
 * two answers of a calendar the later one counts, whichever comes first.
 */
final class BusyMirror {

    /** Busy times of all calendars together: some ten megabytes. */
    static final int MOST_TIMES = 100_000;

    /**
     * When a calendar is busy.
     *
     * @param asOf when it was asked
     * @param range where {@code busy} is all there is; nothing is known outside
     * @param busy in order, neither overlapping nor touching
     */
    record Answer(Instant asOf, TimeRange range, List<TimeRange> busy) {
        Answer {
            busy = List.copyOf(busy);
        }

        // An answer without busy times takes room, too.
        private int weight() {
            return busy.size() + 1;
        }
    }

    private final Duration age;
    private final Clock clock;
    private final Map<String, Answer> answers = new LinkedHashMap<>(16, 0.75f, true);
    private int weight;

    /** @param age how long an answer counts; zero: nothing is kept */
    BusyMirror(Duration age, Clock clock) {
        this.age = age;
        this.clock = clock;
    }

    /** Whether anything is kept. */
    boolean isKept() {
        return age.isPositive();
    }

    /** The last answer of a calendar, if it tells of all of the range and is not too old. */
    synchronized Optional<Answer> find(String calendarId, TimeRange range) {
        return Optional.ofNullable(answers.get(calendarId))
                .filter(answer -> answer.range().covers(range))
                .filter(answer -> clock.instant().isBefore(answer.asOf().plus(age)));
    }

    /** Keeps an answer, unless a later one is there. One that another clock has stamped ahead of ours is of now. */
    synchronized void keep(String calendarId, Answer answer) {
        Instant now = clock.instant();
        Answer heard = answer.asOf().isAfter(now) ? new Answer(now, answer.range(), answer.busy()) : answer;
        Answer kept = answers.get(calendarId);
        if (!isKept() || (kept != null && heard.asOf().isBefore(kept.asOf()))) {
            return;
        }
        forget(calendarId);
        answers.put(calendarId, heard);
        weight += heard.weight();
        Iterator<Answer> leastUsed = answers.values().iterator();
        while (weight > MOST_TIMES) {
            weight -= leastUsed.next().weight();
            leastUsed.remove();
        }
    }

    /** What was kept of a calendar does not count any more. */
    synchronized void forget(String calendarId) {
        Answer kept = answers.remove(calendarId);
        if (kept != null) {
            weight -= kept.weight();
        }
    }
}
