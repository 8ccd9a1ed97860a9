package dev.meridian.gateway.caller;

import dev.meridian.scheduling.zone.CallerZone;
import dev.meridian.scheduling.zone.ZoneMatch;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The zone a caller means: as said, else by the number, else the default; never a guess. */
public final class CallerZones {

    private static final List<ZoneId> COMMON = List.of(
            ZoneId.of("America/New_York"),
            ZoneId.of("America/Chicago"),
            ZoneId.of("America/Denver"),
            ZoneId.of("America/Los_Angeles"));

    private final CallerSettings settings;
    private final Clock clock;

    public CallerZones(CallerSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What was meant by {@code spoken}, said on a call from {@code number}. */
    public ZoneMatch find(@Nullable String spoken, @Nullable String number) {
        return CallerZone.resolve(spoken, number, settings.defaultCallerZone(), clock.instant());
    }

    /** What to ask about where the match is not one zone: its candidates, or well-known zones where it has none. */
    public static List<ZoneId> choices(ZoneMatch match) {
        List<ZoneId> choices = switch (match) {
            case ZoneMatch.Known known -> List.of(known.zone());
            case ZoneMatch.Ambiguous ambiguous -> ambiguous.choices();
            case ZoneMatch.Unknown unknown -> unknown.nearest();
        };
        return choices.isEmpty() ? COMMON : choices;
    }
}
