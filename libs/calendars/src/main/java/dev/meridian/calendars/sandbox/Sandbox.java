package dev.meridian.calendars.sandbox;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A calendar server that behaves as Google's Calendar API does where booking depends on it: ids chosen by the client and their
 * characters, duplicates and tombstones, etags, free/busy errors inside 200, zones of all-day events, paging and sync
 * tokens. It is a server of its own: a connector needs no word about it. Faults are set with {@link #faults()} or over HTTP,
 * see {@link ControlApi}; at {@link #pageUrl()} a person sees the calendar.
 *
 * <p>Push channels are served to any address, without HTTPS as well. What it does not know: recurring events (refused), online
 * meetings (ignored), access by different users.
 */
public final class Sandbox implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads;
    private final StoredCalendars calendars;
    private final FaultPort faults = new FaultPort();
    private final CallLog calls;
    private final AtomicLong latencyMillis;
    private final SandboxOptions options;

    private Sandbox(SandboxOptions options, HttpServer server) {
        this.options = options;
        this.server = server;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.calls = new CallLog(options.clock());
        this.latencyMillis = new AtomicLong(options.latency().toMillis());
        this.calendars = new StoredCalendars(options, pageUrl().toString());
    }

    /** Listens when this returns. A taken port is an {@link UncheckedIOException} that names it. */
    public static Sandbox start(SandboxOptions options) {
        // Read once by the JDK's server: without the first each answer waits 40 ms for the client's acknowledgement;
        // the second keeps
        // an idle connection longer than clients do, so that none of them writes into a closing one.
        setIfAbsent("sun.net.httpserver.nodelay", "true");
        setIfAbsent("sun.net.httpserver.idleInterval", "600");
        try {
            var sandbox = new Sandbox(
                    options, HttpServer.create(new InetSocketAddress(options.host(), options.port()), 1024));
            sandbox.serve();
            return sandbox;
        } catch (BindException e) {
            throw new UncheckedIOException(
                    "The calendar sandbox can not listen on port " + options.port()
                            + ": stop what uses that port or choose another one.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        var api = new GoogleApi(calendars, calendars.channels(), faults);
        var control = new ControlApi(this, calendars);
        var page = new AgendaPage(calendars, options.clock());
        server.createContext(
                "/",
                new SandboxHttp(
                        options.token(), options.takesAnyToken(), api, control, page, faults, calls, latencyMillis));
        server.setExecutor(threads);
        server.start();
    }

    /** The root of the API, as {@code meridian.google.root-url} wants it. */
    public URI rootUrl() {
        var host = options.host().equals("0.0.0.0") ? "127.0.0.1" : options.host();
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + "/");
    }

    /** The page that shows the calendar. */
    public URI pageUrl() {
        return rootUrl();
    }

    /** The token it accepts. */
    public String token() {
        return options.token();
    }

    /** The id of the calendar that {@code primary} names. */
    public String calendarId() {
        return options.calendarId();
    }

    public FaultPort faults() {
        return faults;
    }

    /** The latest requests, in the order they came. */
    public List<RecordedCall> calls() {
        return calls.all();
    }

    public List<RecordedCall> calls(Operation operation) {
        return calls.all().stream()
                .filter(call -> call.operation() == operation)
                .toList();
    }

    public void forgetCalls() {
        calls.clear();
    }

    public void setLatency(Duration newLatency) {
        latencyMillis.set(newLatency.toMillis());
    }

    public void addCalendar(String id, ZoneId zone) {
        calendars.add(id, zone);
    }

    public void removeCalendar(String id) {
        calendars.remove(id);
    }

    /** A human enters an appointment; returns its id. */
    public String putEvent(String calendarId, String summary, Instant start, Instant end) {
        var event = new JsonObject();
        event.addProperty("summary", summary);
        event.add("start", at(start));
        event.add("end", at(end));
        return calendars.get(calendarId).insert(event).id();
    }

    /** A human enters an event given in Google's JSON; returns its id. */
    public String putEvent(String calendarId, String json) {
        return calendars
                .get(calendarId)
                .insert(JsonParser.parseString(json).getAsJsonObject())
                .id();
    }

    /** A human changes an event; the patch is in Google's JSON. */
    public void changeEvent(String calendarId, String eventId, String patch) {
        calendars.get(calendarId).patch(eventId, JsonParser.parseString(patch).getAsJsonObject(), null);
    }

    /** A human deletes an event. */
    public void deleteEvent(String calendarId, String eventId) {
        calendars.get(calendarId).delete(eventId, null);
    }

    /** Everything in a calendar, tombstones included, ordered by start; each in Google's JSON. */
    public List<String> events(String calendarId) {
        var calendar = calendars.get(calendarId);
        return calendar.overlapping(null, null).stream()
                .map(event -> EventPage.shown(event, calendar.zone()).toString())
                .toList();
    }

    /** Sync tokens handed out so far answer 410. */
    public void expireSyncTokens(String calendarId) {
        calendars.expireSyncTokens(calendarId);
    }

    /** An empty calendar with its channels, no faults, no calls, the latency of the options. */
    public void reset() {
        calendars.reset();
        faults.clear();
        calls.clear();
        setLatency(options.latency());
    }

    /** Stops at once, also in the middle of requests; then a restart on the same folder has what was answered. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        calendars.close();
    }

    private static JsonObject at(Instant instant) {
        var at = new JsonObject();
        at.addProperty("dateTime", instant.toString());
        return at;
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
