package dev.meridian.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Services that are open day and night, in quarters of an hour: enough slots for a run, each with one host. */
final class BenchCatalogue {

    private static final int SLOT_MINUTES = 15;

    private final String jdbcUrl;
    private final String username;
    private final String password;

    BenchCatalogue(String jdbcUrl, String username, String password) {
        this.jdbcUrl = jdbcUrl;
        this.username = username;
        this.password = password;
    }

    /** Adds a service with one host whose calendar has the same name. */
    void add(String name) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, username, password)) {
            insert(connection, "schedules", name, """
                    {"id": "%1$s", "zone": "UTC", "weekly": [{"days": ["MON","TUE","WED","THU","FRI","SAT","SUN"], "start": "00:00", "end": "24:00"}],
                     "breaks": [], "overrides": [], "holidays": null, "busy": [], "effective": {"from": null, "to": null}, "version": 1}""");
            insert(connection, "staff", name, """
                    {"id": "%1$s", "name": "%1$s", "zone": "UTC", "calendars": [{"id": "%1$s", "read": true, "write": true}],
                     "schedule": "%1$s", "weight": 1, "version": 1}""");
            insert(connection, "services", name, """
                    {"id": "%1$s", "name": "%1$s", "durations_minutes": [15], "interval_minutes": 15, "alignment": "WINDOW_START",
                     "buffer_before_minutes": 0, "buffer_after_minutes": 0, "min_notice_minutes": 0, "window_days": 60,
                     "max_per_day": null, "max_per_week": null, "capacity": 1, "requires_confirmation": false,
                     "cancel_notice_minutes": 0, "reschedule_notice_minutes": 0, "staff": ["%1$s"], "assignment": "LEAST_RECENT",
                     "collective": false, "resources": [], "questions": [], "prices": [], "location": "NONE", "version": 1}""");
        } catch (SQLException e) {
            throw new IllegalStateException("the services of the run could not be added", e);
        }
    }

    /** The n-th slot after an instant. */
    static Instant slot(Instant after, int n) {
        long seconds = Duration.ofMinutes(SLOT_MINUTES).toSeconds();
        return Instant.ofEpochSecond((after.getEpochSecond() / seconds + 1 + n) * seconds);
    }

    private static void insert(Connection connection, String table, String name, String definition)
            throws SQLException {
        String sql = "insert into " + table + " (id, version, definition) values (?, 1, ?::jsonb)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setString(2, definition.formatted(name));
            statement.executeUpdate();
        }
    }
}
