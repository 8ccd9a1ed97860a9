package dev.meridian.gateway.view;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.gateway.request.Slot;
import dev.meridian.gateway.spoken.Hours;
import dev.meridian.scheduling.speech.Spoken;
import dev.meridian.scheduling.suggestion.PartOfDay;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sentences about times, to be spoken as they stand. */
public final class Phrases {

    /** More than three times in a sentence are not remembered. */
    private static final int MOST_SPOKEN = 3;

    /** Says that the caller has booked nothing that we may speak of. */
    public static final String NOTHING_FOUND = "I can not find an appointment of yours.";

    private Phrases() {}

    /** Offers times. */
    static String offer(AskedDates asked, List<Slot> suggested, ZoneId caller) {
        if (suggested.isEmpty()) {
            return "There are free times. Which day suits you?";
        }
        String times = times(suggested, caller, asked.sayYear() && asked.oneDay());
        String intro = asked.sayYear() ? "For " + dates(asked) + ", " : "";
        return intro + "I can offer " + times + ". Which suits you?";
    }

    /** Says that there is nothing, and until when there could be. */
    static String nothingFree(AskedDates asked, @Nullable LocalDate bookableUntil, LocalDate today) {
        if (bookableUntil != null && bookableUntil.isBefore(today)) {
            boolean otherYear = bookableUntil.getYear() != today.getYear();
            return "This could be booked until " + date(bookableUntil, asked.sayYear() || otherYear)
                    + ", and can not be booked any more.";
        }
        if (bookableUntil != null && asked.from().isAfter(bookableUntil)) {
            return sentenceCase(dates(asked)) + " is too far ahead. I can book until "
                    + date(bookableUntil, asked.sayYear()) + ".";
        }
        if (bookableUntil != null && asked.to().isAfter(bookableUntil)) {
            return "Nothing is free" + hours(asked) + " until " + date(bookableUntil, asked.sayYear())
                    + ", which is as far as I can book.";
        }
        return none(asked, WhyNone.UNKNOWN) + ". Shall I look at other days?";
    }

    /** Says why there is nothing, and what there is instead. */
    static String noneBut(AskedDates asked, WhyNone why, List<Slot> instead, ZoneId caller) {
        boolean sameDay = asked.oneDay()
                && instead.stream()
                        .allMatch(slot ->
                                LocalDate.ofInstant(slot.start(), caller).equals(asked.from()));
        return none(asked, why) + ", but I can offer " + times(instead, caller, sameDay) + ". Which suits you?";
    }

    /** Says why there is nothing, nor anything later. */
    static String noneUntil(AskedDates asked, WhyNone why, LocalDate bookableUntil) {
        return none(asked, why) + ". There is nothing later either until " + date(bookableUntil, asked.sayYear())
                + ", which is as far as I can book.";
    }

    private static String none(AskedDates asked, WhyNone why) {
        String on = (asked.oneDay() ? " on " : " from ") + dates(asked);
        boolean allDay = asked.meantHours().equals(Hours.of(PartOfDay.ANY));
        return switch (why) {
            case CLOSED -> "We are closed" + on;
            case HOLIDAY -> "We are closed for a holiday" + on;
            case NOT_THEN -> "We have no appointments" + hours(asked) + on;
            case NOT_YET -> "That is not offered yet" + on;
            case TAKEN, UNKNOWN ->
                allDay && asked.oneDay() && why == WhyNone.TAKEN
                        ? "There is no free time left" + on
                        : "Nothing is free" + hours(asked) + on;
        };
    }

    /** Says what the caller has booked. */
    public static String found(List<Booking> bookings) {
        String first = appointment(bookings.getFirst());
        if (bookings.size() == 1) {
            return (awaitsHost(bookings.getFirst())
                            ? "You have asked for an appointment on "
                            : "You have an appointment on ")
                    + first + ".";
        }
        return bookings.size() <= MOST_SPOKEN
                ? "You have " + bookings.size() + " appointments: " + all(bookings) + "."
                : "You have several appointments, the next one on " + first + ".";
    }

    /** All of them, with the zone at the end if it is the same for all. */
    private static String all(List<Booking> bookings) {
        List<String> zones = bookings.stream()
                .map(Phrases::start)
                .map(Spoken::zone)
                .distinct()
                .toList();
        return zones.size() > 1 || bookings.stream().anyMatch(Phrases::awaitsHost)
                ? Spoken.allOf(bookings.stream().map(Phrases::appointment).toList())
                : Spoken.allOf(bookings.stream()
                                .map(Phrases::start)
                                .map(Spoken::dateAndTime)
                                .toList()) + ", " + zones.getFirst();
    }

    /** "From … to …", with the zone at the end if it is the same for both. */
    public static String fromTo(ZonedDateTime from, ZonedDateTime to) {
        return Spoken.zone(from).equals(Spoken.zone(to))
                ? "from " + Spoken.dateAndTime(from) + " to " + Spoken.dateTime(to)
                : "from " + Spoken.dateTime(from) + " to " + Spoken.dateTime(to);
    }

