package dev.meridian.local;

import java.io.Serial;

/**
 * The system does not start, for a reason that the person at the keyboard can do something about. The message is the
 * whole explanation: what is wrong and what to do, in plain words.
 */
public final class CannotStart extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    CannotStart(String message) {
        super(message);
    }

    CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
