package dev.meridian.faults.nemesis;

/** What can go wrong, and where in the plan it has its place. */
public enum Fault {
    KILL_WORKER(Lane.WORKER, 3, "booking worker killed (SIGKILL)"),
    PAUSE_WORKER(Lane.WORKER, 1, "booking worker paused for two leases (SIGSTOP)"),
    WRONG_CLOCK(Lane.WORKER, 1, "booking worker's clock wrong by five minutes (needs libfaketime)"),
    KILL_POINT(Lane.WORKER, 0, "booking worker killed at a chosen place"),

    KILL_GATEWAY(Lane.GATEWAY, 2, "gateway killed"),
    PAUSE_GATEWAY(Lane.GATEWAY, 1, "gateway paused"),
    WRONG_GATEWAY_CLOCK(Lane.GATEWAY, 1, "gateway's clock wrong by 45 s (needs libfaketime)"),
    ROLL_GATEWAYS(Lane.GATEWAY, 1, "gateways restarted in turn"),
    GATEWAY_KILL_POINT(Lane.GATEWAY, 0, "gateway killed at a chosen place"),

    KILL_LEADER(Lane.BROKER, 3, "broker that leads most partitions killed"),
    KILL_BROKER(Lane.BROKER, 2, "any broker killed, the active controller among them"),
    PAUSE_LEADER(Lane.BROKER, 1, "leading broker paused for 15 s"),
    TWO_BROKERS_DOWN(Lane.BROKER, 1, "two of three brokers down"),
    CLUSTER_RESTART(Lane.BROKER, 1, "all brokers killed at once"),

    KILL_POSTGRES(Lane.POSTGRES, 2, "Postgres killed with all its processes"),
    PAUSE_POSTGRES(Lane.POSTGRES, 1, "Postgres paused for up to 20 s"),

    REBALANCE(Lane.GROUP, 2, "a third worker joins the group and leaves"),
    REPLAY(Lane.GROUP, 1, "everything replayed from the first record, under load"),

    CALENDAR_500(Lane.CALENDAR, 2, "calendar: 500"),
    CALENDAR_503(Lane.CALENDAR, 2, "calendar: 503"),
    CALENDAR_LOST_ANSWER(Lane.CALENDAR, 3, "calendar: done, answer lost"),
    CALENDAR_LATE_COMMIT(Lane.CALENDAR, 3, "calendar: no answer, done seconds later"),
    CALENDAR_429(Lane.CALENDAR, 1, "calendar: 429"),
    CALENDAR_RATE(Lane.CALENDAR, 1, "calendar: 403 rate limit"),
    CALENDAR_SLOW(Lane.CALENDAR, 2, "calendar: slow"),
    CALENDAR_TIMEOUT(Lane.CALENDAR, 1, "calendar: answer after our patience"),
    CALENDAR_RESET(Lane.CALENDAR, 2, "calendar: connection reset"),
    CALENDAR_TRUNCATED(Lane.CALENDAR, 2, "calendar: half an answer"),
    FREE_BUSY_ERROR(Lane.CALENDAR, 1, "calendar: free/busy answers 200 with an error"),
    SYNC_TOKENS_EXPIRED(Lane.CALENDAR, 1, "calendar: sync tokens expired"),

    PERSON_DELETES(Lane.PEOPLE, 1, "a person deletes our event"),
    PERSON_MOVES(Lane.PEOPLE, 1, "a person moves our event"),
    PERSON_EDITS(Lane.PEOPLE, 2, "a person edits our event's text"),
    POISON(Lane.PEOPLE, 1, "poison: undecodable, null, unknown schema, no command, 900 kB");

    /** What goes wrong in different lanes goes wrong at the same time; within one lane, one after the other. */
    public enum Lane {
        WORKER,
        GATEWAY,
        BROKER,
        POSTGRES,
        GROUP,
        CALENDAR,
        PEOPLE
    }

    private final Lane lane;
    private final int weight;
    private final String description;

    Fault(Lane lane, int weight, String description) {
        this.lane = lane;
        this.weight = weight;
        this.description = description;
    }

    public Lane lane() {
        return lane;
    }

    /** How often in a round; a kill point comes once for each point. */
    int weight() {
        return weight;
    }

    public String description() {
        return description;
    }
}
