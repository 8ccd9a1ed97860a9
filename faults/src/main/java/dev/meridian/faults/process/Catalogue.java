package dev.meridian.faults.process;

import dev.meridian.schema.Topic;
import dev.meridian.schema.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Who can be booked: many hosts with a service and a calendar each, open day and night, and one service of several hosts. */
public final class Catalogue {

    /** A foreign service's own topic, which binds its source. */
    public static final Topic<SpecificRecord> PARTNER_TOPIC = new Topic<>(
            "booking.requests.partner.v1",
            Topics.BOOKING_REQUESTS.key(),
            Topics.BOOKING_REQUESTS.retention(),
            Topics.BOOKING_REQUESTS.records());

    public static final String PARTNER = "partner";

    /** Length of each appointment. */
    public static final int MINUTES = 15;

    /** Hosts who share a service. */
    public static final String POOL = "pool";

    private static final int HOSTS = 20;
    private static final int POOLED = 3;

    /**
     * A host, under the same name as the service and the calendar.
     *
     * @param bufferAfter minutes to keep free after each appointment; the next start is far enough away
     */
    public record Host(String name, int bufferAfter) {

        public String calendar() {
            return name + "@faults.example";
        }
    }

    private Catalogue() {}

    /** Hosts that are booked by the name of their service. */
    public static List<Host> hosts() {
        return IntStream.range(0, HOSTS)
                .mapToObj(n -> new Host("host-%02d".formatted(n), n % 4 == 3 ? 10 : 0))
                .toList();
    }

    /** Everybody. */
    public static List<Host> all() {
        return Stream.concat(hosts().stream(), pooled().stream()).toList();
    }

    private static List<Host> pooled() {
        return IntStream.range(0, POOLED)
                .mapToObj(n -> new Host(POOL + "-" + n, 0))
                .toList();
    }

    static void write(Postgres postgres, String database) throws SQLException {
        try (Connection connection = postgres.connect(database)) {
            for (Host host : all()) {
                insert(connection, "schedules", host.name(), """
                        {"id": "%s", "zone": "UTC", "weekly": [{"days": ["MON","TUE","WED","THU","FRI","SAT","SUN"],
                         "start": "00:00", "end": "24:00"}], "breaks": [], "overrides": [], "holidays": null, "busy": [],
                         "effective": {"from": null, "to": null}, "version": 1}""".formatted(host.name()));
                insert(connection, "staff", host.name(), """
                        {"id": "%1$s", "name": "%1$s", "zone": "UTC",
                         "calendars": [{"id": "%2$s", "read": true, "write": true}],
                         "schedule": "%1$s", "weight": 1, "version": 1}""".formatted(host.name(), host.calendar()));
            }
            for (Host host : hosts()) {
                service(connection, host.name(), host.bufferAfter(), List.of(host));
            }
            service(connection, POOL, 0, pooled());
        }
    }

    private static void service(Connection connection, String name, int bufferAfter, List<Host> hosts)
            throws SQLException {
        String staff = hosts.stream().map(host -> "\"" + host.name() + "\"").collect(Collectors.joining(","));
        insert(connection, "services", name, """
                {"id": "%1$s", "name": "%1$s", "durations_minutes": [%2$d], "interval_minutes": %3$d,
                 "alignment": "WINDOW_START", "buffer_before_minutes": 0, "buffer_after_minutes": %4$d,
                 "min_notice_minutes": 0, "window_days": 90, "max_per_day": null, "max_per_week": null, "capacity": 1,
                 "requires_confirmation": false, "cancel_notice_minutes": 0, "reschedule_notice_minutes": 0,
                 "staff": [%5$s], "assignment": "LEAST_RECENT", "collective": false, "resources": [], "questions": [],
                 "prices": [], "location": "NONE", "version": 1}""".formatted(name, MINUTES, MINUTES, bufferAfter, staff));
    }

    private static void insert(Connection connection, String table, String id, String definition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into " + table + " (id, version, definition) values (?, 1, ?::jsonb)")) {
            statement.setString(1, id);
            statement.setString(2, definition);
            statement.executeUpdate();
        }
    }
}
