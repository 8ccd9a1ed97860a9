package dev.meridian.calendars.google;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.json.GenericJson;
import com.google.api.client.json.JsonObjectParser;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.calendar.CalendarScopes;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.auth.oauth2.UserCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf, and with which rights, requests are made.
 *
 * <p>Scopes, as narrow as the job allows; two are needed, since an events scope does not authorise free/busy queries:
 * <ul>
 *   <li>A service account on a calendar <em>shared with</em> it: {@code calendar.events} and {@code calendar.events.freebusy}.
 *       The narrower {@code calendar.events.owned} and {@code calendar.freebusy} reach only calendars the account owns, and a
 *       shared one belongs to the person who shares it. What the account can touch is bounded by what is shared with it.
 *   <li>A service account that acts for a user (domain-wide delegation) and books into that user's own calendar: {@code
 *       calendar.events.owned} and {@code calendar.freebusy}. Where staff have calendars the user does not own, set {@code
 *       meridian.google.scopes} to the pair above. The administrator grants exactly the scopes asked for here.
 *   <li>An authorised user: the scopes were fixed when the user consented; nothing is asked for here. {@code
 *       calendar.events.owned} and {@code calendar.freebusy} do for calendars the user owns.
 * </ul>
 *
 * @param initializer adds the token to a request, and renews it once when the answer is 401
 * @param account what the calendar has to be shared with; for messages to operators
 * @param kind the kind of credentials
 * @param scopes the scopes asked for; empty where that is settled elsewhere
 */
record GoogleAccess(HttpRequestInitializer initializer, String account, Kind kind, List<String> scopes) {

    enum Kind {
        SERVICE_ACCOUNT,
        DELEGATION,
        AUTHORISED_USER,
        FIXED_TOKEN
    }

    static GoogleAccess of(GoogleSettings settings, HttpTransport transport) {
        var token = settings.accessToken();
        if (token != null) {
            HttpRequestInitializer bearer = request -> request.getHeaders().setAuthorization("Bearer " + token);
            return new GoogleAccess(bearer, "the owner of the access token", Kind.FIXED_TOKEN, List.of());
        }
        var path = settings.credentials();
        if (path == null) {
            throw new CalendarSetupException("There are no credentials for Google Calendar: set"
                    + " MERIDIAN_GOOGLE_CREDENTIALS (or GOOGLE_APPLICATION_CREDENTIALS) to the path of a service-account"
                    + " or authorised-user JSON file.");
        }
        return switch (read(path, transport)) {
            case ServiceAccountCredentials account -> serviceAccount(account, settings);
            case UserCredentials user -> user(user, path, settings);
            case GoogleCredentials other ->
                throw new CalendarSetupException("The credentials in " + path + " are of a kind Meridian does not use ("
                        + other.getClass().getSimpleName()
                        + "): use a service account's key file or an authorised user's file.");
        };
    }

    private static GoogleAccess user(UserCredentials user, String path, GoogleSettings settings) {
        if (settings.impersonate() != null) {
            throw new CalendarSetupException("MERIDIAN_GOOGLE_IMPERSONATE needs a service account, and " + path
                    + " belongs to a user: remove the variable or use a service account's key file.");
        }
        return new GoogleAccess(renewing(user), "the user who authorised " + path, Kind.AUTHORISED_USER, List.of());
    }

    private static GoogleAccess serviceAccount(ServiceAccountCredentials account, GoogleSettings settings) {
        var user = settings.impersonate();
        var scopes = scopes(settings);
        var scoped = account.createWithCustomRetryStrategy(false).createScoped(scopes);
        if (user != null) {
            return new GoogleAccess(renewing(scoped.createDelegated(user)), user, Kind.DELEGATION, scopes);
        }
        if (settings.calendarId().equals("primary")) {
            throw new CalendarSetupException(
                    "A service account's own calendar is seen by nobody: share a calendar with "
                            + account.getClientEmail()
                            + " (\"Make changes to events\") and set MERIDIAN_GOOGLE_CALENDAR_ID to"
                            + " that calendar's id, or set MERIDIAN_GOOGLE_IMPERSONATE to the user it should act for.");
        }
        if (settings.invite()) {
            throw new CalendarSetupException(
                    "A service account can not invite anybody by itself: set"
                            + " MERIDIAN_GOOGLE_IMPERSONATE to the user it should act for, or MERIDIAN_GOOGLE_INVITE to false.");
        }
        return new GoogleAccess(renewing(scoped), account.getClientEmail(), Kind.SERVICE_ACCOUNT, scopes);
    }

    private static List<String> scopes(GoogleSettings settings) {
        if (!settings.scopes().isEmpty()) {
            return settings.scopes();
        }
        return settings.impersonate() != null && settings.usesOwnCalendar()
                ? List.of(CalendarScopes.CALENDAR_EVENTS_OWNED, CalendarScopes.CALENDAR_FREEBUSY)
                : List.of(CalendarScopes.CALENDAR_EVENTS, CalendarScopes.CALENDAR_EVENTS_FREEBUSY);
    }

    private static GoogleCredentials read(String path, HttpTransport transport) {
        try {
            var bytes = Files.readAllBytes(Path.of(path));
            var in = new ByteArrayInputStream(bytes);
            var credentials = GoogleCredentials.fromStream(in, () -> transport);
            return credentials instanceof UserCredentials user ? atItsOwnServer(user, bytes) : credentials;
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new CalendarSetupException(
                    "There is no credentials file at " + path
                            + ": set MERIDIAN_GOOGLE_CREDENTIALS (or GOOGLE_APPLICATION_CREDENTIALS) to the path of a"
                            + " service-account or authorised-user JSON file.",
                    e);
        } catch (FileSystemException e) {
            throw new CalendarSetupException(
                    "The credentials file " + path + " can not be read: let the user Meridian runs as read it.", e);
        } catch (IOException | IllegalArgumentException e) {
            // The cause is left out on purpose: parsers quote what they read, and this is a key.
            throw new CalendarSetupException("The credentials file " + path
                    + " is not a service-account or authorised-user JSON file: download the key again and set"
                    + " MERIDIAN_GOOGLE_CREDENTIALS to its path.");
        }
    }

    /** Some tools write the token server into an authorised user's file; Google's reader passes over it. */
    private static UserCredentials atItsOwnServer(UserCredentials user, byte[] file) throws IOException {
        var json = new JsonObjectParser(GsonFactory.getDefaultInstance())
                .parseAndClose(new ByteArrayInputStream(file), StandardCharsets.UTF_8, GenericJson.class);
        @Nullable Object server = json.get("token_uri");
        return server instanceof String uri
                ? user.toBuilder().setTokenServerUri(URI.create(uri)).build()
                : user;
    }

    private static HttpRequestInitializer renewing(GoogleCredentials credentials) {
        var adapter = new HttpCredentialsAdapter(credentials);
        return request -> {
            try {
                adapter.initialize(request);
            } catch (IOException e) {
                throw new TokenFailure(e);
            }
        };
    }
}
