package dev.meridian.calendars.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.sandbox.Fault;
import dev.meridian.calendars.sandbox.Operation;
import dev.meridian.calendars.sandbox.Sandbox;
import dev.meridian.calendars.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials and the check at the start: each mistake has its sentence. */
class GoogleAccessTests {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String CLINIC = "clinic@meridian.example";

    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.of(Clock.fixed(NOW, ZoneOffset.UTC), ZoneId.of("Asia/Kolkata")));

    @TempDir
    private @Nullable Path folder;

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost:1/", "http://127.9.9.9/", "https://[::1]:8443/"})
    void acceptsAFixedTokenOnThisMachine(String url) {
        assertThat(GoogleSettings.local(URI.create(url), "t").rootUrl().toString())
                .endsWith("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.googleapis.com/",
                "http://localhost.example.com/",
                "http://127.0.0.1.example.com/",
                "http://127.0.0.1@example.com/",
                "http://0.0.0.0/",
                "http://10.0.0.1/"
            })
    void refusesAFixedTokenElsewhere(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoogleSettings.local(URI.create(url), "t0ken"))
                .withMessageStartingWith(
                        "MERIDIAN_GOOGLE_ACCESS_TOKEN is accepted only with a root URL on this machine")
                .withMessageContaining("MERIDIAN_GOOGLE_CREDENTIALS");
    }

    @Test
    void keepsTheTokenOutOfItsText() {
        assertThat(GoogleSettings.local(sandbox.rootUrl(), "t0ken").toString()).doesNotContain("t0ken");
    }

    @Test
    void asksForCredentials() {
        refuses(
                settings(null, null, CLINIC, false),
                "There are no credentials for Google Calendar: set"
                        + " MERIDIAN_GOOGLE_CREDENTIALS (or GOOGLE_APPLICATION_CREDENTIALS)");
    }

    @Test
    void saysThatTheFileIsNotThere() {
        refuses(settings(file("none.json").toString(), null, CLINIC, false), "There is no credentials file at ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{}", "secret-key", "{\"type\":\"service_account\"}", "{\"type\":\"other\"}"})
    void saysThatTheFileIsNoCredentialsFileWithoutQuotingIt(String content) throws IOException {
        var file = Files.writeString(file("key.json"), content);

        refuses(
                settings(file.toString(), null, CLINIC, false),
                "The credentials file " + file + " is not a service-account or authorised-user JSON file");
        assertThatExceptionOfType(CalendarSetupException.class)
                .isThrownBy(() -> check(settings(file.toString(), null, CLINIC, false)))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret-key"))
                .withNoCause();
    }

    @Test
    void refusesAServiceAccountOnItsOwnCalendar() {
        refuses(
                settings(serviceAccount(), null, "primary", false),
                "A service account's own calendar is seen by nobody");
    }

    @Test
    void refusesInvitationsByAServiceAccountItself() {
        refuses(settings(serviceAccount(), null, CLINIC, true), "A service account can not invite anybody by itself");
    }

    @Test
    void refusesToImpersonateAsAUser() {
        refuses(
                settings(user(), "x@example.com", CLINIC, false),
                "MERIDIAN_GOOGLE_IMPERSONATE needs a service account");
    }

    @Test
    void worksAsAServiceAccountOnASharedCalendar() {
        sandbox.addCalendar(CLINIC, ZoneId.of("Asia/Kolkata"));

        var calendar = check(settings(serviceAccount(), null, CLINIC, false));
        calendar.get("primary", "abcde");

        assertThat(sandbox.calls(Operation.TOKEN)).hasSize(1);
        assertThat(sandbox.calls(Operation.LIST)).isNotEmpty();
    }

    @Test
    void worksAsAnAuthorisedUser() {
        check(settings(user(), null, "primary", false)).get("primary", "abcde");

        assertThat(sandbox.calls(Operation.TOKEN)).hasSize(1);
    }

    @Test
    void renewsTheTokenOnceWhenItIsRefused() {
        var calendar = check(settings(user(), null, "primary", false));
        sandbox.faults().add(Fault.status(Operation.INSERT, 401, "authError"));

        calendar.insert("primary", TestEvents.event("abcde"));

        assertThat(sandbox.calls(Operation.TOKEN)).hasSize(2);
        assertThat(sandbox.calls(Operation.INSERT)).hasSize(2);
    }

    @Test
    void asksForTheNarrowestScopes() {
        var transport = new JdkTransport(Duration.ofSeconds(1), Duration.ofSeconds(1));

        assertThat(GoogleAccess.of(settings(serviceAccount(), null, CLINIC, false), transport)
                        .scopes())
                .containsExactly(
                        "https://www.googleapis.com/auth/calendar.events",
                        "https://www.googleapis.com/auth/calendar.events.freebusy");
        assertThat(GoogleAccess.of(settings(serviceAccount(), "asha@x.example", "primary", true), transport)
                        .scopes())
                .containsExactly(
                        "https://www.googleapis.com/auth/calendar.events.owned",
                        "https://www.googleapis.com/auth/calendar.freebusy");
        assertThat(GoogleAccess.of(settings(serviceAccount(), "asha@x.example", CLINIC, true), transport)
                        .scopes())
                .contains("https://www.googleapis.com/auth/calendar.events");
        assertThat(GoogleAccess.of(settings(user(), null, "primary", false), transport)
                        .scopes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_grant, check this machine's clock",
        "invalid_client, download a new file",
    })
    void explainsWhyThereIsNoToken(String error, String advice) {
        sandbox.faults().add(Fault.status(Operation.TOKEN, 400, error));

        refuses(settings(serviceAccount(), null, CLINIC, false), advice);
    }

    @Test
    void explainsThatDelegationIsMissing() {
        sandbox.faults().add(Fault.status(Operation.TOKEN, 401, "unauthorized_client"));

        refuses(
                settings(serviceAccount(), "asha@x.example", "primary", false),
                "domain-wide delegation for https://www.googleapis.com/auth/calendar.events.owned and");
    }

    @Test
    void explainsThatTheUserHasToAuthoriseAgain() {
        sandbox.faults().add(Fault.status(Operation.TOKEN, 400, "invalid_grant"));

        refuses(settings(user(), null, "primary", false), "authorise again, with offline access");
    }

    @Test
    void explainsThatTheCalendarIsNotShared() {
        refuses(
                settings(serviceAccount(), null, CLINIC, false),
                "The calendar clinic@meridian.example does not exist or is not shared: share it with"
                        + " robot@project.iam.gserviceaccount.com");
    }

    @ParameterizedTest
    @CsvSource({
        "403, accessNotConfigured, enable it in the Google Cloud console",
        "403, insufficientPermissions, lack a scope",
        "401, authError, correct MERIDIAN_GOOGLE_ACCESS_TOKEN",
        "403, forbidden, share it with",
    })
    void explainsWhyTheCalendarCanNotBeUsed(int status, String reason, String advice) {
        sandbox.faults().add(Fault.status(Operation.LIST, status, reason));

        refuses(GoogleSettings.local(sandbox.rootUrl(), sandbox.token()), advice);
    }

    @Test
    void explainsThatACalendarMayOnlyBeRead() {
        try (var server = new StubServer()) {
            server.answer(200, "{\"accessRole\":\"reader\",\"timeZone\":\"Asia/Kolkata\"}");

            refuses(GoogleSettings.local(server.url(), "t"), "may only be read (role reader)");
        }
    }

    @Test
    void startsAllTheSameWhileTheProviderIsDown() {
        sandbox.faults().add(Fault.status(Operation.LIST, 503, "backendError"));
        assertThat(check(GoogleSettings.local(sandbox.rootUrl(), sandbox.token())))
                .isNotNull();

        sandbox.faults().add(Fault.status(Operation.TOKEN, 503, "backend"));
        assertThat(check(settings(user(), null, "primary", false))).isNotNull();
    }

    @Test
    void knowsThatWithoutATokenNothingWasSent() {
        var calendar = GoogleCalendar.connect(settings(user(), null, "primary", false));
        sandbox.faults().add(Fault.reset(Operation.TOKEN));

        assertThatExceptionOfType(CalendarFailure.Unavailable.class)
                .isThrownBy(() -> calendar.insert("primary", TestEvents.event("abcde")));
        sandbox.faults().add(Fault.status(Operation.TOKEN, 400, "invalid_grant"));
        assertThatExceptionOfType(CalendarFailure.PermanentFailure.class)
                .isThrownBy(() -> calendar.insert("primary", TestEvents.event("abcde")))
                .satisfies(e -> assertThat(e.reason()).isEqualTo("invalid_grant"));
        assertThat(sandbox.calls(Operation.INSERT)).isEmpty();
    }

    private static void refuses(GoogleSettings settings, String sentence) {
        assertThatExceptionOfType(CalendarSetupException.class)
                .isThrownBy(() -> check(settings))
                .withMessageContaining(sentence)
                .satisfies(e -> assertThat(e.getMessage()).endsWith(".").doesNotContain("\n"));
    }

    private static GoogleCalendar check(GoogleSettings settings) {
        return GoogleCalendar.checked(settings, NOW);
    }

    private GoogleSettings settings(
            @Nullable String credentials, @Nullable String impersonate, String calendarId, boolean invite) {
        return new GoogleSettings(
                sandbox.rootUrl(),
                credentials,
                impersonate,
                null,
                calendarId,
                invite,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                List.of());
    }

    private String serviceAccount() {
        try {
            var keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            var pem = Base64.getMimeEncoder()
                    .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
            var json = new JsonObject();
            json.addProperty("type", "service_account");
            json.addProperty("project_id", "project");
            json.addProperty("private_key_id", "1");
            json.addProperty("private_key", "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n");
            json.addProperty("client_email", "robot@project.iam.gserviceaccount.com");
            json.addProperty("client_id", "1");
            json.addProperty("token_uri", sandbox.rootUrl() + "token");
            return write(json);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String user() {
        var json = new JsonObject();
        json.addProperty("type", "authorized_user");
        json.addProperty("client_id", "c");
        json.addProperty("client_secret", "s");
        json.addProperty("refresh_token", "r");
        json.addProperty("token_uri", sandbox.rootUrl() + "token");
        return write(json);
    }

    private String write(JsonObject json) {
        try {
            return Files.write(file("credentials.json"), json.toString().getBytes(UTF_8))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return Objects.requireNonNull(folder).resolve(name);
    }
}
