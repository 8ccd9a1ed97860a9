package dev.meridian.faults.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.faults.check.Evidence.Booking;
import dev.meridian.faults.check.Evidence.Event;
import dev.meridian.faults.check.Evidence.Occupancy;
import dev.meridian.faults.check.Evidence.Published;
import dev.meridian.faults.check.Evidence.Recorded;
import dev.meridian.faults.check.Evidence.Request;
import dev.meridian.faults.check.Evidence.Seat;
import dev.meridian.faults.check.Evidence.Session;
import dev.meridian.faults.check.Evidence.Transition;
import dev.meridian.faults.load.Told;
import dev.meridian.faults.load.Wire;
import dev.meridian.faults.load.Wish;
import dev.meridian.faults.process.Catalogue;
import dev.meridian.faults.process.Catalogue.Host;
import dev.meridian.faults.process.Fleet;
import dev.meridian.schema.Topics;
import java.io.IOException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Gathers the {@link Evidence}, each kind from where it is. */
public final class Collector {

    /** What is told of calendars and the catalogue goes with the day, not with what was asked. */
    private static final String EVENTS_TO_TELL = "(select * from outbox where topic = 'booking.events.v1')";

    private static final Pattern LISTED = Pattern.compile("\\(booking ([0-9a-f-]{36})\\)");

    private final Fleet fleet;
    private final Wire wire;

    public Collector(Fleet fleet, Wire wire) {
        this.fleet = fleet;
        this.wire = wire;
    }

    public Evidence collect(List<Told> told, List<Wish> silent, Set<String> touched, Set<String> removed)
            throws Exception {
        return new Evidence(
                told,
                silent,
                rows(
                        "select source, key, command, booking_id, outcome ->> 'status' from requests",
                        row -> new Request(
                                new Wish.Id(row.getString(1), row.getString(2)),
                                row.getString(3),
                                uuid(row, 4),
                                row.getString(5))),
                rows(
                        """
                        select id, state, version, calendar_id, event_id, generation, staff, starts_at, ends_at, session_id
                        from bookings""",
                        row -> new Booking(
                                uuid(row, 1),
                                row.getString(2),
                                row.getInt(3),
                                row.getString(4),
                                row.getString(5),
                                row.getInt(6),
                                row.getString(7),
                                instant(row, 8),
                                instant(row, 9),
                                row.getObject(10, UUID.class))),
                rows(
                        """
                        select booking_id, resource_id, lower(slot), upper(slot), buffer_before_minutes, buffer_after_minutes
                        from occupancies where live""",
                        row -> new Occupancy(
                                uuid(row, 1),
                                row.getString(2),
                                instant(row, 3),
                                instant(row, 4),
                                row.getInt(5),
                                row.getInt(6))),
                rows(
                        "select id, calendar_id, event_id, generation from sessions",
                        row -> new Session(uuid(row, 1), row.getString(2), row.getString(3), row.getInt(4))),
                rows(
                        "select session_id, seat_no, booking_id from seats where live",
                        row -> new Seat(uuid(row, 1), row.getInt(2), uuid(row, 3))),
                transitions(),
                number("select count(*) from outbox where published_at is null"),
                events(),
                records(),
                deadLetters(),
                published(),
                touched,
                removed);
    }

    public List<Transition> transitions() throws SQLException {
        return rows(
                "select booking_id, from_state, to_state, from_epoch, to_epoch, at from faults_transitions order by id",
                row -> new Transition(
                        uuid(row, 1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, Integer.class),
                        row.getInt(5),
                        instant(row, 6)));
    }

    /** How many requests, waits for a host, sagas, changes of sessions and events to publish have not ended. */
    public long open() throws SQLException {
        return number("""
                select (select count(*) from requests where state = 'OPEN')
                    + (select count(*) from bookings where state in ('HELD', 'AWAITING_HOST', 'WRITING', 'MOVING', 'UNDOING'))
                    + (select count(*) from sessions where changes_shown < changes)
                    + (select count(*) from outbox where published_at is null)""");
    }

    /** How many bookings stand although a person has removed their event. */
    public long unfollowed(Set<String> removed) throws SQLException {
        return rows("select event_id from bookings where state = 'CONFIRMED'", row -> row.getString(1)).stream()
                .filter(removed::contains)
                .count();
    }

