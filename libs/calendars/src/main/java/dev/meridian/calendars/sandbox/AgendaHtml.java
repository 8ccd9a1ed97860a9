package dev.meridian.calendars.sandbox;

import dev.meridian.scheduling.speech.Spoken;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Draws a week. Everything that comes from an event is escaped. */
final class AgendaHtml {

    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;
    private static final int UPCOMING = 12;
    private static final Locale ENGLISH = Locale.US;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("h:mm a", ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEEE, MMMM d", ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE", ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MMM d", ENGLISH);

    private final ZoneId zone;
    private final ZonedDateTime now;

    AgendaHtml(ZoneId zone, ZonedDateTime now) {
        this.zone = zone;
        this.now = now;
    }

    String main(String calendarId, LocalDate monday, List<StoredEvent> events) {
        var week = events.stream()
                .filter(e -> e.overlaps(midnight(monday), midnight(monday.plusDays(7))))
                .toList();
        var upcoming = events.stream()
                .filter(e -> e.times().end().isAfter(now.toInstant()))
                .limit(UPCOMING)
                .toList();
        var html = new StringBuilder();
        header(html, calendarId, monday);
        html.append("<div class=\"body\">");
        week(html, monday, week);
        html.append("<aside><h2>Upcoming</h2>");
        if (upcoming.isEmpty()) {
            html.append("<p>Nothing yet. A booking shows here by itself.</p>");
        }
        upcoming.forEach(e -> button(html, e, "", "<b>" + title(e) + "</b>" + escape(when(e))));
        html.append("</aside></div>");
        var shown = new ArrayList<>(week);
        upcoming.stream().filter(e -> !week.contains(e)).forEach(shown::add);
        shown.forEach(e -> details(html, e));
        return html.toString();
    }

    private void header(StringBuilder html, String calendarId, LocalDate monday) {
        html.append("<header><h1>Calendar sandbox</h1><span class=\"zone\">")
                .append(escape(calendarId))
                .append(" · times in ")
                .append(escape(Spoken.zone(now) + " (" + zone.getId() + ", UTC" + now.getOffset() + ")"))
                .append("</span><nav>")
                .append(link(monday.minusDays(7), "‹ Week before"))
                .append(link(now.toLocalDate(), "Today"))
                .append(link(monday.plusDays(7), "Week after ›"))
                .append("</nav></header>");
    }

    private static String link(LocalDate week, String text) {
        return "<a href=\"/?week=" + week + "\">" + text + "</a>";
    }

    private void week(StringBuilder html, LocalDate monday, List<StoredEvent> events) {
        html.append(
                "<div class=\"week\" data-week=\"%s\" data-scroll=\"%d\"><div class=\"days\"><div class=\"head\"></div>"
                        .formatted(monday, firstPixel(monday, events)));
        for (var date : monday.datesUntil(monday.plusDays(7)).toList()) {
            html.append("<div class=\"head")
                    .append(date.equals(now.toLocalDate()) ? " today" : "")
                    .append("\">")
                    .append(WEEKDAY.format(date))
                    .append("<small>")
                    .append(SHORT.format(date))
                    .append("</small></div>");
        }
        html.append("<div class=\"hours\">");
        for (int hour = 0; hour < 24; hour++) {
            html.append("<span style=\"top:%dpx\">%s</span>"
                    .formatted(hour * HOUR, TIME.format(LocalTime.of(hour, 0)).replace(":00", "")));
        }
        html.append("</div>");
        monday.datesUntil(monday.plusDays(7)).forEach(date -> day(html, date, events));
        html.append("</div></div>");
    }

    private void day(StringBuilder html, LocalDate date, List<StoredEvent> events) {
        html.append("<div class=\"day\">");
        var start = midnight(date);
        var end = midnight(date.plusDays(1));
        if (!now.toInstant().isBefore(start) && now.toInstant().isBefore(end)) {
            html.append("<div class=\"now\" style=\"top:")
                    .append(pixel(date, now.toInstant()))
                    .append("px\"></div>");
        }
        var lanes =
                new Lanes(events.stream().filter(e -> e.overlaps(start, end)).toList());
        for (var event : lanes.events()) {
            int top = pixel(date, event.times().start());
            int height = Math.max(pixel(date, event.times().end()) - top, 20);
            var style = "top:%dpx;height:%dpx;left:calc(%s%% + 2px);width:calc(%s%% - 4px)"
                    .formatted(top, height - 1, lanes.left(event), lanes.width(event));
            var starts = !event.times().start().isBefore(start);
            button(html, event, style, "<b>" + title(event) + "</b>" + (starts ? escape(times(event)) : "(continued)"));
        }
        html.append("</div>");
    }

    private static void button(StringBuilder html, StoredEvent event, String style, String content) {
        html.append("<button type=\"button\" class=\"event")
                .append(isBooking(event) ? "" : " human")
                .append(event.blocks() ? "" : " free")
                .append("\" data-event=\"")
                .append(escape(event.id()))
                .append(style.isEmpty() ? "\">" : "\" style=\"" + style + "\">")
                .append(content)
                .append("</button>");
    }

    private void details(StringBuilder html, StoredEvent event) {
        var description = Json.text(event.json(), "description");
        html.append("<template id=\"event-").append(escape(event.id())).append("\"><h2>");
        html.append(title(event))
                .append("</h2><p class=\"when\">")
                .append(escape(when(event) + ", " + Spoken.zone(now)));
        html.append("</p>");
        if (description != null) {
            html.append("<pre>").append(escape(description)).append("</pre>");
        }
        html.append("<small>")
                .append(isBooking(event) ? "Booked through Meridian" : "Entered by hand")
                .append(event.blocks() ? "" : " · does not block the time")
                .append(" · event ")
                .append(escape(event.id()))
                .append("</small></template>");
    }

    /** Whether it carries the mark of a booking rather than being a person's own entry. */
    private static boolean isBooking(StoredEvent event) {
        var extended = Json.object(event.json(), "extendedProperties");
        var properties = extended == null ? null : Json.object(extended, "private");
        return properties != null && properties.has("bookingId");
    }

    private String when(StoredEvent event) {
        return DATE.format(event.times().start().atZone(zone)) + ", " + times(event);
    }

    private String times(StoredEvent event) {
        if (event.json().getAsJsonObject("start").has("date")) {
            return "all day";
        }
        var start = event.times().start().atZone(zone);
        var end = event.times().end().atZone(zone);
        var sameDay = start.toLocalDate().equals(end.toLocalDate());
        return TIME.format(start) + " – " + TIME.format(end) + (sameDay ? "" : " (" + SHORT.format(end) + ")");
    }

    /** Where to begin reading: a little above the earliest booking, or else the earliest event that has a time. */
    private int firstPixel(LocalDate monday, List<StoredEvent> events) {
        var timed = events.stream()
                .filter(e -> !e.json().getAsJsonObject("start").has("date"))
                .filter(e -> !e.times().start().isBefore(midnight(monday)))
                .toList();
        var bookings = timed.stream().filter(AgendaHtml::isBooking).toList();
        return (bookings.isEmpty() ? timed : bookings)
                .stream()
                        .mapToInt(e -> pixel(
                                e.times().start().atZone(zone).toLocalDate(),
                                e.times().start()))
                        .min()
                        .orElse(8 * HOUR);
    }

    /** How far down an instant is on this date's column, by the clock on the wall. */
    private int pixel(LocalDate date, Instant at) {
        if (!at.isAfter(midnight(date))) {
            return 0;
        }
        if (!at.isBefore(midnight(date.plusDays(1)))) {
            return DAY;
        }
        var time = at.atZone(zone).toLocalTime();
        return (int) (Duration.ofSeconds(time.toSecondOfDay()).toMinutes() * HOUR / 60);
    }

    private Instant midnight(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }

    private static String title(StoredEvent event) {
        return escape(Objects.requireNonNullElse(Json.text(event.json(), "summary"), "(no title)"));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
