package dev.meridian.scheduling.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerZoneTests {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ZoneId FALLBACK = ZoneId.of("America/New_York");
    private static final String LOS_ANGELES = "+12135550123";

    @ParameterizedTest
    @CsvSource({
        "+12135550123, America/Los_Angeles",
        "(213) 555-0123, America/Los_Angeles",
        "2125550123, America/New_York",
        "+16025550123, America/Phoenix",
        "+18085550123, Pacific/Honolulu",
        "+919876543210, Asia/Kolkata",
        "+442079460123, Europe/London",
        "+35312345678, Europe/Dublin",
        "+97226212345, Asia/Jerusalem"
    })
    void knowsTheZoneOfANumber(String number, String id) {
        assertThat(PhoneZones.agreed(number, NOW)).contains(ZoneId.of(id));
        assertThat(PhoneZones.of(number)).contains(ZoneId.of(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anonymous",
                "unknown",
                "Restricted",
                "+",
                "123",
                "+266696687",
                "sip:agent@example.com",
                "+999999999999"
            })
    void knowsNoZoneForWhatIsNoNumber(String number) {
        assertThat(PhoneZones.of(number)).isEmpty();
        assertThat(PhoneZones.agreed(number, NOW)).isEmpty();
    }

    @Test
    void knowsNoSingleZoneForATollFreeNumber() {
        assertThat(PhoneZones.of("+18005550123")).hasSizeGreaterThan(4);
        assertThat(PhoneZones.agreed("+18005550123", NOW)).isEmpty();
    }

    @Test
    void boundsWhatItParses() {
        assertThat(PhoneZones.of("1".repeat(100_000))).isEmpty();
    }

    @Test
    void letsWordsWinOverTheNumber() {
        assertThat(resolve("Eastern", LOS_ANGELES)).isEqualTo(known("America/New_York"));
    }

    @Test
    void goesByTheNumberWhenNothingWasSaid() {
        assertThat(resolve(null, LOS_ANGELES)).isEqualTo(known("America/Los_Angeles"));
        assertThat(resolve("  ", LOS_ANGELES)).isEqualTo(known("America/Los_Angeles"));
    }

    @Test
    void fallsBackWhenNeitherTells() {
        assertThat(resolve(null, null)).isEqualTo(known("America/New_York"));
        assertThat(resolve(null, "anonymous")).isEqualTo(known("America/New_York"));
        assertThat(resolve(null, "+18005550123")).isEqualTo(known("America/New_York"));
    }

    @ParameterizedTest
    @CsvSource({
        "IST, +919876543210, Asia/Kolkata",
        "IST, +97226212345, Asia/Jerusalem",
        "IST, +35312345678, Europe/Dublin",
        "CST, +13125550123, America/Chicago",
        "CST, +12045550123, America/Chicago",
        "CST, +862131234567, Asia/Shanghai",
        "CST, +18005550123, America/Chicago",
        "BST, +442079460123, Europe/London",
        "BST, +88029812345, Asia/Dhaka",
        "AST, +17875550123, America/Puerto_Rico"
    })
    void letsTheNumberPickAmongTheMeaningsOfAName(String spoken, String number, String id) {
        assertThat(resolve(spoken, number)).isEqualTo(known(id));
    }

    @Test
    void asksWhenTheNumberPicksNone() {
        List<ZoneId> choices = List.of(ZoneId.of("America/Chicago"), ZoneId.of("Asia/Shanghai"));
        assertThat(resolve("CST", LOS_ANGELES)).isEqualTo(new ZoneMatch.Ambiguous(choices));
        assertThat(resolve("CST", "anonymous")).isEqualTo(new ZoneMatch.Ambiguous(choices));
        assertThat(resolve("CST", null)).isEqualTo(new ZoneMatch.Ambiguous(choices));
    }

    @Test
    void neverFallsBackFromAZoneThatWasSaid() {
        assertThat(resolve("Middle Earth", LOS_ANGELES)).isInstanceOf(ZoneMatch.Unknown.class);
    }

    private static ZoneMatch resolve(@Nullable String spoken, @Nullable String number) {
        return CallerZone.resolve(spoken, number, FALLBACK, NOW);
    }

    private static ZoneMatch known(String id) {
        return new ZoneMatch.Known(ZoneId.of(id));
    }
}
