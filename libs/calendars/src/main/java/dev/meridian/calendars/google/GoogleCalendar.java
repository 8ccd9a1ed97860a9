package dev.meridian.calendars.google;

import com.google.api.client.googleapis.services.GoogleClientRequestInitializer;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.calendar.Calendar;
import com.google.api.services.calendar.model.Channel;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.Events;
import dev.meridian.calendars.BusyTimes;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.EventChanges;
import dev.meridian.calendars.EventPatch;
import dev.meridian.calendars.NewChannel;
import dev.meridian.calendars.NewEvent;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Google Calendar. One instance holds one set of credentials and one pool of connections, and serves any number of threads.
 *
 * <p>Google checks no overlaps and has no conditional insert; an id chosen by the caller is what makes a second attempt
 * harmless. Writes to one calendar in quick succession may be throttled, so the caller keeps them in a row.
 */
public final class GoogleCalendar implements CalendarConnector, AutoCloseable {

    private static final int PAGE = 2500;

    private final Calendar calendar;
    private final JdkTransport transport;
    private final GoogleCalls calls;
    private final GoogleFreeBusy freeBusy;
    private final GoogleSettings settings;
    private final Map<String, ZoneId> zones = new ConcurrentHashMap<>();

    private GoogleCalendar(Calendar calendar, JdkTransport transport, GoogleSettings settings) {
        this.calendar = calendar;
        this.transport = transport;
        this.calls = new GoogleCalls();
        this.freeBusy = new GoogleFreeBusy(calendar, calls);
        this.settings = settings;
    }

    /**
     * A connector for these settings; nothing is sent yet. Throws {@link CalendarSetupException} when the credentials can not
     * be used.
     */
    public static GoogleCalendar connect(GoogleSettings settings) {
        var transport = new JdkTransport(settings.connectTimeout(), settings.timeout());
        return of(settings, transport, GoogleAccess.of(settings, transport));
    }

    /** The same, after asking the calendar whether all is well; see {@link StartupCheck}. */
    static GoogleCalendar checked(GoogleSettings settings, Instant now) {
        var transport = new JdkTransport(settings.connectTimeout(), settings.timeout());
        var access = GoogleAccess.of(settings, transport);
        var calendar = of(settings, transport, access);
        new StartupCheck(settings, access).run(calendar, now);
        return calendar;
    }

    private static GoogleCalendar of(GoogleSettings settings, JdkTransport transport, GoogleAccess access) {
        // Bodies here are a few hundred bytes: compressing them costs more than it saves.
        GoogleClientRequestInitializer plainBodies = request -> request.setDisableGZipContent(true);
        var calendar = new Calendar.Builder(transport, GsonFactory.getDefaultInstance(), access.initializer())
                .setRootUrl(settings.rootUrl().toString())
                .setServicePath(Calendar.DEFAULT_SERVICE_PATH)
                .setApplicationName("Meridian")
                .setGoogleClientRequestInitializer(plainBodies)
                .build();
        return new GoogleCalendar(calendar, transport, settings);
    }