    /** Has what the workers wanted to look at some minutes later looked at now, as a time taken before may be free since. */
    public void hasten() throws SQLException {
        try (Connection connection = fleet.postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update calendar_rechecks set due_at = least(due_at, clock_timestamp())");
        }
    }

    /** Whether a request ran out before it was decided. */
    public boolean isExpired(Wish.Id id) {
        try (Connection connection = fleet.postgres().connect();
                PreparedStatement statement = connection.prepareStatement(
                        "select 1 from requests where source = ? and key = ? and outcome ->> 'status' = 'EXPIRED'")) {
            statement.setString(1, id.source());
            statement.setString(2, id.key());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            return false;
        }
    }

    /** A digest of everything that a replay must leave as it is. */
    public String digest() throws Exception {
        List<String> tables = new ArrayList<>();
        for (String table : List.of(
                "requests", "bookings", "occupancies", "sessions", "seats", EVENTS_TO_TELL, "faults_transitions")) {
            tables.addAll(rows(
                    "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from "
                            + table + " t",
                    row -> table + " " + row.getString(1)));
        }
        MessageDigest calendar = MessageDigest.getInstance("SHA-256");
        for (Host host : Catalogue.all()) {
            for (JsonNode event : fleet.calendar().events(host.calendar())) {
                calendar.update(event.toString().getBytes(UTF_8));
            }
        }
        tables.add("calendar " + HexFormat.of().formatHex(calendar.digest()));
        tables.add("events published " + read(Topics.BOOKING_EVENTS.name()).size());
        return String.join("\n", tables);
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) throws Exception {
        return fleet.kafka().read(topic::equals);
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (Host host : Catalogue.all()) {
            for (JsonNode event : fleet.calendar().events(host.calendar())) {
                JsonNode marks = event.path("extendedProperties").path("private");
                events.add(new Event(
                        host.calendar(),
                        event.path("id").asString(),
                        !event.path("status").asString("").equals("cancelled"),
                        time(event.path("start")),
                        time(event.path("end")),
                        id(marks.path("bookingId")),
                        id(marks.path("sessionId")),
                        listed(event.path("description").asString("")),
                        Integer.parseInt(marks.path("generation").asString("0"))));
            }
        }
        return events;
    }

    private static @Nullable UUID id(JsonNode mark) {
        String text = mark.asString("");
        return text.isEmpty() ? null : UUID.fromString(text);
    }

    private static Set<UUID> listed(String description) {
        return LISTED.matcher(description)
                .results()
                .map(line -> UUID.fromString(line.group(1)))
                .collect(Collectors.toSet());
    }

    private static @Nullable Instant time(JsonNode node) {
        String text = node.path("dateTime").asString("");
        return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    }

    private List<Recorded> records() throws Exception {
        List<Recorded> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record :
                fleet.kafka().read(name -> name.startsWith("booking.requests") && !name.endsWith(".dlt"))) {
            records.add(new Recorded(place(record), id(record)));
        }
        return records;
    }

    private Wish.@Nullable Id id(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            GenericRecord value = wire.decode(record.value() == null ? new byte[0] : record.value());
            Object key = value.hasField("requestId") ? value.get("requestId") : null;
            String source = record.topic().equals(Catalogue.PARTNER_TOPIC.name())
                    ? Catalogue.PARTNER
                    : header(record, "ce_source");
            return key == null ? null : new Wish.Id(source, key.toString());
        } catch (IOException e) {
            return null;
        }
    }

    private List<String> deadLetters() throws Exception {
        return fleet.kafka().read(name -> name.endsWith(".dlt")).stream()
                .map(record -> header(record, "dead-letter-topic") + "-" + header(record, "dead-letter-partition") + "@"
                        + header(record, "dead-letter-offset"))
                .toList();
    }

    private List<Published> published() throws Exception {
        List<Published> published = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : read(Topics.BOOKING_EVENTS.name())) {
            GenericRecord value = wire.decode(record.value());
            published.add(new Published(
                    header(record, "ce_id"),
                    value.getSchema().getName(),
                    UUID.fromString(value.get("bookingId").toString()),
                    (Integer) value.get("version"),
                    Arrays.hashCode(record.value())));
        }
        return published;
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String sql, Reading<T> reading) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Connection connection = fleet.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(reading.read(row));
            }
        }
        return rows;
    }

    private long number(String sql) throws SQLException {
        return rows(sql, row -> row.getLong(1)).getFirst();
    }

    private static UUID uuid(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
