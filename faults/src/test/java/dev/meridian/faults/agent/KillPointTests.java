package dev.meridian.faults.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class KillPointTests {

    static List<Place> places() {
        return KillPoint.places();
    }

    @ParameterizedTest
    @MethodSource("places")
    void everyPlaceIsInTheCode(Place place) throws ClassNotFoundException {
        Class<?> type = Class.forName(place.type(), false, getClass().getClassLoader());

        assertThat(Arrays.stream(type.getDeclaredMethods()).map(Method::getName))
                .as(place.toString())
                .contains(place.method());
    }

    @Test
    void aPlaceIsReachedOnlyWhereWhatItAsksForIsSeen() {
        Place place = Place.entering("a.Type", "method").seeing("orders");

        assertThat(place.is("a.Type", "method", true, null, new Object[] {"orders-1"}))
                .isTrue();
        assertThat(place.is("a.Type", "method", true, "orders", new Object[0])).isTrue();
        assertThat(place.is("a.Type", "method", true, null, new Object[] {"replies-1"}))
                .isFalse();
        assertThat(place.is("a.Type", "method", false, null, new Object[] {"orders-1"}))
                .isFalse();
        assertThat(place.is("a.Type", "other", true, null, new Object[] {"orders-1"}))
                .isFalse();
    }
}
