package dev.meridian.bookings.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChannelTokensTests {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final ChannelTokens tokens = new ChannelTokens(SECRET);

    @Test
    void aTokenNamesItsCalendarToWhoHasTheSecret() {
        assertThat(Stream.of("primary", "host@meridian.example", "c_0f#contacts@group.v.calendar.google.com", "ü"))
                .allSatisfy(calendar -> {
                    assertThat(tokens.token(calendar)).matches("[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]{22}");
                    assertThat(tokens.calendar(tokens.token(calendar))).contains(calendar);
                    assertThat(new ChannelTokens("another" + SECRET).calendar(tokens.token(calendar)))
                            .isEmpty();
                });
        assertThat(tokens.token("primary")).isEqualTo(tokens.token("primary")).isNotEqualTo(tokens.token("second"));
    }

    @Test
    void aLongCalendarIdFitsIntoWhatGoogleTakes() {
        assertThat(tokens.token("c_" + "0".repeat(64) + "@group.calendar.google.com"))
                .hasSizeLessThanOrEqualTo(256);
    }

    @Test
    void aTokenWithAnythingChangedIsNone() {
        String token = tokens.token("primary");

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.calendar(token.substring(0, i) + other + token.substring(i + 1)))
                    .as("character %d", i)
                    .isEmpty();
        }
        String seal = token.substring(token.indexOf('.'));
        assertThat(Stream.of("", ".", " ", "ü", token + "=", token + ".", token.substring(1), seal, "primary" + seal))
                .allSatisfy(text -> assertThat(tokens.calendar(text)).isEmpty());
    }
}
