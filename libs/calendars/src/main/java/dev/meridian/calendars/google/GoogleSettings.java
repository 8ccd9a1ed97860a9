package dev.meridian.calendars.google;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the calendar is and on whose behalf it is used. An empty value counts as none.
 *
 * @param rootUrl the server; {@code calendar/v3/} follows
 * @param credentials path of a service-account or authorised-user JSON file; default: {@code GOOGLE_APPLICATION_CREDENTIALS}
 * @param impersonate the user a service account acts for, by domain-wide delegation
 * @param accessToken a fixed bearer token; accepted only where {@code rootUrl} is on this machine, since it is never renewed
 * @param calendarId the calendar that {@code primary} stands for
 * @param invite whether attendees are added to events and mailed by Google
 * @param connectTimeout how long a connection may take
 * @param timeout how long a call may take as a whole; a write that takes longer has an unknown outcome
 * @param scopes OAuth scopes a service account asks for; default: the narrowest that do, see {@link GoogleAccess}
 */
@ConfigurationProperties("meridian.google")
public record GoogleSettings(
        @DefaultValue("https://www.googleapis.com/") URI rootUrl,
        @Nullable String credentials,
        @Nullable String impersonate,
        @Nullable String accessToken,
        @DefaultValue("primary") String calendarId,
        @DefaultValue("false") boolean invite,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue List<String> scopes) {

    private static final URI GOOGLE = URI.create("https://www.googleapis.com/");
    private static final String PRIMARY = "primary";

    public GoogleSettings {
        rootUrl = withSlash(Objects.requireNonNullElse(rootUrl, GOOGLE));
        credentials = emptyToNull(credentials);
        impersonate = emptyToNull(impersonate);
        accessToken = emptyToNull(accessToken);
        calendarId = Objects.requireNonNullElse(emptyToNull(calendarId), PRIMARY);
        scopes = List.copyOf(scopes);
        requirePositive("meridian.google.connect-timeout", connectTimeout);
        requirePositive("meridian.google.timeout", timeout);
        if (accessToken != null && !isLoopback(rootUrl)) {
            throw new IllegalArgumentException("MERIDIAN_GOOGLE_ACCESS_TOKEN is accepted only with a root URL on this"
                    + " machine, and MERIDIAN_GOOGLE_ROOT_URL is " + rootUrl
                    + ": remove the token and set MERIDIAN_GOOGLE_CREDENTIALS to the path of a credentials file.");
        }
    }

    /** A server on this machine that takes a fixed token, such as the sandbox. */
    public static GoogleSettings local(URI rootUrl, String accessToken) {
        return new GoogleSettings(
                rootUrl,
                null,
                null,
                accessToken,
                PRIMARY,
                false,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                List.of());
    }

    GoogleSettings withCredentials(String path) {
        return new GoogleSettings(
                rootUrl, path, impersonate, accessToken, calendarId, invite, connectTimeout, timeout, scopes);
    }

    /** Whether the configured calendar is the main one of whoever the credentials act for. */
    boolean usesOwnCalendar() {
        return calendarId.equals(PRIMARY) || calendarId.equals(impersonate);
    }

    /** The provider's id for an id as the catalogue has it. */
    String resolve(String id) {
        return id.equals(PRIMARY) ? calendarId : id;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "GoogleSettings[rootUrl=%s, calendarId=%s, invite=%s]".formatted(rootUrl, calendarId, invite);
    }

    /** Whether a URL names this machine itself. */
    public static boolean isLoopback(URI uri) {
        var host = uri.getHost();
        if (host == null) {
            return false;
        }
        var name = host.toLowerCase(Locale.ROOT);
        // Names are not looked up: one that resolves to this machine now may resolve elsewhere later.
        return name.equals("localhost")
                || name.equals("[::1]")
                || name.equals("[0:0:0:0:0:0:0:1]")
                || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private static URI withSlash(URI uri) {
        var text = uri.toString();
        if (text.isEmpty()) {
            return GOOGLE;
        }
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException("MERIDIAN_GOOGLE_ROOT_URL: " + text
                    + " (expected: an http or https URL such as https://www.googleapis.com/)");
        }
        return text.endsWith("/") ? uri : URI.create(text + "/");
    }

    private static @Nullable String emptyToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
