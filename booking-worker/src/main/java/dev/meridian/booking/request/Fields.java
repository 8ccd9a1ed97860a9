package dev.meridian.booking.request;

import dev.meridian.bookings.request.Outcome;
import dev.meridian.scheduling.catalogue.Fault;
import dev.meridian.scheduling.time.WallClock;
import dev.meridian.scheduling.time.WallClocks;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the fields of a request and refuses it for all that is wrong at once. */
final class Fields {

    static final int MAX_NAME = 200;
    static final int MAX_PHONE = 40;
    static final int MAX_TEXT = 4_000;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2200;
    static final int MAX_GUESTS = 50;
    static final int MAX_ANSWERS = 50;

    // An address is proven by a mail that arrives; this only catches what can not be one, or can not be kept.
    private static final Pattern EMAIL = Pattern.compile(
            "[^@\\s\\p{Cntrl}<>,;\"]{1,64}@[^@\\s\\p{Cntrl}<>,;\"]{1,190}\\.[^@\\s\\p{Cntrl}<>,;\".]{2,63}");

    private final List<Fault> faults = new ArrayList<>();
    private String reason = "";

    /** The first field that is wrong by name, and what was expected of it and of all others; null if none is. */
    @Nullable
    Outcome refusal() {
        return faults.isEmpty()
                ? null
                : Outcome.invalid(faults.getFirst().field(), reason, Fault.expectedOfAll(faults));
    }

    void require(boolean holds, String field, String expected) {
        require(holds, field, "invalid", expected);
    }

    private void require(boolean holds, String field, String why, String expected) {
        // A refusal is kept for good, hence without the value, which may be personal.
        Fault fault = new Fault(field, "", expected);
        if (holds || faults.contains(fault)) {
            return;
        }
        if (faults.isEmpty()) {
            reason = why;
        }
        faults.add(fault);
    }

    void text(String field, @Nullable String text, int most) {
        // Postgres keeps no NUL.
        require(
                text == null || (text.length() <= most && text.indexOf('\0') < 0),
                field,
                "at most " + most + " characters, none of them NUL");
    }

    void email(String field, @Nullable String email) {
        require(email == null || EMAIL.matcher(email).matches(), field, "an e-mail address");
    }

    void guests(List<String> guests) {
        require(guests.size() <= MAX_GUESTS, "guests", "at most " + MAX_GUESTS);
        guests.forEach(guest -> email("guests", guest));
    }

    void answers(Map<String, String> answers) {
        require(answers.size() <= MAX_ANSWERS, "answers", "at most " + MAX_ANSWERS);
        answers.forEach((question, answer) -> {
            text("answers", question, MAX_NAME);
            text("answers", answer, MAX_TEXT);
        });
    }

    /** The one instant that is meant, or null and a refusal. */
    @Nullable
    ZonedDateTime start(String start, String timeZone, @Nullable String offset) {
        LocalDateTime local = local(start);
        ZoneId zone = zone(timeZone);
        ZoneOffset utcOffset = offset == null ? null : offset(offset);
        if (local == null || zone == null || (offset != null && utcOffset == null)) {
            return null;
        }
        return switch (WallClocks.resolve(local, zone, utcOffset)) {
            case WallClock.Exact exact -> {
                ZonedDateTime at = exact.at();
                boolean agrees = utcOffset == null || utcOffset.equals(at.getOffset());
                require(agrees, "offset", at.getOffset().getId() + ", the offset of " + zone + " at " + local);
                yield agrees ? at : null;
            }
            case WallClock.Gap gap -> {
                require(
                        false,
                        "start",
                        "gap",
                        "a time that exists in " + zone + ", such as "
                                + gap.after().toLocalDateTime() + ": clocks go forward over " + gap.asked());
                yield null;
            }
            case WallClock.Overlap twice -> {
                require(
                        false,
                        "start",
                        "overlap",
                        "with offset " + twice.earlier().getOffset() + " or "
                                + twice.later().getOffset() + ": " + local + " happens twice in " + zone);
                yield null;
            }
        };
    }

    private @Nullable LocalDateTime local(String start) {
        try {
            LocalDateTime local = LocalDateTime.parse(start);
            if (local.getYear() >= FIRST_YEAR && local.getYear() <= LAST_YEAR) {
                return local;
            }
        } catch (DateTimeException e) {
            // Said below, as for a year that cannot be meant.
        }
        require(false, "start", "a local date and time such as 2026-11-23T09:00");
        return null;
    }

    private @Nullable ZoneId zone(String timeZone) {
        if (ZoneId.getAvailableZoneIds().contains(timeZone)) {
            return ZoneId.of(timeZone);
        }
        require(false, "timeZone", "an IANA id such as America/Los_Angeles");
        return null;
    }

    private @Nullable ZoneOffset offset(String offset) {
        try {
            return ZoneOffset.of(offset);
        } catch (DateTimeException e) {
            require(false, "offset", "a UTC offset such as -08:00");
            return null;
        }
    }
}
