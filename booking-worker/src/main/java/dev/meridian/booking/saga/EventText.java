package dev.meridian.booking.saga;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.booking.Move;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.scheduling.catalogue.Question;
import dev.meridian.scheduling.catalogue.QuestionType;
import dev.meridian.scheduling.speech.Spoken;
import dev.meridian.scheduling.time.TimeRange;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An event as the host reads it. */
public final class EventText {

    private static final String SEPARATOR = " – ";
    private static final String PHONE = "Phone";
    private static final String EMAIL = "E-mail";
    private static final Pattern LINE_BREAK = Pattern.compile("\\R|<br>|<br/>");

    private EventText() {}

    /** "Standard appointment – Ada Lovelace". */
    static String summary(Booking booking, String serviceName) {
        return serviceName + SEPARATOR + booking.customer().name();
    }

    /** The customer as an event names it that was written here; what a person changed since is read as far as it can be. */
    public static Customer customer(CalendarEvent event, String serviceName) {
        String summary = Objects.requireNonNullElse(event.summary(), "");
        String ours = serviceName + SEPARATOR;
        int separator = summary.indexOf(SEPARATOR);
        String name = summary.startsWith(ours)
                ? summary.substring(ours.length())
                : separator < 0 ? summary : summary.substring(separator + SEPARATOR.length());
        return new Customer(name.strip(), said(event, PHONE), said(event, EMAIL));
    }

    private static @Nullable String said(CalendarEvent event, String label) {
        String start = label + ": ";
        return LINE_BREAK
                .splitAsStream(Objects.requireNonNullElse(event.description(), ""))
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** @param questions what its service asks; an answer to anything else stands under its key */
    static String description(Booking booking, List<Question> questions) {
        List<String> lines = new ArrayList<>();
        line(lines, PHONE, booking.customer().phone());
        line(lines, EMAIL, booking.customer().email());
        line(lines, "Guests", booking.guests().isEmpty() ? null : String.join(", ", booking.guests()));
        line(lines, "Notes", booking.notes());
        Map<String, String> others = new TreeMap<>(booking.answers());
        questions.forEach(question -> answer(lines, question, others.remove(question.key())));
        others.forEach((key, answer) -> line(lines, key, answer));
        lines.add("");
        lines.add(times(booking, booking.slot(), booking.timeZone()));
        line(lines, "Booked by", bookedBy(booking.origin()));
        line(lines, "Booking", booking.id().toString());
        return String.join("\n", lines).strip();
    }

    /**
     * Makes a description tell the new time. Only where our words for the old one stand in it as we wrote them: whatever else is
     * there, or was made of them, is a human's.
     */
    static UnaryOperator<String> moved(Booking booking, Move move) {
        String before = times(booking, booking.slot(), booking.timeZone());
        String after = times(booking, move.slot(), move.timeZone());
        return description -> description.replace(before, after);
    }

    /** Makes a description tell the old time again. */
    static UnaryOperator<String> movedBack(Booking booking, Move move) {
        String before = times(booking, booking.slot(), booking.timeZone());
        String after = times(booking, move.slot(), move.timeZone());
        return description -> description.replace(after, before);
    }

    // Both zones, since the host's calendar may show a third.
    private static String times(Booking booking, TimeRange slot, ZoneId zone) {
        String business = "Time: " + time(slot, booking.businessZone());
        return zone.equals(booking.businessZone()) ? business : business + "\nFor the customer: " + time(slot, zone);
    }

    static String time(TimeRange slot, ZoneId zone) {
        ZonedDateTime start = slot.start().atZone(zone);
        ZonedDateTime end = slot.end().atZone(zone);
        String until = end.toLocalDate().equals(start.toLocalDate())
                ? Spoken.time(end.toLocalTime())
                : Spoken.dateAndTime(end);
        return Spoken.dateAndYear(start.toLocalDate()) + ", " + Spoken.time(start.toLocalTime()) + " to " + until + ", "
                + Spoken.zone(start) + " (" + zone.getId() + ")";
    }

    private static String bookedBy(Origin origin) {
        String conversation = origin.conversationId() == null ? "" : ", call " + origin.conversationId();
        return switch (origin.source()) {
            case "retell" -> "the voice agent" + conversation;
            case "api" -> "the booking API" + conversation;
            default -> origin.source() + conversation;
        };
    }

    private static void answer(List<String> lines, Question question, @Nullable String answer) {
        if (answer == null || answer.isBlank()) {
            return;
        }
        String text = question.type() == QuestionType.BOOLEAN ? yesOrNo(answer) : answer;
        if (question.label().endsWith("?")) {
            lines.add(question.label() + " " + text);
        } else {
            line(lines, question.label(), text);
        }
    }

    private static String yesOrNo(String answer) {
        return switch (answer.strip()) {
            case "true" -> "yes";
            case "false" -> "no";
            default -> answer;
        };
    }

    private static void line(List<String> lines, String label, @Nullable String text) {
        if (text != null) {
            lines.add(label + ": " + text);
        }
    }
}
