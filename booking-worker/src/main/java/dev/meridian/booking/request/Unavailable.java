package dev.meridian.booking.request;

import io.r2dbc.spi.R2dbcException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells a database that is away, or busy, from a bug. */
final class Unavailable {

    private Unavailable() {}

    static boolean is(Throwable error) {
        return switch (error) {
            case DataAccessResourceFailureException away -> true;
            case DataIntegrityViolationException bug -> false;
            case NonTransientDataAccessException bug -> false;
            case DataAccessException passing -> true;
            case TransactionException passing -> true;
            case R2dbcException away -> true;
            // What block() throws when its time is up.
            case IllegalStateException timeout ->
                String.valueOf(timeout.getMessage()).startsWith("Timeout on blocking read");
            default -> false;
        };
    }

    /** The innermost cause by type: its message may quote what was written. */
    static String name(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}
