package dev.meridian.calendars.google;

import com.google.api.services.calendar.model.Events;
import dev.meridian.calendars.BusyTimes;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.CalendarFailure.NotFound;
import dev.meridian.calendars.CalendarFailure.PermanentFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks, before anybody calls, for a token, for the calendar, for the right to write into it and for its free/busy. What only
 * a person can put right stops the start with a sentence that says how; a provider that does not answer just now does not.
 */
final class StartupCheck {

    private static final Logger log = LoggerFactory.getLogger(StartupCheck.class);

    private final GoogleSettings settings;
    private final GoogleAccess access;

    StartupCheck(GoogleSettings settings, GoogleAccess access) {
        this.settings = settings;
        this.access = access;
    }

    void run(GoogleCalendar calendar, Instant now) {
        try {
            requireWriter(calendar.glance());
            requireFreeBusy(calendar, now);
        } catch (PermanentFailure e) {
            throw new CalendarSetupException(remedy(e), e);
        } catch (NotFound e) {
            throw new CalendarSetupException(
                    "The calendar " + settings.calendarId() + " does not exist or is not shared: share it with "
                            + access.account()
                            + " (\"Make changes to events\") or correct MERIDIAN_GOOGLE_CALENDAR_ID.",
                    e);
        } catch (CalendarFailure e) {
            log.warn(
                    "The calendar at {} does not answer at the moment ({}); starting all the same. If this stays,"
                            + " check MERIDIAN_GOOGLE_ROOT_URL and the network.",
                    settings.rootUrl(),
                    e.getMessage());
        }
    }

    private void requireWriter(Events glance) {
        @Nullable String role = glance.getAccessRole();
        if (role != null && !List.of("writer", "owner").contains(role)) {
            throw new CalendarSetupException("The calendar " + settings.calendarId() + " may only be read (role " + role
                    + "): share it with " + access.account() + " as \"Make changes to events\".");
        }
    }

    private void requireFreeBusy(GoogleCalendar calendar, Instant now) {
        var id = settings.calendarId();
        var answer = calendar.freeBusyOrThrow(id, now, now.plus(Duration.ofHours(1)));
        if (answer instanceof BusyTimes.Unknown unknown) {
            if (!unknown.reason().endsWith("notFound")) {
                throw new CalendarFailure.Unavailable(unknown.reason(), null);
            }
            throw new CalendarSetupException("The free/busy times of the calendar " + id
                    + " can not be read: share it with " + access.account() + " as \"Make changes to events\".");
        }
    }

    private String remedy(PermanentFailure e) {
        var scopes = access.scopes().isEmpty()
                ? "calendar.events.owned and calendar.freebusy (or calendar.events and calendar.events.freebusy for"
                        + " calendars of others)"
                : String.join(" and ", access.scopes());
        return switch (e.reason()) {
            case "invalid_grant" ->
                access.kind() == GoogleAccess.Kind.AUTHORISED_USER
                        ? "The user's authorisation is expired or revoked: authorise again, with offline access and the"
                                + " scopes " + scopes + ", and replace the credentials file."
                        : "Google does not accept the service account's key for " + access.account()
                                + " (invalid_grant): check this machine's clock, that the user exists and that the key is"
                                + " not deleted.";
            case "unauthorized_client", "access_denied" ->
                "The service account may not act for " + access.account()
                        + ": let the Workspace administrator grant its client id domain-wide delegation for " + scopes
                        + ".";
            case "invalid_client", "deleted_client" ->
                "Google does not know the client in the credentials file (" + e.reason()
                        + "): download a new file and set MERIDIAN_GOOGLE_CREDENTIALS to its path.";
            case "accessNotConfigured" ->
                "The Google Calendar API is not enabled in the credentials' project: enable it in the Google Cloud"
                        + " console under APIs & Services.";
            case "insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT" ->
                "The credentials lack a scope: authorise " + access.account() + " for " + scopes + ".";
            case "authError", "required" ->
                access.kind() == GoogleAccess.Kind.FIXED_TOKEN
                        ? "The server at " + settings.rootUrl()
                                + " does not accept the token: correct MERIDIAN_GOOGLE_ACCESS_TOKEN."
                        : "Google does not accept the token of " + access.account() + ": replace the credentials file.";
            default ->
                "The calendar " + settings.calendarId() + " can not be used (" + Objects.toString(e.getMessage())
                        + "): share it with " + access.account()
                        + " (\"Make changes to events\") and check the credentials.";
        };
    }
}
