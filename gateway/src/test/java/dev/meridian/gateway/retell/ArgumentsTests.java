package dev.meridian.gateway.retell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ArgumentsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "noon"                    | noon
                    "  noon  "                | noon
                    "\\"noon\\""              | noon
                    "'noon'"                  | noon
                    "“noon”"                  | noon
                    "nine\\u00a0AM"           | nine AM
                    "nine\\u2009AM\\u200b"    | nine AM
                    "９：３０"                | 9:30
                    "\\uff0b12137771234"      | +12137771234
                    14                        | 14
                    9.5                       | 9.5
                    true                      | true
                    ["noon"]                  | noon
                    ["a","b"]                 | a, b
                    "O'Neill"                 | O'Neill
                    "noon\\u0007\\ud83d"     | noon
                    "noon \\ud83d\\udc4b"     | noon 👋
                    """)
    void readsTheText(String json, String text) {
        assertThat(arguments(json).text("it")).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null", "\"\"", "\"   \"", "\"\\u00a0\"", "[]", "{}", "\"{{first_slot}}\"", "\"'{{first_slot}}'\"",
                "\"null\"", "\"None\"", "\"unknown\"", "\"N/A\"", "\"not provided\"", "\"undefined\"", "\"-\"",
                        "\"\\\"\\\"\""
            })
    void countsAsAbsent(String json) {
        assertThat(arguments(json).text("it")).isEmpty();
    }

    @Test
    void unknownIdIsAnId() {
        assertThat(arguments("\"unknown\"").id("it")).contains("unknown");
        assertThat(arguments("\"{{booking_id}}\"").id("it")).isEmpty();
    }

    @Test
    void readsAsManyTextsAsABookingCanHave() {
        String many = IntStream.range(0, 60)
                .mapToObj(i -> "\"q" + i + "\":\"a\"")
                .collect(Collectors.joining(",", "{\"" + "q".repeat(201) + "\":\"a\",", "}"));
        assertThat(arguments(many).texts("it")).hasSize(50).containsKeys("q0", "q49");
    }

    @Test
    void readsAnyAmountOfQuotes() {
        assertThat(arguments("\"" + "'".repeat(100_000) + "\"").text("it"))
                .hasValueSatisfying(text -> assertThat(text).hasSize(4000));
    }

    private static Arguments arguments(String json) {
        return Arguments.of(JsonMapper.shared().readTree("{\"it\":" + json + "}"));
    }
}
