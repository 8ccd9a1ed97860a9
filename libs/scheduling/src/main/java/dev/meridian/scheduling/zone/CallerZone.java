package dev.meridian.scheduling.zone;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which zone a caller's times are in. */
public final class CallerZone {
    private CallerZone() {}

    /**
     * What was said wins; the number only picks among the meanings of an ambiguous name, and decides when nothing was
     * said and all of its zones show the same time for 60 days. The fallback is for those who neither said a zone nor
     * have such a number, never for a zone that was said and not understood.
     *
     * @param spoken the zone the caller named; blank is as good as absent
     * @param number the caller's number
     */
    public static ZoneMatch resolve(@Nullable String spoken, @Nullable String number, ZoneId fallback, Instant now) {
        if (spoken == null || spoken.isBlank()) {
            return new ZoneMatch.Known(
                    number == null ? fallback : PhoneZones.agreed(number, now).orElse(fallback));
        }
        ZoneMatch match = ZoneNames.find(spoken);
        if (match instanceof ZoneMatch.Ambiguous ambiguous && number != null) {
            List<ZoneId> picked = picked(ambiguous.choices(), PhoneZones.of(number), now);
            return picked.size() == 1 ? new ZoneMatch.Known(picked.getFirst()) : match;
        }
        return match;
    }

    private static List<ZoneId> picked(List<ZoneId> choices, List<ZoneId> ofNumber, Instant now) {
        List<ZoneId> named = choices.stream().filter(ofNumber::contains).toList();
        if (!named.isEmpty()) {
            return named;
        }
        return choices.stream()
                .filter(choice -> ofNumber.stream().anyMatch(zone -> sameTime(choice, zone, now)))
                .toList();
    }

    /** Winnipeg's "CST" is Chicago's: the same name for the same time. */
    private static boolean sameTime(ZoneId choice, ZoneId zone, Instant now) {
        Optional<String> names = CldrNames.metaZone(choice, now);
        return names.isPresent()
                && names.equals(CldrNames.metaZone(zone, now))
                && IanaZones.agree(choice, zone, now, now.plus(PhoneZones.HORIZON));
    }
}
