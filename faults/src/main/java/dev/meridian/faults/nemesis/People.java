package dev.meridian.faults.nemesis;

import dev.meridian.faults.process.CalendarServer;
import dev.meridian.faults.process.Postgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** People who look after their calendar themselves. */
final class People {

    private static final Duration AWAY = Duration.ofDays(200);

    private record Standing(String calendar, String event, Instant start, Instant end) {}

    private final Postgres postgres;
    private final CalendarServer calendar;
    private final Set<String> removed = ConcurrentHashMap.newKeySet();
    private final Set<String> touched = ConcurrentHashMap.newKeySet();

    People(Postgres postgres, CalendarServer calendar) {
        this.postgres = postgres;
        this.calendar = calendar;
    }

    /** Events that are gone, by their id. */
    Set<String> removed() {
        return Set.copyOf(removed);
    }

    /** Events that do not stand as we wrote them any more, by their id. */
    Set<String> touched() {
        return Set.copyOf(touched);
    }

    /**
     * Deletes an event.
     *
     * @param shared rather one that many share
     */
    boolean delete(boolean shared) throws SQLException {
        Optional<Standing> event = any(shared);
        event.ifPresent(standing -> {
            touched.add(standing.event());
            calendar.delete(standing.calendar(), standing.event());
            removed.add(standing.event());
        });
        return event.isPresent();
    }

    boolean move(boolean shared) throws SQLException {
        Optional<Standing> event = any(shared);
        event.ifPresent(standing -> {
            touched.add(standing.event());
            calendar.change(
                    standing.calendar(),
                    standing.event(),
                    "{\"start\":{\"dateTime\":\"%s\"},\"end\":{\"dateTime\":\"%s\"}}"
                            .formatted(
                                    standing.start().plus(AWAY), standing.end().plus(AWAY)));
        });
        return event.isPresent();
    }

    boolean edit(boolean shared) throws SQLException {
        Optional<Standing> event = any(shared);
        event.ifPresent(standing ->
                calendar.change(standing.calendar(), standing.event(), "{\"summary\":\"Important, bring the file\"}"));
        return event.isPresent();
    }

    private Optional<Standing> any(boolean shared) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select calendar_id, event_id, starts_at, ends_at from bookings
                        where state = 'CONFIRMED' order by %s updated_at desc limit 20""".formatted(shared ? "session_id is null," : ""))) {
            while (row.next()) {
                if (!touched.contains(row.getString(2))) {
                    return Optional.of(new Standing(
                            row.getString(1),
                            row.getString(2),
                            row.getTimestamp(3).toInstant(),
                            row.getTimestamp(4).toInstant()));
                }
            }
            return Optional.empty();
        }
    }
}
