package dev.meridian.calendars.sandbox;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of Google's Calendar API that is known here, below {@code /calendar/v3/}. */
final class GoogleApi {

    /** Where a request goes. */
    record Route(
            Operation operation,
            @Nullable String calendarId,
            @Nullable String eventId) {

        String calendar() {
            return calendarId == null ? "" : calendarId;
        }

        String event() {
            return eventId == null ? "" : eventId;
        }
    }

    private static final Set<String> SEND_UPDATES = Set.of("all", "externalOnly", "none");

    private final StoredCalendars calendars;
    private final Channels channels;
    private final FreeBusyAnswer freeBusy;

    GoogleApi(StoredCalendars calendars, Channels channels, FaultPort faults) {
        this.calendars = calendars;
        this.channels = channels;
        this.freeBusy = new FreeBusyAnswer(calendars::find, faults);
    }

    static Route route(Call call) {
        var path = call.path().subList(2, call.path().size());
        if (path.equals(List.of("freeBusy")) && call.method().equals("POST")) {
            return new Route(Operation.FREE_BUSY, null, null);
        }
        if (path.size() < 2 || path.size() > 4 || !path.getFirst().equals("calendars")) {
            throw Refusal.notFound();
        }
        var calendarId = path.get(1);
        if (path.size() == 2 && call.method().equals("GET")) {
            return new Route(Operation.CALENDAR, calendarId, null);
        }
        if (path.size() < 3 || !path.get(2).equals("events")) {
            throw Refusal.notFound();
        }
        var eventId = path.size() == 4 ? path.get(3) : null;
        if ("watch".equals(eventId) && call.method().equals("POST")) {
            return new Route(Operation.WATCH, calendarId, null);
        }
        return new Route(operation(call.method(), eventId != null), calendarId, eventId);
    }

    private static Operation operation(String method, boolean one) {
        return switch (method + (one ? " one" : " all")) {
            case "GET one" -> Operation.GET;
            case "GET all" -> Operation.LIST;
            case "POST all" -> Operation.INSERT;
            case "PATCH one" -> Operation.PATCH;
            case "PUT one" -> Operation.UPDATE;
            case "DELETE one" -> Operation.DELETE;
            default -> throw Refusal.of(405, "httpMethodNotAllowed", "Method Not Allowed");
        };
    }

    Answer perform(Route route, Call call) {
        if (route.operation() == Operation.FREE_BUSY) {
            return Answer.json(200, freeBusy.to(call.json()));
        }
        var sendUpdates = call.parameters().first("sendUpdates");
        if (sendUpdates != null && !SEND_UPDATES.contains(sendUpdates)) {
            throw Refusal.invalid("Invalid value for: sendUpdates");
        }
        var calendar = calendars.get(route.calendar());
        return switch (route.operation()) {
            case LIST -> Answer.json(200, new EventPage(calendar, call.parameters()).body());
            case GET -> shown(calendar, calendar.get(route.event()));
            case INSERT -> shown(calendar, calendar.insert(call.json()));
            case PATCH -> shown(calendar, calendar.patch(route.event(), call.json(), call.ifMatch()));
            case UPDATE -> shown(calendar, calendar.update(route.event(), call.json(), call.ifMatch()));
            case DELETE -> {
                calendar.delete(route.event(), call.ifMatch());
                yield Answer.empty();
            }
            case WATCH ->
                Answer.json(200, channels.open(calendar.id(), call.json()).shown());
            case CALENDAR -> Answer.json(200, resource(calendar));
            case FREE_BUSY, TOKEN -> throw Refusal.notFound();
        };
    }

    private static Answer shown(StoredCalendar calendar, StoredEvent event) {
        return Answer.json(200, EventPage.shown(event, calendar.zone()));
    }

    private static JsonObject resource(StoredCalendar calendar) {
        var resource = new JsonObject();
        resource.addProperty("kind", "calendar#calendar");
        resource.addProperty("id", calendar.id());
        resource.addProperty("summary", calendar.id());
        resource.addProperty("timeZone", calendar.zone().getId());
        return resource;
    }
}
