package dev.meridian.bookings.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.scheduling.suggestion.Weights;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SuggestionSettingsTests {

    @Test
    void countsAsUsualUnlessSetOtherwise() {
        assertThat(weights(Map.of())).isEqualTo(Weights.STANDARD);
        assertThat(weights(Map.of("meridian.suggestions.history", "50"))).isEqualTo(new Weights(30, 20, 50, -10));
    }

    private static Weights weights(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("meridian.suggestions", SuggestionSettings.class)
                .weights();
    }
}
