package dev.meridian.calendars.google;

import org.jspecify.annotations.Nullable;

/** The calendar can not be used as configured; the message is one sentence for an operator that says what to do. */
public final class CalendarSetupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CalendarSetupException(String message) {
        this(message, null);
    }

    CalendarSetupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
