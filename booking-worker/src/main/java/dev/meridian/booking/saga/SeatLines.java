package dev.meridian.booking.saga;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a session's description that lists who comes. It is found again between its first and its last line and written as
 * a whole; whatever stands around it is a human's.
 */
final class SeatLines {

    private static final String FIRST = "--- Seats, kept by the booking system; please write above or below ---";
    private static final String LAST = "--- end of seats ---";
    // Google takes 8,192 characters, and a human needs some of them.
    private static final int LONGEST = 6_000;
    private static final Pattern LINE_BREAK = Pattern.compile("\\R|<br>|<br/>");
    private static final Pattern BOOKING =
            Pattern.compile("\\(booking ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\)$");

    private SeatLines() {}

    /** A description that lists these, and nobody else whom the book knows. */
    static String in(
            @Nullable String description, Session session, List<Booking> seated, Collection<Booking> everSeated) {
        String text = Objects.requireNonNullElse(description, "");
        int end = text.lastIndexOf(LAST);
        int start = start(text, end);
        if (start < 0) {
            String block = block(session, seated, Stream.empty());
            return text.isBlank() ? block : text.stripTrailing() + "\n\n" + block;
        }
        Set<UUID> known = everSeated.stream().map(Booking::id).collect(Collectors.toUnmodifiableSet());
        // A seat whose row was lost: then the calendar alone knows who comes.
        Stream<String> lost = lines(text.substring(start, end)).entrySet().stream()
                .filter(line -> !known.contains(line.getKey()))
                .map(Map.Entry::getValue);
        return text.substring(0, start) + block(session, seated, lost) + text.substring(end + LAST.length());
    }

    /** The bookings that a description lists. */
    static Set<UUID> listed(@Nullable String description) {
        String text = Objects.requireNonNullElse(description, "");
        int end = text.lastIndexOf(LAST);
        int start = start(text, end);
        return start < 0 ? Set.of() : lines(text.substring(start, end)).keySet();
    }

    private static int start(String text, int end) {
        return end < 0 ? -1 : text.lastIndexOf(FIRST, end);
    }

    /** The lines of a list by their bookings. */
    private static Map<UUID, String> lines(String block) {
        Map<UUID, String> lines = new LinkedHashMap<>();
        LINE_BREAK.splitAsStream(block).map(String::strip).forEach(line -> {
            Matcher booking = BOOKING.matcher(line);
            if (booking.find()) {
                lines.put(UUID.fromString(booking.group(1)), line);
            }
        });
        return lines;
    }

    private static String block(Session session, List<Booking> seated, Stream<String> lost) {
        List<String> others = lost.toList();
        List<String> lines = Stream.concat(seated.stream().map(SeatLines::full), others.stream())
                .toList();
        if (length(lines) > LONGEST) {
            lines = Stream.concat(seated.stream().map(SeatLines::brief), others.stream())
                    .toList();
        }
        List<String> text = new ArrayList<>();
        text.add(FIRST);
        text.add("Time: " + EventText.time(session.slot(), session.businessZone()));
        int shown = fitting(lines);
        text.addAll(lines.subList(0, shown));
        if (shown < lines.size()) {
            text.add("… and " + (lines.size() - shown) + " more");
        }
        text.add(LAST);
        return String.join("\n", text);
    }

    private static int fitting(List<String> lines) {
        int shown = lines.size();
        while (length(lines.subList(0, shown)) > LONGEST) {
            shown--;
        }
        return shown;
    }

    private static int length(List<String> lines) {
        return lines.stream().mapToInt(line -> line.length() + 1).sum();
    }

    /** "- Ada Lovelace, +12135550123, ada@example.org; guests: bob@example.org; notes: by the window (booking …)". */
    private static String full(Booking booking) {
        List<String> contact = new ArrayList<>();
        contact.add(plain(booking.customer().name()));
        Stream.of(booking.customer().phone(), booking.customer().email())
                .filter(Objects::nonNull)
                .map(SeatLines::plain)
                .forEach(contact::add);
        List<String> parts = new ArrayList<>();
        parts.add(String.join(", ", contact));
        if (!booking.guests().isEmpty()) {
            parts.add("guests: " + plain(String.join(", ", booking.guests())));
        }
        String notes = booking.notes();
        if (notes != null) {
            parts.add("notes: " + plain(notes));
        }
        new TreeMap<>(booking.answers())
                .forEach((question, answer) -> parts.add(plain(question) + ": " + plain(answer)));
        return line(String.join("; ", parts), booking);
    }

    private static String brief(Booking booking) {
        return line(plain(booking.customer().name()), booking);
    }

    private static String line(String text, Booking booking) {
        return "- " + text + " (booking " + booking.id() + ")";
    }

    // Nobody's words may look like a line of ours.
    private static String plain(String words) {
        return words.replaceAll("\\s+", " ").replace("---", "–").strip();
    }
}
