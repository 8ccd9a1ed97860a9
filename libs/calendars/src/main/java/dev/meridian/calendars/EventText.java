package dev.meridian.calendars;

import dev.meridian.scheduling.speech.Spoken;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The words of a booking's event, for the people who keep the calendar: who comes, when in their own time and in the customer's,
 * how to reach the customer, and how the booking came about.
 *
 * @param summary one line, such as "Standard appointment – Maria Lopez"
 * @param description plain text of several lines; calendars show it as HTML, so it holds no angle brackets
 */
public record EventText(String summary, String description) {

    /** Google takes 8,192 characters; what a customer dictates is cut well before. */
    private static final int LONGEST_NOTES = 4_000;

    private static final int LONGEST_LINE = 200;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy", Locale.US);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("h:mm a", Locale.US);

    public static EventText of(EventDetails details) {
        var name = line(details.customerName());
        var text = new StringBuilder();
        add(text, "When", when(details.start(), details.end(), details.businessZone()));
        if (!sameClock(details)) {
            add(text, "For the customer", when(details.start(), details.end(), details.customerZone()));
        }
        text.append('\n');
        add(text, "Customer", name);
        add(text, "Phone", line(details.phone()));
        add(text, "E-mail", line(details.email()));
        add(text, "Guests", line(String.join(", ", details.guests())));
        if (details.notes() != null && !details.notes().isBlank()) {
            add(text, "Notes", cut(safe(details.notes()), LONGEST_NOTES));
        }
        text.append('\n');
        add(text, "Booked", origin(details.source()) + ", on " + at(details.bookedAt(), details.businessZone()));
        add(text, "Booking", line(details.bookingId()));
        return new EventText(
                line(details.service()) + " – " + name, text.toString().strip());
    }

    private static String origin(String source) {
        return switch (source) {
            case "retell" -> "by the voice agent, during a call or chat";
            case "api" -> "by a program, over the web API";
            default -> "by " + line(source) + ", over Kafka";
        };
    }

    private static String when(Instant start, Instant end, ZoneId zone) {
        var from = start.atZone(zone);
        var to = end.atZone(zone);
        LocalDate lastDay = to.toLocalDate();
        var until = lastDay.equals(from.toLocalDate()) ? TIME.format(to) : DATE.format(to) + ", " + TIME.format(to);
        return DATE.format(from) + ", " + TIME.format(from) + " – " + until + ", " + zone(from);
    }

    private static String at(Instant instant, ZoneId zone) {
        var at = instant.atZone(zone);
        return DATE.format(at) + ", " + TIME.format(at) + ", " + zone(at);
    }

    private static String zone(ZonedDateTime at) {
        var name = Spoken.zone(at);
        var id = at.getZone().getId();
        return name.equals(id) ? id : name + " (" + id + ")";
    }

    private static boolean sameClock(EventDetails details) {
        var business = details.businessZone().getRules();
        var customer = details.customerZone().getRules();
        return details.businessZone().equals(details.customerZone())
                || (business.getOffset(details.start()).equals(customer.getOffset(details.start()))
                        && business.getOffset(details.end()).equals(customer.getOffset(details.end())));
    }

    private static void add(StringBuilder text, String label, String value) {
        if (!value.isEmpty()) {
            text.append(label).append(": ").append(value).append('\n');
        }
    }

    private static String line(@Nullable String value) {
        return value == null ? "" : cut(safe(value).replaceAll("\\s+", " "), LONGEST_LINE);
    }

    private static String safe(String value) {
        return value.replace('<', '‹')
                .replace('>', '›')
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "")
                .strip();
    }

    private static String cut(String value, int longest) {
        if (value.length() <= longest) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return value.substring(0, end) + "…";
    }
}
