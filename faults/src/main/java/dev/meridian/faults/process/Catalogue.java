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

/**
 * Who can be booked, day and night: many hosts with a service and a calendar each, some of whom take groups or have to agree, and one
 * service of several hosts.
 */
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

    /** How many can come to a group. */
    public static final int SEATS = 4;

    private static final int HOSTS = 20;
    private static final int POOLED = 3;
    private static final int ASKED = 3;
    // The shortest that there is.
    private static final int DECISION_MINUTES = 1;

    /**
     * A host, under the same name as the service and the calendar.
     *
     * @param bufferAfter minutes to keep free after each appointment; the next start is far enough away
     * @param seats how many can come at one time, and share one event then
     * @param asked whether the host has to agree, and has a minute for that
     */
    public record Host(String name, int bufferAfter, int seats, boolean asked) {

        static Host of(String name, int bufferAfter) {
            return new Host(name, bufferAfter, 1, false);
        }

        public String calendar() {
            return name + "@faults.example";
        }
    }

    private Catalogue() {}

    /** Hosts that are booked by the name of their service. */
    public static List<Host> hosts() {
        return IntStream.range(0, HOSTS)
                .mapToObj(n -> Host.of("host-%02d".formatted(n), n % 4 == 3 ? 10 : 0))
                .toList();
    }

    /** Hosts who take groups; the last one is asked about each who wants to come. */
    public static List<Host> groups() {
        return List.of(
                new Host("group-0", 0, SEATS, false),
                new Host("group-1", 10, SEATS, false),
                new Host("asked-group", 0, SEATS, true));
    }

    /** Hosts who are asked, and take one at a time. */
    public static List<Host> asked() {
        return IntStream.range(0, ASKED)
                .mapToObj(n -> new Host("asked-" + n, 0, 1, true))
                .toList();
    }

    /** Whether many can come to the host of that name at one time. */
    public static boolean takesGroups(String host) {
        return all().stream().anyMatch(one -> one.name().equals(host) && one.seats() > 1);
    }

    /** Whether the host of that name has to agree. */
    public static boolean isAsked(String host) {
        return all().stream().anyMatch(one -> one.name().equals(host) && one.asked());
    }

    /** Everybody. */
    public static List<Host> all() {
        return Stream.concat(alone().stream(), pooled().stream()).toList();
    }

    private static List<Host> alone() {
        return Stream.of(hosts(), groups(), asked()).flatMap(List::stream).toList();
    }

    private static List<Host> pooled() {
        return IntStream.range(0, POOLED)
                .mapToObj(n -> Host.of(POOL + "-" + n, 0))
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
            for (Host host : alone()) {
                service(connection, host.name(), host, List.of(host));
            }
            service(connection, POOL, pooled().getFirst(), pooled());
        }
    }

    /** A service of these, on the terms of one. */
    private static void service(Connection connection, String name, Host terms, List<Host> hosts) throws SQLException {
        String staff = hosts.stream().map(host -> "\"" + host.name() + "\"").collect(Collectors.joining(","));
        insert(connection, "services", name, """
                {"id": "%1$s", "name": "%1$s", "durations_minutes": [%2$d], "interval_minutes": %3$d,
                 "alignment": "WINDOW_START", "buffer_before_minutes": 0, "buffer_after_minutes": %4$d,
                 "min_notice_minutes": 0, "window_days": 90, "max_per_day": null, "max_per_week": null, "capacity": %5$d,
                 "requires_confirmation": %6$b, "decision_minutes": %7$d,
                 "cancel_notice_minutes": 0, "reschedule_notice_minutes": 0,
                 "staff": [%8$s], "assignment": "LEAST_RECENT", "collective": false, "resources": [], "questions": [],
                 "prices": [], "location": "NONE", "version": 1}""".formatted(
                name, MINUTES, MINUTES, terms.bufferAfter(), terms.seats(), terms.asked(), DECISION_MINUTES, staff));
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