    /** An appointment by its time, and whether it is one already. */
    public static String appointment(Booking booking) {
        String spoken = Spoken.dateTime(start(booking));
        return awaitsHost(booking) ? spoken + ", which the host has yet to confirm" : spoken;
    }

    private static boolean awaitsHost(Booking booking) {
        return booking.state() == BookingState.AWAITING_HOST;
    }

    private static ZonedDateTime start(Booking booking) {
        return booking.slot().start().atZone(booking.timeZone());
    }

    /** Says that a time is gone, and what there is instead. */
    public static String taken(List<Slot> alternatives, ZoneId caller) {
        return "That time is already taken. " + instead(alternatives, caller);
    }

    /** Says why a time can not be booked, and what there is instead. */
    public static String notAllowed(@Nullable String reason, List<Slot> alternatives, ZoneId caller) {
        String why = switch (Objects.requireNonNullElse(reason, "")) {
            case "past" -> "That time has passed.";
            case "notice" -> "That is too soon to book.";
            case "before_window" -> "That is earlier than this can be booked.";
            case "beyond_window" -> "That is later than I can book.";
            case "closed" -> "We have no appointments at that time.";
            case "max_per_day" -> "That day is fully booked.";
            case "max_per_week" -> "That week is fully booked.";
            case "off_grid" -> "Appointments do not start at that time.";
            case "duration" -> "Appointments of that length can not be booked.";
            case "cancelled" -> "That appointment has been cancelled meanwhile.";
            default -> "That time can not be booked.";
        };
        return why + " " + instead(alternatives, caller);
    }

    /**
     * Says why an appointment can not be moved, and what there is instead if another time would help.
     *
     * @param which the appointment: "that appointment"
     * @param begun whether the appointment's own time has come
     */
    public static String notMoved(
            String which, @Nullable String reason, boolean begun, List<Slot> alternatives, ZoneId caller) {
        return switch (Objects.requireNonNullElse(reason, "")) {
            case "reschedule_notice" -> "It is too late to move " + which + ". Please contact us directly.";
            case "past" -> begun ? begun(which) : notAllowed(reason, alternatives, caller);
            case "in_progress", "version" -> changing(which);
            case "awaiting_host" -> sentenceCase(which) + " is not confirmed yet, so it can not be moved.";
            case "cancelled" -> sentenceCase(which) + " has been cancelled meanwhile.";
            default -> notAllowed(reason, alternatives, caller);
        };
    }

    /**
     * Says why an appointment can not be cancelled.
     *
     * @param which the appointment: "that appointment"
     */
    public static String notCancelled(String which, @Nullable String reason) {
        return switch (Objects.requireNonNullElse(reason, "")) {
            case "cancel_notice" -> "It is too late to cancel " + which + ". Please contact us directly.";
            case "past" -> begun(which);
            case "in_progress", "version" -> changing(which);
            default -> sentenceCase(which) + " can not be cancelled. Please contact us directly.";
        };
    }

    private static String begun(String which) {
        return sentenceCase(which) + " has already begun.";
    }

    private static String changing(String which) {
        return sentenceCase(which) + " is just being changed. Please try again in a moment.";
    }

    private static String instead(List<Slot> alternatives, ZoneId caller) {
        return alternatives.isEmpty()
                ? "Shall I look for another time?"
                : "Would " + times(alternatives, caller, false) + ", suit you?";
    }

    /** The times in order, each day said once, or not at all if everybody knows it, and the zone at the end. */
    private static String times(List<Slot> slots, ZoneId caller, boolean dayIsKnown) {
        Map<LocalDate, List<LocalTime>> byDay = slots.stream()
                .limit(MOST_SPOKEN)
                .map(slot -> slot.start().atZone(caller))
                .sorted()
                .collect(Collectors.groupingBy(
                        ZonedDateTime::toLocalDate,
                        TreeMap::new,
                        Collectors.mapping(ZonedDateTime::toLocalTime, Collectors.toList())));
        List<String> days = byDay.entrySet().stream()
                .map(day -> (dayIsKnown ? "" : Spoken.date(day.getKey()) + " at ") + Spoken.anyTimeOf(day.getValue()))
                .toList();
        boolean oneTimeEach = byDay.values().stream().allMatch(times -> times.size() == 1);
        return (oneTimeEach ? Spoken.anyOf(days) : String.join(", or ", days)) + ", "
                + Spoken.zone(caller, slots.getFirst().start());
    }

    private static String dates(AskedDates asked) {
        String from = date(asked.from(), asked.sayYear());
        return asked.oneDay() ? from : from + " to " + date(asked.to(), asked.sayYear());
    }

    private static String date(LocalDate date, boolean withYear) {
        return withYear ? Spoken.dateAndYear(date) : Spoken.date(date);
    }

    private static String hours(AskedDates asked) {
        String hours = SpokenHours.of(asked.meantHours());
        return hours.isEmpty() ? "" : " " + hours;
    }

    private static String sentenceCase(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
