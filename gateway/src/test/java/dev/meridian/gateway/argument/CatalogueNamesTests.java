package dev.meridian.gateway.argument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueNamesTests {

    private static final List<Map.Entry<String, String>> ALL = List.of(
            Map.entry("standard", "Standard appointment"),
            Map.entry("first", "First visit"),
            Map.entry("follow-up", "Follow-up visit"));

    @Test
    void findsIdsAndNamesInAnyCase() {
        assertThat(match("STANDARD")).isEqualTo(new NameMatch.One("standard"));
        assertThat(match("follow up")).isEqualTo(new NameMatch.One("follow-up"));
        assertThat(match("First visit")).isEqualTo(new NameMatch.One("first"));
        assertThat(match("appointment")).isEqualTo(new NameMatch.One("standard"));
    }

    @Test
    void asksWhereSeveralFit() {
        assertThat(match("visit")).isEqualTo(new NameMatch.Several(List.of("First visit", "Follow-up visit")));
    }

    @Test
    void namesAllWhereNoneFits() {
        assertThat(match("massage"))
                .isEqualTo(new NameMatch.Unknown(List.of("Standard appointment", "First visit", "Follow-up visit")));
    }

    private static NameMatch match(String said) {
        return CatalogueNames.match(said, ALL, Map.Entry::getKey, Map.Entry::getValue);
    }
}
