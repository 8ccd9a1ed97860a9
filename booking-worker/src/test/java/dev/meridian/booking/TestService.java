package dev.meridian.booking;

import dev.meridian.bookings.catalogue.CatalogueJson;
import dev.meridian.scheduling.catalogue.Assignment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The standard service under another id, and changed where a test says so. Anybody's for an hour, at any time ahead. */
public final class TestService {

    private final String id;
    private final Map<String, @Nullable Object> differences = new LinkedHashMap<>();

    private TestService(String id) {
        this.id = id;
    }

    public static TestService of(String id, String... staff) {
        return new TestService(id)
                .with("name", id)
                .with("staff", List.of(staff))
                .with("window_days", 365);
    }

    public TestService by(Assignment by) {
        return with("assignment", by);
    }

    public TestService withAllAtOnce() {
        return with("collective", true);
    }

    public TestService in(String... rooms) {
        return with("resources", List.of(rooms));
    }

    public TestService atMost(@Nullable Integer perDay, @Nullable Integer perWeek) {
        return with("max_per_day", perDay).with("max_per_week", perWeek);
    }

    public TestService buffered(int minutesBefore, int minutesAfter) {
        return with("buffer_before_minutes", minutesBefore).with("buffer_after_minutes", minutesAfter);
    }

    /** For so many customers at once. */
    public TestService shared(int seats) {
        return with("capacity", seats);
    }

    /** For so long, on a grid of a quarter of an hour. */
    public TestService lasting(int minutes) {
        return with("durations_minutes", List.of(minutes))
                .with("interval_minutes", 15)
                .with("prices", List.of());
    }

    private TestService with(String field, @Nullable Object value) {
        differences.put(field, value);
        return this;
    }

    String id() {
        return id;
    }

    /** What is not as in the standard service, as JSON. */
    String differences() {
        return CatalogueJson.write(differences);
    }
}
