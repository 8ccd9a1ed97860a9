package dev.meridian.faults.agent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The moments between two durable steps at which a process dies without a word. */
@SuppressWarnings("ImmutableEnumChecker") // A place is a record of texts.
public enum KillPoint {
    C1(Role.GATEWAY, "before the request is produced", Names.request("hand", true)),
    C2(Role.GATEWAY, "request handed to the producer, not acknowledged", Names.request("hand", false)),
    C3(Role.GATEWAY, "request acknowledged, no reply yet", Names.acknowledged("booking.requests")),
    C5(Role.BOOKING_WORKER, "record polled, before T1", Place.entering(Names.LISTENER, "receive")),
    C6(Role.BOOKING_WORKER, "inside T1", Place.entering(Names.BOOKINGS, "hold")),
    C7(Role.BOOKING_WORKER, "T1 committed, offset not", Place.leaving(Names.LISTENER, "receive")),
    C8(
            Role.BOOKING_WORKER,
            "offset committed, before T2",
            Place.entering(Names.SAGA, "begin"),
            Place.leaving("org.apache.kafka.clients.consumer.KafkaConsumer", "commitSync")),
    C9(Role.BOOKING_WORKER, "after T2, before the insert", Place.entering(Names.STEPS, "write")),
    C10(Role.BOOKING_WORKER, "insert on the wire", Place.entering(Names.GOOGLE, "insert"), null, Duration.ofMillis(80)),
    C11(Role.BOOKING_WORKER, "event created, answer not seen", Place.leaving(Names.GOOGLE, "insert")),
    C12(Role.BOOKING_WORKER, "verified, before T3", Place.entering(Names.DECISIONS, "confirm")),
    C13(Role.BOOKING_WORKER, "T3 committed, before the relay", Place.entering(Names.REPLIES, "tell")),
    C14(
            Role.BOOKING_WORKER,
            "relay sent, not acknowledged",
            Place.leaving("org.springframework.kafka.core.KafkaTemplate", "doSend")
                    .seeing("booking.events")),
    C15(Role.BOOKING_WORKER, "relay acknowledged, not marked", Names.acknowledged("booking.events")),
    C16(
            Role.GATEWAY,
            "reply read, caller not answered",
            Place.entering("dev.meridian.messaging.request.RequestReply", "receive")),
    C17(Role.BOOKING_WORKER, "undoing, between insert and delete", Place.entering(Names.GOOGLE, "delete")),
    C18(Role.BOOKING_WORKER, "moving, patched, before T6", Place.leaving(Names.GOOGLE, "patch")),
    C23(Role.BOOKING_WORKER, "dead letter acknowledged, offset not committed", Names.acknowledged(".dlt")),
    C24(Role.BOOKING_WORKER, "seat bound, before its session's event is read", Place.entering(Names.SESSIONS, "write")),
    C25(Role.BOOKING_WORKER, "session closed, before its event is removed", Place.entering(Names.SESSIONS, "remove"));

    /** Which processes come by a place. */
    public enum Role {
        GATEWAY,
        BOOKING_WORKER
    }

    private final Role role;
    private final String description;
    private final Place place;
    private final @Nullable Place then;
    private final Duration pause;

    KillPoint(Role role, String description, Place place) {
        this(role, description, place, null);
    }

    KillPoint(Role role, String description, Place place, @Nullable Place then) {
        this(role, description, place, then, Duration.ZERO);
    }

    KillPoint(Role role, String description, Place place, @Nullable Place then, Duration pause) {
        this.role = role;
        this.description = description;
        this.place = place;
        this.then = then;
        this.pause = pause;
    }

    public Role role() {
        return role;
    }

    public String description() {
        return description;
    }

    /** Where it is. */
    Place place() {
        return place;
    }

    /** If present: whoever is at {@link #place} waits, and the process dies when somebody is here. */
    Optional<Place> then() {
        return Optional.ofNullable(then);
    }

    /** How long after reaching the place. */
    Duration pause() {
        return pause;
    }

    /** All places of all points. */
    static List<Place> places() {
        return Stream.of(values())
                .flatMap(point -> Stream.concat(Stream.of(point.place()), point.then().stream()))
                .distinct()
                .toList();
    }

    private static final class Names {
        static final String LISTENER = "dev.meridian.booking.request.BookingRequestsListener";
        static final String BOOKINGS = "dev.meridian.bookings.booking.R2dbcBookings";
        static final String SAGA = "dev.meridian.booking.saga.Saga";
        static final String SESSIONS = "dev.meridian.booking.saga.SessionEvents";
        static final String STEPS = "dev.meridian.booking.saga.CalendarSteps";
        static final String GOOGLE = "dev.meridian.calendars.google.GoogleCalendar";
        static final String DECISIONS = "dev.meridian.booking.decision.Decisions";
        static final String REPLIES = "dev.meridian.booking.decision.BookingRepliesPublisher";

        static Place request(String method, boolean entered) {
            return new Place("dev.meridian.messaging.request.RequestReply", method, entered, "booking.requests");
        }

        /** The broker's word for records on that topic has arrived; nobody knows of it yet. */
        static Place acknowledged(String topic) {
            return new Place("org.apache.kafka.clients.producer.internals.ProducerBatch", "complete", true, topic);
        }
    }
}
