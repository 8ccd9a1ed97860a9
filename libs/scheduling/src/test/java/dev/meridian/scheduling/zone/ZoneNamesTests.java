package dev.meridian.scheduling.zone;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.util.TimeZone;
import dev.meridian.scheduling.time.Transitions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneNamesTests {
    /** Ids that Americans use as names of their own zones, and the zone they mean by them. */
    private static final Set<String> SPOKEN_OTHERWISE = Set.of("EST", "MST");

    private static final Map<String, String> POSIX_LINKS = Map.of(
            "EST5EDT", "America/New_York",
            "CST6CDT", "America/Chicago",
            "MST7MDT", "America/Denver",
            "PST8PDT", "America/Los_Angeles");

    @ParameterizedTest
    @CsvSource({
        "Pacific Time Zone, America/Los_Angeles",
        "Pacific, America/Los_Angeles",
        "pacific time, America/Los_Angeles",
        "PST, America/Los_Angeles",
        "P.S.T., America/Los_Angeles",
        "PDT, America/Los_Angeles",
        "PT, America/Los_Angeles",
        "US/Pacific, America/Los_Angeles",
        "U.S. Pacific, America/Los_Angeles",
        "US Pacific Time, America/Los_Angeles",
        "Pacific Standard Time, America/Los_Angeles",
        "pacific daylight time, America/Los_Angeles",
        "the Pacific time zone, America/Los_Angeles",
        "Pacific Time (US & Canada), America/Los_Angeles",
        "pacific timezone, America/Los_Angeles",
        "west coast, America/Los_Angeles",
        "Mountain, America/Denver",
        "MST, America/Denver",
        "Mountain Standard Time, America/Denver",
        "Central, America/Chicago",
        "central time, America/Chicago",
        "Central Standard Time, America/Chicago",
        "US CST, America/Chicago",
        "CDT, America/Chicago",
        "Eastern, America/New_York",
        "eastern time, America/New_York",
        "US Eastern time, America/New_York",
        "EST, America/New_York",
        "EDT, America/New_York",
        "ET, America/New_York",
        "east coast time, America/New_York",
        "Arizona, America/Phoenix",
        "Arizona time, America/Phoenix",
        "Alaska, America/Anchorage",
        "Alaska Time, America/Anchorage",
        "AKST, America/Anchorage",
        "Hawaii, Pacific/Honolulu",
        "Hawaii Standard Time, Pacific/Honolulu",
        "HST, Pacific/Honolulu",
        "Atlantic, America/Halifax",
        "Atlantic Time, America/Halifax",
        "Newfoundland, America/St_Johns"
    })
    void findsZonesOfTheUnitedStatesAsPeopleSayThem(String spoken, String id) {
        assertThat(ZoneNames.find(spoken)).isEqualTo(new ZoneMatch.Known(ZoneId.of(id)));
    }

    @ParameterizedTest
    @CsvSource({
        "India Standard Time, Asia/Kolkata",
        "Indian Standard Time, Asia/Kolkata",
        "India, Asia/Kolkata",
        "India time, Asia/Kolkata",
        "Central European Time, Europe/Paris",
        "central european summer time, Europe/Paris",
        "Japan Standard Time, Asia/Tokyo",
        "Japan, Asia/Tokyo",
        "JST, Asia/Tokyo",
        "Tokyo, Asia/Tokyo",
        "tokyo time, Asia/Tokyo",
        "Kolkata, Asia/Kolkata",
        "Calcutta, Asia/Kolkata",
        "British Summer Time, Europe/London",
        "British Time, Europe/London",
        "UK time, Europe/London",
        "London, Europe/London",
        "Israel Standard Time, Asia/Jerusalem",
        "Irish Standard Time, Europe/Dublin",
        "China Standard Time, Asia/Shanghai",
        "Bangladesh Standard Time, Asia/Dhaka",
        "Australian Eastern Standard Time, Australia/Sydney",
        "AEST, Australia/Sydney",
        "Sydney, Australia/Sydney",
        "New York, America/New_York",
        "los angeles, America/Los_Angeles",
        "Los Angeles Time, America/Los_Angeles",
        "São Paulo, America/Sao_Paulo",
        "sao paulo, America/Sao_Paulo",
        "Saigon, Asia/Ho_Chi_Minh",
        "Kyiv, Europe/Kyiv",
        "Kiev, Europe/Kyiv",
        "Turkey Time, Europe/Istanbul",
        "Knox Indiana, America/Indiana/Knox",
        "St. John’s, America/St_Johns"
    })
    void findsNamesThatCldrKnows(String spoken, String id) {
        assertThat(ZoneNames.find(spoken)).isEqualTo(new ZoneMatch.Known(ZoneId.of(id)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "utc", "GMT", "Zulu", "Etc/UTC", "Etc/GMT", "Greenwich Mean Time", "UTC time"})
    void takesUniversalTimeUnderAnyName(String spoken) {
        assertThat(ZoneNames.find(spoken)).isEqualTo(new ZoneMatch.Known(ZoneId.of("UTC")));
    }

    @ParameterizedTest
    @CsvSource({
        "IST, Asia/Kolkata Asia/Jerusalem Europe/Dublin",
        "CST, America/Chicago Asia/Shanghai",
        "cst time, America/Chicago Asia/Shanghai",
        "B.S.T., Europe/London Asia/Dhaka",
        "AST, America/Puerto_Rico America/Halifax Asia/Riyadh"
    })
    void leavesAmbiguousAbbreviationsOpen(String spoken, String choices) {
        assertThat(ZoneNames.find(spoken)).isEqualTo(new ZoneMatch.Ambiguous(zones(choices.split(" "))));
    }

    @Test
    void suggestsTheNearestNamesForAMisspeltOne() {
        assertThat(ZoneNames.find("Pasific time")).isEqualTo(new ZoneMatch.Unknown(zones("America/Los_Angeles")));
        assertThat(ZoneNames.find("America/Los_Angles"))
                .isInstanceOfSatisfying(
                        ZoneMatch.Unknown.class,
                        unknown -> assertThat(unknown.nearest())
                                .hasSizeBetween(1, 3)
                                .first()
                                .isEqualTo(ZoneId.of("America/Los_Angeles")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "qwertzuiopasdfghjkl", "{{time_zone}}", "???", "here", "\uD83D\uDE00"})
    void doesNotKnowWhatIsNoZone(String spoken) {
        assertThat(ZoneNames.find(spoken)).isInstanceOf(ZoneMatch.Unknown.class);
    }

    @Test
    void boundsWhatItLooksAt() {
        assertThat(ZoneNames.find("a".repeat(100_000))).isEqualTo(new ZoneMatch.Unknown(List.of()));
    }

    @Test
    void refusesFixedOffsetsAndNamesZonesThatHaveThem() {
        assertThat(ZoneNames.find("+05:30")).isEqualTo(new ZoneMatch.Unknown(zones("Asia/Kolkata")));
        assertThat(ZoneNames.find("UTC-8")).isEqualTo(new ZoneMatch.Unknown(zones("America/Los_Angeles")));
        assertThat(ZoneNames.find("GMT + 0545")).isEqualTo(new ZoneMatch.Unknown(zones("Asia/Kathmandu")));
        assertThat(ZoneNames.find("+99:99")).isEqualTo(new ZoneMatch.Unknown(List.of()));
        assertThat(ZoneNames.find("+18:30")).isEqualTo(new ZoneMatch.Unknown(List.of()));
    }

    @Test
    void findsEveryIanaIdInAnyCase() {
        Transitions.zones()
                .map(ZoneId::getId)
                .filter(id -> !SPOKEN_OTHERWISE.contains(id))
                .forEach(id -> {
                    ZoneId found = known(id);
                    assertThat(known(id.toLowerCase(Locale.ROOT))).isEqualTo(found);
                    assertThat(known(id.toUpperCase(Locale.ROOT))).isEqualTo(found);
                    assertThat(known(id.replace('_', ' '))).isEqualTo(found);
                    if (found.getId().equals("UTC")) {
                        assertThat(ZoneId.of(id).getRules().isFixedOffset()).isTrue();
                    } else {
                        assertThat(found.getId()).as(id).isIn(id, TimeZone.getIanaID(id), POSIX_LINKS.get(id));
                    }
                    assertThat(known(found.getId()))
                            .as("%s is canonical", found)
                            .isEqualTo(found);
                    assertThat(ZoneNames.agree(found, ZoneId.of(id), Transitions.FROM, Transitions.TO))
                            .as("%s keeps the time of %s", found, id)
                            .isTrue();
                });
    }

    @Test
    void prefersTodaysIdToAnOldLink() {
        assertThat(ZoneNames.canonical(ZoneId.of("Asia/Calcutta"))).isEqualTo(ZoneId.of("Asia/Kolkata"));
        assertThat(ZoneNames.canonical(ZoneId.of("Etc/UTC"))).isEqualTo(ZoneId.of("UTC"));
        assertThat(ZoneNames.canonical(ZoneId.of("Europe/Amsterdam"))).isEqualTo(ZoneId.of("Europe/Amsterdam"));
        assertThat(ZoneNames.canonical(ZoneId.of("+05:30"))).isEqualTo(ZoneId.of("+05:30"));
    }

    @Test
    void comparesZonesOverATime() {
        ZoneId phoenix = ZoneId.of("America/Phoenix");
        ZoneId denver = ZoneId.of("America/Denver");
        Instant winter = Instant.parse("2026-11-23T00:00:00Z");
        assertThat(ZoneNames.agree(phoenix, denver, winter, winter.plusSeconds(60 * 86_400)))
                .isTrue();
        assertThat(ZoneNames.agree(phoenix, denver, winter, winter.plusSeconds(200 * 86_400)))
                .isFalse();
    }

    private static ZoneId known(String spoken) {
        return switch (ZoneNames.find(spoken)) {
            case ZoneMatch.Known known -> known.zone();
            case ZoneMatch other -> throw new AssertionError(spoken + ": " + other);
        };
    }

    private static List<ZoneId> zones(String... ids) {
        return List.of(ids).stream().map(ZoneId::of).toList();
    }
}
