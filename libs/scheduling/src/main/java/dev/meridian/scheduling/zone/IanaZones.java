package dev.meridian.scheduling.zone;

import com.ibm.icu.util.TimeZone;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ids of the tz database that the JDK has rules for, each with the id that is preferred today. */
final class IanaZones {
    static final ZoneId UTC = ZoneId.of("UTC");

    /** Zones most people live in, largest first where two have the same rules: what to name when any would do. */
    private static final List<ZoneId> WELL_KNOWN = List.of(
                    "America/New_York",
                    "America/Chicago",
                    "America/Denver",
                    "America/Los_Angeles",
                    "America/Phoenix",
                    "America/Anchorage",
                    "Pacific/Honolulu",
                    "America/Halifax",
                    "America/St_Johns",
                    "America/Toronto",
                    "America/Puerto_Rico",
                    "America/Mexico_City",
                    "America/Bogota",
                    "America/Sao_Paulo",
                    "America/Argentina/Buenos_Aires",
                    "Europe/London",
                    "Europe/Paris",
                    "Europe/Berlin",
                    "Europe/Athens",
                    "Europe/Istanbul",
                    "Europe/Moscow",
                    "Africa/Lagos",
                    "Africa/Johannesburg",
                    "Africa/Nairobi",
                    "Asia/Dubai",
                    "Asia/Karachi",
                    "Asia/Kolkata",
                    "Asia/Kathmandu",
                    "Asia/Dhaka",
                    "Asia/Yangon",
                    "Asia/Bangkok",
                    "Asia/Shanghai",
                    "Asia/Singapore",
                    "Asia/Tokyo",
                    "Australia/Perth",
                    "Australia/Adelaide",
                    "Australia/Brisbane",
                    "Australia/Sydney",
                    "Pacific/Auckland")
            .stream()
            .map(ZoneId::of)
            .toList();

    /** Deterministic choice among zones: a well-known one first, then by id. */
    static final Comparator<ZoneId> BY_RENOWN = Comparator.<ZoneId>comparingInt(zone -> {
                int rank = WELL_KNOWN.indexOf(zone);
                return rank < 0 ? WELL_KNOWN.size() : rank;
            })
            .thenComparing(ZoneId::getId);

    /** Links since tzdata 2024b, which CLDR still has as zones of their own. */
    private static final Map<String, String> POSIX_LINKS = Map.of(
            "EST5EDT", "America/New_York",
            "CST6CDT", "America/Chicago",
            "MST7MDT", "America/Denver",
            "PST8PDT", "America/Los_Angeles");

    private static final Map<String, ZoneId> BY_LOWER_CASE = byLowerCase();

    private IanaZones() {}

    /** The zone of an id in any case, old links included, under its preferred id. */
    static Optional<ZoneId> find(String id) {
        return Optional.ofNullable(BY_LOWER_CASE.get(id.toLowerCase(Locale.ROOT)));
    }

    /** The preferred zone of an id as ICU or libphonenumber write it, if the JDK knows it. */
    static Optional<ZoneId> canonical(String id) {
        Set<String> available = ZoneId.getAvailableZoneIds();
        String preferred = POSIX_LINKS.getOrDefault(id, TimeZone.getIanaID(id));
        if (Objects.equals(preferred, "Etc/UTC") || Objects.equals(preferred, "Etc/GMT")) {
            return Optional.of(UTC);
        }
        if (preferred != null && available.contains(preferred)) {
            return Optional.of(ZoneId.of(preferred));
        }
        return available.contains(id) ? Optional.of(ZoneId.of(id)) : Optional.empty();
    }

    static Collection<ZoneId> all() {
        return Set.copyOf(BY_LOWER_CASE.values());
    }

    static List<ZoneId> wellKnown() {
        return WELL_KNOWN;
    }

    /** Whether clocks in both zones show the same from {@code from} until {@code to}. */
    static boolean agree(ZoneId one, ZoneId other, Instant from, Instant to) {
        ZoneRules first = one.getRules();
        ZoneRules second = other.getRules();
        Instant at = from;
        while (at.isBefore(to)) {
            if (!first.getOffset(at).equals(second.getOffset(at))) {
                return false;
            }
            Instant next = earlier(first.nextTransition(at), second.nextTransition(at));
            if (next == null) {
                return true;
            }
            at = next;
        }
        return true;
    }

    private static @Nullable Instant earlier(@Nullable ZoneOffsetTransition one, @Nullable ZoneOffsetTransition other) {
        if (one == null || other == null) {
            ZoneOffsetTransition only = one == null ? other : one;
            return only == null ? null : only.getInstant();
        }
        return one.getInstant().isBefore(other.getInstant()) ? one.getInstant() : other.getInstant();
    }

    private static Map<String, ZoneId> byLowerCase() {
        Map<String, ZoneId> zones = new HashMap<>();
        for (String id : ZoneId.getAvailableZoneIds()) {
            zones.put(id.toLowerCase(Locale.ROOT), canonical(id).orElseThrow());
        }
        return Map.copyOf(zones);
    }
}
