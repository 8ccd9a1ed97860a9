package dev.meridian.gateway.retell;

import static dev.meridian.gateway.retell.Signatures.Verdict.GENUINE;
import static dev.meridian.gateway.retell.Signatures.Verdict.MALFORMED;
import static dev.meridian.gateway.retell.Signatures.Verdict.MISSING;
import static dev.meridian.gateway.retell.Signatures.Verdict.STALE;
import static dev.meridian.gateway.retell.Signatures.Verdict.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors were made by retell-sdk 5.66.1. */
class SignaturesTests {

    private static final String KEY = "key_meridian_test_0123456789abcdef";
    private static final long SIGNED_AT = 1795132800000L;
    private static final String BODY =
            "{\"name\":\"check_availability\",\"args\":{\"date\":\"2026-11-23\",\"time_zone\":\"America/Los_Angeles\"},"
                    + "\"call\":{\"call_id\":\"call_12345678906eaa0222bd3dd2a6c\",\"agent_id\":\"agent_test\","
                    + "\"call_type\":\"phone_call\",\"direction\":\"inbound\",\"from_number\":\"+12137771234\","
                    + "\"to_number\":\"+12137771235\",\"call_status\":\"ongoing\"}}";
    private static final String DIGEST = "88396589b5bfd58184ff8cb4c5c4adca66ecd3f466c08f8d52b40950d0bbf085";
    private static final String HEADER = "v=1795132800000,d=" + DIGEST;

    private final SettableClock clock = new SettableClock(Instant.ofEpochMilli(SIGNED_AT));
    private final Signatures signatures = new Signatures(List.of(KEY), clock);

    @Test
    void acceptsVectors() {
        assertThat(check(BODY, HEADER)).isEqualTo(GENUINE);
        assertThat(check("", "v=1795132800000,d=0e81162f0f7c24f9cc1c86adb710a75b87553737c3964f0a0d74d51335ebf35a"))
                .isEqualTo(GENUINE);
        assertThat(check(
                        "{\"name\":\"save_booking\",\"args\":{\"full_name\":\"José Ñandú 🎉\",\"date\":\"2026-11-23\",\"time\":\"2 PM\"}}",
                        "v=1795132800000,d=eda334dec0b7a193297cc980a0970655278f99f04cfeaf8b8421dc56e3beeb28"))
                .isEqualTo(GENUINE);
    }

    @Test
    void acceptsUpperCaseDigestAndLeadingZeros() {
        assertThat(check(BODY, "v=1795132800000,d=" + DIGEST.toUpperCase(Locale.ROOT)))
                .isEqualTo(GENUINE);
        assertThat(check(BODY, "v=0001795132800000,d=" + DIGEST)).isEqualTo(GENUINE);
    }

    @Test
    void acceptsSameSignatureAgain() {
        assertThat(check(BODY, HEADER)).isEqualTo(GENUINE);
        assertThat(check(BODY, HEADER)).isEqualTo(GENUINE);
    }

    @ParameterizedTest
    @CsvSource({"300000, GENUINE", "-300000, GENUINE", "300001, STALE", "-300001, STALE"})
    void holdsTheWindowInclusive(long millis, Signatures.Verdict verdict) {
        clock.advance(Duration.ofMillis(millis));
        assertThat(check(BODY, HEADER)).isEqualTo(verdict);
    }

    @Test
    void tellsStaleBeforeWrong() {
        clock.advance(Duration.ofMinutes(6));
        assertThat(check(BODY + " ", HEADER)).isEqualTo(STALE);
    }

    @Test
    void refusesOtherBodyAndOtherKey() {
        assertThat(check(BODY + " ", HEADER)).isEqualTo(WRONG);
        assertThat(new Signatures(List.of(KEY + "x"), clock).check(bytes(BODY), HEADER))
                .isEqualTo(WRONG);
    }

    @Test
    void acceptsAnyOfSeveralKeys() {
        assertThat(new Signatures(List.of("other", KEY), clock).check(bytes(BODY), HEADER))
                .isEqualTo(GENUINE);
        assertThat(new Signatures(List.of(KEY, "other"), clock).check(bytes(BODY), HEADER))
                .isEqualTo(GENUINE);
    }

    @Test
    void refusesMissingHeader() {
        assertThat(signatures.check(bytes(BODY), null)).isEqualTo(MISSING);
        assertThat(signatures.check(bytes(BODY), "")).isEqualTo(MISSING);
    }

    @Test
    void refusesWhatIsNoSignature() {
        List.of(
                        "garbage",
                        "zz" + HEADER,
                        HEADER + " ",
                        HEADER + "0",
                        "v=1795132800000,d=" + DIGEST.substring(1),
                        "v=1795132800000",
                        "d=" + DIGEST,
                        "v=-1795132800000,d=" + DIGEST,
                        "v=17951328000000000,d=" + DIGEST,
                        "v=1795132800000, d=" + DIGEST,
                        HEADER + "\n",
                        HEADER + "," + HEADER)
                .forEach(header -> assertThat(check(BODY, header)).as(header).isEqualTo(MALFORMED));
    }

    @Test
    void takesEverythingWithoutKeys() {
        assertThat(new Signatures(List.of(), clock).check(bytes(BODY), null)).isEqualTo(GENUINE);
    }

    private Signatures.Verdict check(String body, String header) {
        return signatures.check(bytes(body), header);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
