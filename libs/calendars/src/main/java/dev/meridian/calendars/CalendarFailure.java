package dev.meridian.calendars;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a call to a calendar did not do what was asked. The type says what the caller may do; messages name operations, ids
 * and reasons, never a person.
 *
 * <table>
 * <caption>What to do</caption>
 * <tr><th>type</th><th>was it done?</th><th>next</th></tr>
 * <tr><td>{@link OutcomeUnknown}</td><td>unknown</td><td>get by id, then decide; the same id again is safe</td></tr>
 * <tr><td>{@link Unavailable}</td><td>no</td><td>again, after a pause</td></tr>
 * <tr><td>{@link RateLimited}</td><td>no</td><td>again, after a pause with jitter, in the same order</td></tr>
 * <tr><td>{@link QuotaExhausted}</td><td>no</td><td>again after minutes or hours, without invitations</td></tr>
 * <tr><td>{@link AlreadyExists}</td><td>perhaps earlier</td><td>get by id: ours, a tombstone, or a stranger's</td></tr>
 * <tr><td>{@link PreconditionFailed}</td><td>no</td><td>get, decide again</td></tr>
 * <tr><td>{@link NotFound}</td><td>no</td><td>never the same again: calendar or event is not there, or not shared</td></tr>
 * <tr><td>{@link SyncTokenExpired}</td><td>–</td><td>drop the token and the copy, read everything</td></tr>
 * <tr><td>{@link PermanentFailure}</td><td>no</td><td>never the same again: a person has to look</td></tr>
 * </table>
 */
public abstract sealed class CalendarFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CalendarFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the same call may succeed later without anybody changing anything. */
    public boolean isTransient() {
        return this instanceof OutcomeUnknown
                || this instanceof Unavailable
                || this instanceof RateLimited
                || this instanceof QuotaExhausted;
    }

    /** A write was sent and no readable answer came (timeout, server error, lost connection): it may have been done, or may still be. */
    public static final class OutcomeUnknown extends CalendarFailure {
        private static final long serialVersionUID = 1L;

        public OutcomeUnknown(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Nothing was changed and nothing could be read: no connection, no token, or a server error on a read. */
    public static final class Unavailable extends CalendarFailure {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Too many calls within a minute, or writes to one calendar in too quick succession. Nothing was changed. */
    public static final class RateLimited extends CalendarFailure {
        private static final long serialVersionUID = 1L;
        private final @Nullable Duration retryAfter;

        public RateLimited(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        /** How long the provider asked to wait, if it did. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /** A limit that lasts for hours, such as on invitations or on a day's calls. Nothing was changed. */
    public static final class QuotaExhausted extends CalendarFailure {
        private static final long serialVersionUID = 1L;

        public QuotaExhausted(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The event id is taken: by an earlier attempt of ours, by a tombstone, or by a stranger. Only a look can tell. */
    public static final class AlreadyExists extends CalendarFailure {
        private static final long serialVersionUID = 1L;

        public AlreadyExists(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Somebody changed the event since its etag was read. Nothing was changed. */
    public static final class PreconditionFailed extends CalendarFailure {
        private static final long serialVersionUID = 1L;

        public PreconditionFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The calendar or the event does not exist, is deleted, or is not shared with us: providers do not tell which. */
    public static final class NotFound extends CalendarFailure {
        private static final long serialVersionUID = 1L;

        public NotFound(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The sync token is too old, or access to the calendar changed since. */
    public static final class SyncTokenExpired extends CalendarFailure {
        private static final long serialVersionUID = 1L;

        public SyncTokenExpired(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Refused for a reason that lasts: access, scope, credentials, or a request that can not be right. */
    public static final class PermanentFailure extends CalendarFailure {
        private static final long serialVersionUID = 1L;
        private final String reason;

        public PermanentFailure(String message, String reason, @Nullable Throwable cause) {
            super(message, cause);
            this.reason = reason;
        }

        /** The provider's own word, such as {@code forbiddenForServiceAccounts}. */
        public String reason() {
            return reason;
        }
    }
}