    @Override
    public Map<String, BusyTimes> freeBusy(Collection<String> calendarIds, Instant from, Instant to) {
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("to: " + to + " (expected: after " + from + ")");
        }
        var known = freeBusy.query(calendarIds.stream().map(settings::resolve).toList(), from, to);
        var asAsked = new LinkedHashMap<String, BusyTimes>();
        for (var id : calendarIds) {
            asAsked.put(id, known.getOrDefault(settings.resolve(id), new BusyTimes.Unknown("free/busy: not asked")));
        }
        return asAsked;
    }

    @Override
    public CalendarEvent insert(String calendarId, NewEvent event) {
        var id = settings.resolve(calendarId);
        return calls.write("insert " + event.id(), () -> {
            var request = calendar.events().insert(id, GoogleEvents.toGoogle(event, settings.invite()));
            return written(id, request.setSendUpdates(sendUpdates(event.mail())).execute());
        });
    }

    @Override
    public Optional<CalendarEvent> get(String calendarId, String eventId) {
        var id = settings.resolve(calendarId);
        try {
            return Optional.of(calls.read("get " + eventId, () -> {
                var event = calendar.events().get(id, eventId).execute();
                return GoogleEvents.fromGoogle(event, () -> zone(id));
            }));
        } catch (CalendarFailure.NotFound e) {
            // Google says the same when the calendar is not there; then this throws.
            fetchZone(id);
            return Optional.empty();
        }
    }

    @Override
    public List<CalendarEvent> list(String calendarId, Instant from, Instant to) {
        var id = settings.resolve(calendarId);
        var pages = pages(
                "list",
                id,
                request -> request.setTimeMin(GoogleEvents.utc(from))
                        .setTimeMax(GoogleEvents.utc(GoogleFreeBusy.ceiling(to)))
                        .setShowDeleted(false));
        return events("list", id, pages).stream()
                .filter(e -> e.status() != CalendarEvent.Status.CANCELLED && overlaps(e, from, to))
                .sorted(Comparator.comparing(GoogleCalendar::startOf).thenComparing(CalendarEvent::id))
                .toList();
    }

    @Override
    public EventChanges changes(String calendarId, @Nullable String syncToken) {
        var id = settings.resolve(calendarId);
        // With a token Google forbids time bounds and wants all else as it was the first time: hence neither.
        var pages = pages("changes", id, request -> syncToken == null ? request : request.setSyncToken(syncToken));
        @Nullable String next = pages.getLast().getNextSyncToken();
        if (next == null) {
            throw new CalendarFailure.Unavailable("changes: the last page has no token for the next time", null);
        }
        return new EventChanges(events("changes", id, pages), next, syncToken == null);
    }

    @Override
    public Instant watch(String calendarId, NewChannel channel) {
        var id = settings.resolve(calendarId);
        var request = new Channel()
                .setId(channel.id())
                .setType("web_hook")
                .setAddress(channel.address().toString())
                .setToken(channel.token());
        @Nullable
        Long until = calls.write(
                "watch", () -> calendar.events().watch(id, request).execute().getExpiration());
        if (until == null) {
            throw new CalendarFailure.OutcomeUnknown("watch: the answer does not say until when", null);
        }
        return Instant.ofEpochMilli(until);
    }

    @Override
    public CalendarEvent patch(String calendarId, String eventId, EventPatch patch, String etag) {
        if (etag.isEmpty()) {
            throw new IllegalArgumentException("etag: empty (expected: the event's etag)");
        }
        var id = settings.resolve(calendarId);
        return calls.write("patch " + eventId, () -> {
            var request = calendar.events().patch(id, eventId, GoogleEvents.toGoogle(patch));
            request.getRequestHeaders().setIfMatch(etag);
            return written(id, request.setSendUpdates(sendUpdates(patch.mail())).execute());
        });
    }

    @Override
    public void delete(String calendarId, String eventId) {
        var id = settings.resolve(calendarId);
        try {
            calls.write(
                    "delete " + eventId,
                    () -> calendar.events()
                            .delete(id, eventId)
                            .setSendUpdates(sendUpdates(true))
                            .execute());
        } catch (CalendarFailure.NotFound e) {
            if (!(e.getCause() instanceof HttpResponseException answer && answer.getStatusCode() == 410)) {
                throw e;
            }
        }
    }

    /** Takes no more calls; those under way are finished. */
    @Override
    public void close() {
        transport.shutdown();
    }

    /** The smallest request that shows whether the calendar is there and what we may do in it. */
    Events glance() {
        return glance(settings.calendarId());
    }

    /** Free/busy of one calendar; other than {@link #freeBusy} it tells why there is no answer. */
    BusyTimes freeBusyOrThrow(String id, Instant from, Instant to) {
        return freeBusy.queryOne(id, new TimeRange(from, to));
    }

    private Events glance(String id) {
        return calls.read(
                "look at calendar",
                () -> calendar.events()
                        .list(id)
                        .setMaxResults(1)
                        .setFields("accessRole,timeZone")
                        .execute());
    }

    private String sendUpdates(boolean mail) {
        return settings.invite() && mail ? "all" : "none";
    }

    private List<Events> pages(String what, String id, UnaryOperator<Calendar.Events.List> parameters) {
        var pages = new ArrayList<Events>();
        @Nullable String token = null;
        do {
            var pageToken = token;
            var page = calls.read(
                    what,
                    () -> parameters
                            .apply(calendar.events().list(id))
                            .setSingleEvents(true)
                            .setMaxResults(PAGE)
                            .setPageToken(pageToken)
                            .execute());
            remember(id, page);
            pages.add(page);
            // A page may be short, or empty, and not be the last: only the token tells.
            token = page.getNextPageToken();
        } while (token != null);
        return pages;
    }

    private List<CalendarEvent> events(String what, String id, List<Events> pages) {
        return calls.read(
                what,
                () -> pages.stream()
                        .map(Events::getItems)
                        .filter(Objects::nonNull)
                        .flatMap(List::stream)
                        .map(event -> GoogleEvents.fromGoogle(event, () -> zone(id)))
                        .toList());
    }

    private CalendarEvent written(String id, Event event) {
        try {
            return GoogleEvents.fromGoogle(event, () -> zone(id));
        } catch (CalendarFailure e) {
            throw new CalendarFailure.OutcomeUnknown("the write was answered, the calendar's zone was not", e);
        }
    }

    private ZoneId zone(String id) {
        var known = zones.get(id);
        return known == null ? fetchZone(id) : known;
    }

    private ZoneId fetchZone(String id) {
        remember(id, glance(id));
        return zones.getOrDefault(id, ZoneOffset.UTC);
    }

    private void remember(String id, Events page) {
        @Nullable String zone = page.getTimeZone();
        if (zone != null) {
            zones.put(id, ZoneId.of(zone));
        }
    }

    private static boolean overlaps(CalendarEvent event, Instant from, Instant to) {
        return event.start() != null
                && event.end() != null
                && event.start().isBefore(to)
                && event.end().isAfter(from);
    }

    private static Instant startOf(CalendarEvent event) {
        return Objects.requireNonNullElse(event.start(), Instant.MIN);
    }
}
