package dev.meridian.scheduling.speech;

import com.ibm.icu.text.TimeZoneFormat;
import com.ibm.icu.text.TimeZoneNames;
import com.ibm.icu.text.TimeZoneNames.NameType;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import dev.meridian.scheduling.zone.ZoneMatch;
import dev.meridian.scheduling.zone.ZoneNames;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Names of zones that mean the same to whoever hears them. */
final class SpokenZones {
    private static final Duration YEAR = Duration.ofDays(366);
    private static final TimeZoneFormat FORMAT = TimeZoneFormat.getInstance(ULocale.US);
    private static final TimeZoneNames NAMES = TimeZoneNames.getInstance(ULocale.US);

    /** Where people say something else than CLDR does. */
    private static final Map<String, String> OWN_WORDS = Map.of(
            "UTC", "UTC",
            "America/Phoenix", "Arizona Time",
            "Europe/London", "UK Time",
            "Europe/Istanbul", "Turkey Time");

    /** A name takes some 30 µs to find and hundreds are wanted for one answer; zones times years are few. */
    private static final Map<ZoneYear, String> CACHE = new ConcurrentHashMap<>();

    private static final int FIRST_CACHED_YEAR = 2024;
    private static final int LAST_CACHED_YEAR = 2050;

    private SpokenZones() {}

    /**
     * The name for all seasons. One that others also use is taken only where they keep the same time all year: Regina
     * is on "Central Standard Time", which a caller from Chicago would take for hers in July, so it is "Regina Time".
     */
    static String generic(ZoneId zone, Instant at) {
        int year = at.atOffset(ZoneOffset.UTC).getYear();
        if (year < FIRST_CACHED_YEAR || year > LAST_CACHED_YEAR) {
            return named(zone, at, nameIn(year, zone));
        }
        return named(zone, at, CACHE.computeIfAbsent(new ZoneYear(zone, year), key -> nameIn(year, key.zone())));
    }

    private static String named(ZoneId zone, Instant at, String name) {
        return name.isEmpty() ? offset(zone.getRules().getOffset(at)) : name;
    }

    /** The name that holds from the beginning to the end of a year; empty when there is none. */
    private static String nameIn(int year, ZoneId zone) {
        Instant at = LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
        ZoneId canonical = ZoneNames.canonical(zone);
        String own = OWN_WORDS.get(canonical.getId());
        if (own != null) {
            return own;
        }
        TimeZone icu = icu(canonical);
        String name = FORMAT.format(TimeZoneFormat.Style.GENERIC_LONG, icu, at.toEpochMilli());
        if (!name.startsWith("GMT") && means(name, canonical, at)) {
            return name;
        }
        String location = FORMAT.format(TimeZoneFormat.Style.GENERIC_LOCATION, icu, at.toEpochMilli());
        return location.startsWith("GMT") ? "" : location;
    }

    /** The name that tells summer from standard time, for the hour that happens twice. */
    static String specific(ZoneId zone, Instant at, Instant other) {
        String name = seasonal(zone, at);
        return name == null || name.equals(seasonal(zone, other))
                ? offset(zone.getRules().getOffset(at))
                : name;
    }

    private static @Nullable String seasonal(ZoneId zone, Instant at) {
        boolean summer = zone.getRules().isDaylightSavings(at);
        String name = NAMES.getDisplayName(
                icu(zone).getID(), summer ? NameType.LONG_DAYLIGHT : NameType.LONG_STANDARD, at.toEpochMilli());
        if (name == null && zone.getRules().getOffset(at).equals(ZoneOffset.UTC)) {
            return "Greenwich Mean Time";
        }
        return name;
    }

    /** "UTC plus 5:30": for zones that have no name. */
    private static String offset(ZoneOffset offset) {
        int minutes = Math.abs(offset.getTotalSeconds()) / 60;
        if (minutes == 0) {
            return "UTC";
        }
        String sign = offset.getTotalSeconds() > 0 ? "plus" : "minus";
        String rest = minutes % 60 == 0 ? "" : ":%02d".formatted(minutes % 60);
        return "UTC " + sign + " " + minutes / 60 + rest;
    }

    private static boolean means(String name, ZoneId zone, Instant at) {
        return ZoneNames.find(name) instanceof ZoneMatch.Known understood
                && ZoneNames.agree(understood.zone(), zone, at, at.plus(YEAR));
    }

    private record ZoneYear(ZoneId zone, int year) {}

    private static TimeZone icu(ZoneId zone) {
        String id = TimeZone.getCanonicalID(zone.getId());
        return TimeZone.getFrozenTimeZone(id == null ? zone.getId() : id);
    }
}
