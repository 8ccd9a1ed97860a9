package dev.meridian.calendars;

import dev.meridian.scheduling.time.TimeRange;
import java.util.List;

/** Whether, and when, a calendar is busy. Unknown is not free: nothing may be offered or confirmed on it. */
public sealed interface BusyTimes {

    /** The busy times, sorted, neither overlapping nor touching. */
    record Known(List<TimeRange> busy) implements BusyTimes {
        public Known {
            busy = List.copyOf(busy);
        }
    }

    /** The calendar did not answer; the reason is for operators, it names no person. */
    record Unknown(String reason) implements BusyTimes {}
}
