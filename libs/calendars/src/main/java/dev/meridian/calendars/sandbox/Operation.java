package dev.meridian.calendars.sandbox;

import java.util.Locale;

/** What a request asks the sandbox to do; faults are aimed at these. */
public enum Operation {
    FREE_BUSY,
    INSERT,
    GET,
    LIST,
    PATCH,
    UPDATE,
    DELETE,
    /** A push channel. */
    WATCH,
    /** A calendar's own data. */
    CALENDAR,
    /** An access token at {@code /token}. */
    TOKEN;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Operation ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
