package dev.meridian.calendars.google;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.CalendarFailure.AlreadyExists;
import dev.meridian.calendars.CalendarFailure.NotFound;
import dev.meridian.calendars.CalendarFailure.OutcomeUnknown;
import dev.meridian.calendars.CalendarFailure.PermanentFailure;
import dev.meridian.calendars.CalendarFailure.PreconditionFailed;
import dev.meridian.calendars.CalendarFailure.QuotaExhausted;
import dev.meridian.calendars.CalendarFailure.RateLimited;
import dev.meridian.calendars.CalendarFailure.SyncTokenExpired;
import dev.meridian.calendars.CalendarFailure.Unavailable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Google's client throws into a {@link CalendarFailure}, by the <em>reason</em> in the answer: 403 may mean "slower",
 * "not for hours" and "never", 410 "deleted" and "forget your copy". The status counts only where no reason can be read.
 *
 * @see <a href="https://developers.google.com/workspace/calendar/api/guides/errors">Google's table of errors</a>
 */
final class GoogleErrors {

    /** Whether a call may have changed something when its answer is lost. */
    enum Effect {
        READ,
        WRITE
    }

    private GoogleErrors() {}

    static CalendarFailure failure(String what, Effect effect, Exception e) {
        return switch (e) {
            case TokenFailure token -> tokenFailure(what, token);
            case HttpResponseException answer -> refusal(what, effect, answer);
            case IOException io ->
                neverSent(io)
                        ? new Unavailable(what + ": no connection", io)
                        : unanswered(what + ": no complete answer", effect, io);
            default -> unanswered(what + ": unreadable answer", effect, e);
        };
    }

    private static boolean neverSent(IOException e) {
        return e instanceof ConnectException
                || e instanceof HttpConnectTimeoutException
                || e instanceof UnknownHostException
                || e instanceof SSLHandshakeException;
    }

    private static CalendarFailure tokenFailure(String what, TokenFailure e) {
        return e.refusal()
                .<CalendarFailure>map(reason -> new PermanentFailure(what + ": no token, " + reason, reason, e))
                .orElseGet(() -> new Unavailable(what + ": no token", e));
    }

    private static CalendarFailure refusal(String what, Effect effect, HttpResponseException e) {
        int status = e.getStatusCode();
        var reason = reason(e);
        var message = what + ": " + status + (reason == null ? "" : " " + reason);
        return switch (reason == null ? reasonOf(status) : reason) {
            case "duplicate" -> new AlreadyExists(message, e);
            case "conditionNotMet" -> new PreconditionFailed(message, e);
            case "rateLimitExceeded", "userRateLimitExceeded" -> new RateLimited(message, retryAfter(e), e);
            case "quotaExceeded", "dailyLimitExceeded" -> new QuotaExhausted(message, e);
            case "fullSyncRequired", "updatedMinTooLongAgo" -> new SyncTokenExpired(message, e);
            case "notFound", "deleted" -> new NotFound(message, e);
            default -> byStatus(message, effect, reason, e);
        };
    }

    private static CalendarFailure byStatus(
            String message, Effect effect, @Nullable String reason, HttpResponseException e) {
        int status = e.getStatusCode();
        if (status == 429) {
            return new RateLimited(message, retryAfter(e), e);
        }
        if (status >= 500 || status == 408) {
            return unanswered(message, effect, e);
        }
        return new PermanentFailure(message, reason == null ? reasonOf(status) : reason, e);
    }

    /** What a status means when the answer gives no reason. */
    private static String reasonOf(int status) {
        return switch (status) {
            case 401 -> "authError";
            case 404 -> "notFound";
            case 409 -> "duplicate";
            case 410 -> "deleted";
            case 412 -> "conditionNotMet";
            case 429 -> "rateLimitExceeded";
            default -> "status " + status;
        };
    }

    private static CalendarFailure unanswered(String message, Effect effect, Exception e) {
        return effect == Effect.WRITE ? new OutcomeUnknown(message, e) : new Unavailable(message, e);
    }

    /** The first reason in the body; null where the body is not Google's JSON. */
    private static @Nullable String reason(HttpResponseException e) {
        if (!(e instanceof GoogleJsonResponseException json)) {
            return null;
        }
        @Nullable GoogleJsonError details = json.getDetails();
        @Nullable List<GoogleJsonError.ErrorInfo> errors = details == null ? null : details.getErrors();
        return errors == null || errors.isEmpty() ? null : errors.getFirst().getReason();
    }

    private static @Nullable Duration retryAfter(HttpResponseException e) {
        @Nullable
        String seconds = e.getHeaders() == null ? null : e.getHeaders().getRetryAfter();
        // The header may also be a date; that form is not worth a parser here.
        return seconds != null && seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }
}
