package dev.meridian.bookings.booking;

import dev.meridian.bookings.database.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A search as SQL. What was not asked for is not in it, so that the planner sees which index serves. */
final class SearchConditions {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    SearchConditions(BookingSearch search) {
        // A slot that somebody keeps while deciding is nobody's booking yet.
        conditions.add("not kept");
        if (!search.phones().isEmpty()) {
            add("customer_phone = any(:phones)", "phones", search.phones().toArray(String[]::new));
        }
        add("lower(customer_email) = lower(:email)", "email", search.email());
        add("starts_at >= :from", "from", search.from() == null ? null : Columns.of(search.from()));
        add("starts_at < :to", "to", search.to() == null ? null : Columns.of(search.to()));
        add("staff = :staff", "staff", search.staff());
        BookingState.Status status = search.status();
        add("state = any(:states)", "states", status == null ? null : states(status));
        if (search.parked()) {
            conditions.add("state = 'PARKED'");
        }
        BookingSearch.Position after = search.after();
        if (after != null) {
            add("(starts_at, id) > (:afterStart, :afterId)", "afterStart", Columns.of(after.start()));
            values.put("afterId", after.id());
        }
    }

    private void add(String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    private static String[] states(BookingState.Status status) {
        return Arrays.stream(BookingState.values())
                .filter(state -> state.status() == status)
                .map(BookingState::name)
                .toArray(String[]::new);
    }

    String where() {
        return String.join(" and ", conditions);
    }

    Map<String, Object> values() {
        return values;
    }
}
