package dev.meridian.gateway.caller;

import java.time.ZoneId;
import java.util.Set;

/** Where 11/12 is November 12. */
public final class UnitedStates {

    private static final Set<String> ZONES = Set.of(
            "America/New_York",
            "America/Detroit",
            "America/Chicago",
            "America/Menominee",
            "America/Denver",
            "America/Boise",
            "America/Phoenix",
            "America/Los_Angeles",
            "America/Anchorage",
            "America/Juneau",
            "America/Sitka",
            "America/Yakutat",
            "America/Nome",
            "America/Metlakatla",
            "America/Adak",
            "Pacific/Honolulu");

    private UnitedStates() {}

    /** Whether people there write the month first. */
    public static boolean has(ZoneId zone) {
        String id = zone.getId();
        return ZONES.contains(id)
                || id.startsWith("America/Indiana/")
                || id.startsWith("America/Kentucky/")
                || id.startsWith("America/North_Dakota/")
                || id.startsWith("US/");
    }
}
