package dev.meridian.booking.request;

import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells a database that is away, or busy, from a bug. */
public final class Unavailable {

    /**
     * Classes and codes of SQLSTATE that pass without anybody changing the request: connection, transaction state (read-only),
     * login, lost prepared statement, no such database, contention, resources, lock, operator, system, internal.
     */
    private static final Set<String> PASSING =
            Set.of("08", "0A000", "25", "26000", "28", "3D000", "40", "53", "55P03", "57", "58", "XX");

    private Unavailable() {}

    public static boolean is(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException database && database.getSqlState() != null) {
                return isPassing(database.getSqlState());
            }
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof InterruptedException) {
                return true;
            }
        }
        return isAway(error);
    }

    // A full disk, a standby that is not yet the primary or a database that is being restored is nothing a request can
    // cause, and nothing it should be lost for.
    private static boolean isPassing(String sqlState) {
        return PASSING.stream().anyMatch(sqlState::startsWith);
    }

    private static boolean isAway(Throwable error) {
        return switch (error) {
            case DataAccessResourceFailureException away -> true;
            case DataIntegrityViolationException bug -> false;
            case NonTransientDataAccessException bug -> false;
            case DataAccessException passing -> true;
            case TransactionException passing -> true;
            case R2dbcException away -> true;
            default -> false;
        };
    }

    /** The innermost cause by type: its message may quote what was written. */
    public static String name(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}
