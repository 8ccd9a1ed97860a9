package dev.meridian.calendars.google;

import static dev.meridian.calendars.google.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.CalendarFailure.PermanentFailure;
import dev.meridian.calendars.CalendarFailure.RateLimited;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleErrorsTests {

    private final StubServer server = new StubServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, timeRangeEmpty, PermanentFailure",
        "400, invalid, PermanentFailure",
        "400, badRequest, PermanentFailure",
        "400, required, PermanentFailure",
        "401, authError, PermanentFailure",
        "403, userRateLimitExceeded, RateLimited",
        "403, rateLimitExceeded, RateLimited",
        "429, rateLimitExceeded, RateLimited",
        "429, somethingNew, RateLimited",
        "403, quotaExceeded, QuotaExhausted",
        "403, dailyLimitExceeded, QuotaExhausted",
        "403, insufficientPermissions, PermanentFailure",
        "403, forbidden, PermanentFailure",
        "403, forbiddenForServiceAccounts, PermanentFailure",
        "403, forbiddenForNonOrganizer, PermanentFailure",
        "403, accessNotConfigured, PermanentFailure",
        "404, notFound, NotFound",
        "409, duplicate, AlreadyExists",
        "410, deleted, NotFound",
        "410, fullSyncRequired, SyncTokenExpired",
        "410, updatedMinTooLongAgo, SyncTokenExpired",
        "412, conditionNotMet, PreconditionFailed",
        "500, backendError, OutcomeUnknown",
        "503, backendError, OutcomeUnknown",
        "503, somethingNew, OutcomeUnknown",
    })
    void readsTheReasonAndNotTheStatus(int status, String reason, String failure) {
        server.refuse(status, reason);

        var thrown = write();

        assertThat(thrown.getClass().getSimpleName()).isEqualTo(failure);
        assertThat(thrown).hasMessageContaining(reason).hasMessageContaining("insert");
        if (thrown instanceof PermanentFailure permanent) {
            assertThat(permanent.reason()).isEqualTo(reason);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, PermanentFailure",
        "403, PermanentFailure",
        "404, NotFound",
        "408, OutcomeUnknown",
        "409, AlreadyExists",
        "410, NotFound",
        "412, PreconditionFailed",
        "413, PermanentFailure",
        "429, RateLimited",
        "500, OutcomeUnknown",
        "502, OutcomeUnknown",
        "504, OutcomeUnknown",
    })
    void fallsBackToTheStatusWhereTheBodyIsNotGoogles(int status, String failure) {
        server.answer(status, Map.of("Content-Type", "text/html"), "<html>Sorry</html>");
        assertThat(write().getClass().getSimpleName()).isEqualTo(failure);

        server.answer(status, "{}");
        assertThat(write().getClass().getSimpleName()).isEqualTo(failure);

        server.answer(status, "");
        assertThat(write().getClass().getSimpleName()).isEqualTo(failure);
    }

    @Test
    void readsHowLongToWait() {
        server.answer(
                429,
                Map.of("Content-Type", "application/json", "Retry-After", "7"),
                "{\"error\":{\"errors\":[{\"reason\":\"rateLimitExceeded\"}],\"code\":429}}");

        assertThat(write())
                .isInstanceOfSatisfying(
                        RateLimited.class, e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @Test
    void knowsThatAFailedReadChangedNothing() {
        server.refuse(503, "backendError");

        assertThat(catchThrowable(() -> server.connector().get("primary", "abcde")))
                .isInstanceOf(CalendarFailure.Unavailable.class);
    }

    @Test
    void knowsThatWithoutAConnectionNothingWasWritten() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var nobody = GoogleCalendar.connect(GoogleSettings.local(URI.create("http://127.0.0.1:" + free), "t"));

        assertThat(catchThrowable(() -> nobody.insert("primary", event("abcde"))))
                .isInstanceOf(CalendarFailure.Unavailable.class);
    }

    @Test
    void takesAnAnswerItCanNotReadForNoAnswer() {
        for (var body : new String[] {"", "{", "[]", "{\"id\":{}}", "{}", "<html>"}) {
            server.answer(200, body);
            assertThat(write()).as(body).isInstanceOf(CalendarFailure.OutcomeUnknown.class);
        }
    }

    @Test
    void sendsEachRequestOnce() {
        server.refuse(503, "backendError").refuse(429, "rateLimitExceeded").refuse(401, "authError");

        write();
        write();
        write();

        assertThat(server.requests()).hasSize(3);
    }

    private Throwable write() {
        return catchThrowable(() -> server.connector().insert("primary", event("abcde")));
    }
}
