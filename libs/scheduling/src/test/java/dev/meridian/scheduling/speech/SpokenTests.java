package dev.meridian.scheduling.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.scheduling.time.Transitions;
import dev.meridian.scheduling.time.Transitions.Change;
import dev.meridian.scheduling.zone.ZoneMatch;
import dev.meridian.scheduling.zone.ZoneNames;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-23T09:00-08:00[America/Los_Angeles] | Monday, November 23 at 9 AM Pacific Time",
                "2026-07-06T09:30-07:00[America/Los_Angeles] | Monday, July 6 at 9:30 AM Pacific Time",
                "2026-11-23T12:00-05:00[America/New_York] | Monday, November 23 at 12 PM Eastern Time",
                "2026-11-23T00:05-06:00[America/Chicago] | Monday, November 23 at 12:05 AM Central Time",
                "2026-11-23T22:30+05:30[Asia/Kolkata] | Monday, November 23 at 10:30 PM India Standard Time",
                "2026-11-01T01:30-07:00[America/Los_Angeles] | Sunday, November 1 at 1:30 AM Pacific Daylight Time",
                "2026-11-01T01:30-08:00[America/Los_Angeles] | Sunday, November 1 at 1:30 AM Pacific Standard Time",
                "2026-11-01T02:00-08:00[America/Los_Angeles] | Sunday, November 1 at 2 AM Pacific Time",
                "2026-10-25T01:30+01:00[Europe/London] | Sunday, October 25 at 1:30 AM British Summer Time",
                "2026-10-25T01:30Z[Europe/London] | Sunday, October 25 at 1:30 AM Greenwich Mean Time"
            })
    void saysDateTimeAndZoneAsAPersonDoes(ZonedDateTime at, String words) {
        assertThat(Spoken.dateTime(at)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "America/Denver, Mountain Time",
        "America/Phoenix, Arizona Time",
        "America/Detroit, Eastern Time",
        "America/Anchorage, Alaska Time",
        "Pacific/Honolulu, Hawaii Time",
        "America/Halifax, Atlantic Time",
        "America/Puerto_Rico, Puerto Rico Time",
        "America/Regina, Regina Time",
        "America/Mexico_City, Mexico City Time",
        "Asia/Calcutta, India Standard Time",
        "Europe/London, UK Time",
        "Europe/Paris, Central European Time",
        "Asia/Tokyo, Japan Standard Time",
        "Australia/Sydney, Australian Eastern Time",
        "UTC, UTC",
        "Etc/UTC, UTC",
        "Etc/GMT+5, UTC minus 5",
        "+05:30, UTC plus 5:30"
    })
    void namesZonesForAllSeasons(ZoneId zone, String words) {
        assertThat(Spoken.zone(zone)).isEqualTo(words);
    }

    @Test
    void saysTheYearWhereAsked() {
        ZonedDateTime at = ZonedDateTime.parse("2027-01-04T09:00-08:00[America/Los_Angeles]");
        assertThat(Spoken.dateTimeAndYear(at)).isEqualTo("Monday, January 4, 2027 at 9 AM Pacific Time");
        assertThat(Spoken.dateAndYear(at.toLocalDate())).isEqualTo("Monday, January 4, 2027");
        assertThat(Spoken.date(LocalDate.parse("2026-11-23"))).isEqualTo("Monday, November 23");
        assertThat(Spoken.dateAndTime(at)).isEqualTo("Monday, January 4 at 9 AM");
        assertThat(Spoken.time(LocalTime.MIDNIGHT)).isEqualTo("12 AM");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "09:00 | 9 AM",
                "09:00,10:00 | 9 or 10 AM",
                "09:00,10:00,11:00 | 9, 10 or 11 AM",
                "09:00,10:30 | 9 or 10:30 AM",
                "13:00,14:00 | 1 or 2 PM",
                "11:00,12:00 | 11 AM or 12 PM",
                "09:00,10:00,14:30 | 9 AM, 10 AM or 2:30 PM"
            })
    void joinsTimes(String times, String words) {
        assertThat(Spoken.anyTimeOf(
                        Stream.of(times.split(",")).map(LocalTime::parse).toList()))
                .isEqualTo(words);
    }

    @Test
    void joinsLists() {
        assertThat(Spoken.anyOf(List.of())).isEmpty();
        assertThat(Spoken.anyOf(List.of("A"))).isEqualTo("A");
        assertThat(Spoken.anyOf(List.of("A", "B"))).isEqualTo("A or B");
        assertThat(Spoken.anyOf(List.of("A", "B", "C"))).isEqualTo("A, B, or C");
        assertThat(Spoken.allOf(List.of("A", "B", "C"))).isEqualTo("A, B, and C");
    }

    @Test
    void tellsTheTwoSidesOfEveryOverlapApart() {
        for (Change change : Transitions.all()) {
            if (change.transition().isOverlap()) {
                Instant at = change.transition().getInstant();
                ZonedDateTime earlier =
                        at.plus(change.transition().getDuration()).atZone(change.zone());
                ZonedDateTime later = at.atZone(change.zone());
                assertThat(earlier.toLocalDateTime()).isEqualTo(later.toLocalDateTime());
                assertThat(Spoken.dateTime(earlier)).isNotEqualTo(Spoken.dateTime(later));
            }
        }
    }

    @Test
    void givesNoNameToTwoZonesThatDiffer() {
        for (Instant at : List.of(Instant.parse("2026-01-15T12:00:00Z"), Instant.parse("2026-07-15T12:00:00Z"))) {
            Map<String, ZoneOffset> offsets = new HashMap<>();
            Transitions.zones().forEach(zone -> {
                ZoneOffset offset = zone.getRules().getOffset(at);
                assertThat(offsets.merge(Spoken.zone(zone, at), offset, (known, same) -> known))
                        .as("%s, called %s at %s", zone, Spoken.zone(zone, at), at)
                        .isEqualTo(offset);
            });
        }
    }

    @Test
    void saysNamesThatAreUnderstoodAgain() {
        Instant at = Instant.parse("2026-11-23T12:00:00Z");
        Transitions.zones().map(ZoneNames::canonical).distinct().forEach(zone -> {
            String name = Spoken.zone(zone, at);
            if (!name.startsWith("UTC ")) {
                assertThat(ZoneNames.find(name))
                        .as("%s is called %s", zone, name)
                        .isInstanceOfSatisfying(
                                ZoneMatch.Known.class,
                                known -> assertThat(
                                                ZoneNames.agree(known.zone(), zone, at, at.plusSeconds(366 * 86_400)))
                                        .as("%s is called %s, which is %s", zone, name, known.zone())
                                        .isTrue());
            }
        });
    }
}
