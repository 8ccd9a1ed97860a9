package dev.meridian.gateway.view;

import dev.meridian.gateway.spoken.Hours;
import dev.meridian.scheduling.speech.Spoken;
import dev.meridian.scheduling.suggestion.PartOfDay;
import java.time.LocalTime;

/** Hours of the day as a person says them: "after 5 PM", "between 2 PM and 4 PM", "in the evening". */
public final class SpokenHours {

    private SpokenHours() {}

    /** The hours; nothing for the whole day. */
    public static String of(Hours hours) {
        return hours.part().map(SpokenHours::of).orElseGet(() -> named(hours));
    }

    static String of(PartOfDay part) {
        return switch (part) {
            case ANY -> "";
            case MORNING -> "in the morning";
            case AFTERNOON -> "in the afternoon";
            case EVENING -> "in the evening";
        };
    }

    private static String named(Hours hours) {
        LocalTime to = hours.to();
        if (hours.exact()) {
            return "at " + Spoken.time(hours.from());
        }
        if (to == null) {
            return "after " + Spoken.time(hours.from());
        }
        return hours.from().equals(LocalTime.MIDNIGHT)
                ? "before " + Spoken.time(to)
                : "between " + Spoken.time(hours.from()) + " and " + Spoken.time(to);
    }
}
