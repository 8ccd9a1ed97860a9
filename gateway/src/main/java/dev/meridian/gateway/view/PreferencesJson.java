package dev.meridian.gateway.view;

import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.suggestion.Preferences;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * When a customer likes to come.
 *
 * @param days the days; none: whichever
 * @param windows stretches of the day; none: the whole day
 * @param bufferMinutes free time to keep to the host's other appointments
 * @param timeZone whose clock this is on; null: that of whoever asks
 * @param version 0 for one who never set any
 */
@JsonNaming(SnakeCaseStrategy.class)
public record PreferencesJson(
        List<String> days,
        List<WindowJson> windows,
        int bufferMinutes,
        @Nullable String timeZone,
        int version) {

    /** A stretch of the day; the end may be {@code 24:00}, or on the next day. */
    public record WindowJson(List<String> days, String start, String end) {

        public WindowJson {
            days = List.copyOf(days);
        }
    }

    public PreferencesJson {
        days = List.copyOf(days);
        windows = List.copyOf(windows);
    }

    public static PreferencesJson of(Preferences preferences) {
        ZoneId zone = preferences.timeZone();
        return new PreferencesJson(
                codes(preferences.days()),
                preferences.windows().stream().map(PreferencesJson::window).toList(),
                preferences.bufferMinutes(),
                zone == null ? null : zone.getId(),
                preferences.version());
    }

    private static WindowJson window(WeeklyWindow window) {
        return new WindowJson(
                codes(window.days()), window.start().toString(), window.window().endText());
    }

    private static List<String> codes(Collection<Weekday> days) {
        return days.stream().sorted().map(Weekday::name).toList();
    }
}
