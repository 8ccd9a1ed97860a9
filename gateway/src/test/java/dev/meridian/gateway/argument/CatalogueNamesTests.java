package dev.meridian.gateway.argument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Names of which each is a word of its own. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    standard                    | standard
                    the standard one            | standard
                    Standard appointment        | standard
                    consultation                | consultation
                    a consult                   | consultation
                    Consultations, please       | consultation
                    a consultation appointment  | consultation
                    the extended one            | extended
                    an extended session         | extended
                    EXTENDED.                   | extended
                    appointment                 | Extended appointment,Standard appointment
                    an appointment              | Extended appointment,Standard appointment
                    half hour                   | ?
                    extended consultation       | ?
                    the service                 | ?
                    """)
    void findsWhatPeopleSay(String said, String meant) {
        List<Map.Entry<String, String>> catalogue = List.of(
                Map.entry("consultation", "Consultation"),
                Map.entry("extended", "Extended appointment"),
                Map.entry("standard", "Standard appointment"));
        NameMatch match = CatalogueNames.match(said, catalogue, Map.Entry::getKey, Map.Entry::getValue);
        assertThat(
                        switch (match) {
                            case NameMatch.One one -> one.id();
                            case NameMatch.Several several -> String.join(",", several.names());
                            case NameMatch.Unknown unknown -> "?";
                        })
                .isEqualTo(meant);
    }

    @Test
    void idWinsOverNames() {
        List<Map.Entry<String, String>> catalogue =
                List.of(Map.entry("extended", "Short visit"), Map.entry("short", "Extended"));
        assertThat(CatalogueNames.match("extended", catalogue, Map.Entry::getKey, Map.Entry::getValue))
                .isEqualTo(new NameMatch.One("extended"));
    }

    @Test
    void findsPeopleByPartsOfTheirNames() {
        List<Map.Entry<String, String>> people = List.of(Map.entry("p1", "Asha Rao"), Map.entry("p2", "Vikram Rao"));
        assertThat(CatalogueNames.match("with Dr. Asha", people, Map.Entry::getKey, Map.Entry::getValue))
                .isEqualTo(new NameMatch.One("p1"));
        assertThat(CatalogueNames.match("Dr. Rao", people, Map.Entry::getKey, Map.Entry::getValue))
                .isEqualTo(new NameMatch.Several(List.of("Asha Rao", "Vikram Rao")));
    }

    private static NameMatch match(String said) {
        return CatalogueNames.match(said, ALL, Map.Entry::getKey, Map.Entry::getValue);
    }
}
