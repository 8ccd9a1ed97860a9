package dev.meridian.gateway.api;

import dev.meridian.scheduling.catalogue.Alignment;
import dev.meridian.scheduling.catalogue.DateOverride;
import dev.meridian.scheduling.catalogue.EffectiveDates;
import dev.meridian.scheduling.catalogue.Holidays;
import dev.meridian.scheduling.catalogue.InvalidCatalogue;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.catalogue.Window;
import dev.meridian.scheduling.slot.SlotQuery;
import dev.meridian.scheduling.time.TimeRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the body of a preview: a schedule, what is booked, and the question, all in one. */
final class PreviewInput {

    static final Set<String> FIELDS = Set.of(
            "host_zone",
            "viewer_zone",
            "now",
            "from",
            "to",
            "weekly",
            "breaks",
            "overrides",
            "holidays",
            "effective",
            "busy",
            "duration_min",
            "interval_min",
            "align",
            "align_zone",
            "buffer_before_min",
            "buffer_after_min",
            "min_notice_min",
            "window_days",
            "window_dates",
            "max_per_day",
            "max_per_week",
            "booked");

    private static final Set<String> WINDOW = Set.of("start", "end");
    private static final Set<String> WEEKLY_WINDOW = Set.of("days", "start", "end");
    private static final Set<String> DATES = Set.of("from", "to");

    private static final Duration LONGEST = Duration.ofDays(92);
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2100;
    private static final int MOST_WINDOWS = 100;
    private static final int MOST_WINDOWS_OF_A_DATE = 24;
    private static final int MOST_DATES = 400;
    private static final int MOST_TIMES = 5_000;
    private static final int MOST_MINUTES = 366 * 24 * 60;
    private static final int MOST_BOOKINGS = 100_000;

    private final Input input;

    private PreviewInput(Input input) {
        this.input = input;
    }

    /** The question; empty if something in it is wrong, which the input then says. */
    static Optional<SlotQuery> read(Input input) {
        return new PreviewInput(input).query();
    }

    private Optional<SlotQuery> query() {
        Optional<ZoneId> host = zone("host_zone", true);
        Optional<ZoneId> viewer = zone("viewer_zone", false);
        Optional<ZoneId> clock = zone("align_zone", false);
        Optional<Instant> now = instant(input, "now");
        Optional<Instant> from = instant(input, "from");
        Optional<Instant> to = instant(input, "to");
        if (from.isPresent() && to.isPresent()) {
            checkRange(from.get(), to.get());
        }
        Optional<Service> service = service();
        Optional<Schedule> schedule = schedule(host.orElse(ZoneId.of("UTC")));
        List<TimeRange> busy = busy();
        List<Instant> booked = booked();
        if (!input.errors().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(SlotQuery.of(
                        service.orElseThrow(),
                        schedule.orElseThrow(),
                        now.orElseThrow(),
                        from.orElseThrow(),
                        to.orElseThrow(),
                        clock.or(() -> viewer).or(() -> host).orElseThrow())
                .withBusy(busy, List.of())
                .withBooked(booked));
    }

    private void checkRange(Instant from, Instant to) {
        if (to.isBefore(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            input.wrong("to", "not before from, and at most " + LONGEST.toDays() + " days after it");
        }
    }

    private Optional<Service> service() {
        Optional<Integer> duration = input.number("duration_min", 1, MOST_MINUTES);
        if (!input.has("duration_min")) {
            input.wrong("duration_min", "a number from 1 to " + MOST_MINUTES);
        }
        Optional<Integer> interval =
                input.number("interval_min", 1, MOST_MINUTES).or(() -> duration);
        Optional<Alignment> alignment = alignment();
        int before = input.number("buffer_before_min", 0, MOST_MINUTES).orElse(0);
        int after = input.number("buffer_after_min", 0, MOST_MINUTES).orElse(0);
        int notice = input.number("min_notice_min", 0, MOST_MINUTES).orElse(0);
        int days = input.number("window_days", 0, Service.MAX_WINDOW_DAYS).orElse(Service.MAX_WINDOW_DAYS);
        Optional<EffectiveDates> dates = dates("window_dates");
        Optional<Integer> perDay = input.number("max_per_day", 1, MOST_BOOKINGS);
        Optional<Integer> perWeek = input.number("max_per_week", 1, MOST_BOOKINGS);
        if (duration.isEmpty() || interval.isEmpty()) {
            return Optional.empty();
        }
        Service usual = Service.standard();
        return Optional.of(new Service(
                usual.id(),
                usual.name(),
                List.of(duration.get()),
                interval.get(),
                alignment.orElse(Alignment.WINDOW_START),
                before,
                after,
                notice,
                days,
                dates.orElse(null),
                perDay.orElse(null),
                perWeek.orElse(null),
                usual.capacity(),
                usual.requiresConfirmation(),
                usual.decisionMinutes(),
                usual.cancelNoticeMinutes(),
                usual.rescheduleNoticeMinutes(),
                usual.staff(),
                usual.assignment(),
                usual.collective(),
                List.of(),
                List.of(),
                List.of(),
                usual.location(),
                usual.version()));
    }

    private Optional<Alignment> alignment() {
        Optional<String> text = input.text("align", 40);
        Optional<Alignment> alignment = Arrays.stream(Alignment.values())
                .filter(one -> text.filter(one.name()::equals).isPresent())
                .findFirst();
        if (text.isPresent() && alignment.isEmpty()) {
            input.wrong("align", "one of WINDOW_START, FREE_RANGE_CLOCK");
        }
        return alignment;
    }

    private Optional<Schedule> schedule(ZoneId zone) {
        int before = input.errors().size();
        List<WeeklyWindow> weekly = weekly("weekly");
        List<WeeklyWindow> breaks = weekly("breaks");
        List<DateOverride> overrides = overrides();
        Optional<Holidays> holidays = holidays();
        Optional<EffectiveDates> effective = dates("effective");
        if (input.errors().size() > before) {
            return Optional.empty();
        }
        return made(
                input,
                () -> new Schedule(
                        "preview",
                        zone,
                        weekly,
                        breaks,
                        overrides,
                        holidays.orElse(null),
                        List.of(),
                        effective.orElse(EffectiveDates.ALWAYS),
                        1));
    }

    private List<WeeklyWindow> weekly(String field) {
        List<WeeklyWindow> windows = new ArrayList<>();
        for (Input window : input.objects(field, WEEKLY_WINDOW, MOST_WINDOWS)) {
            Optional<Set<Weekday>> days = days(window);
            Optional<Window> hours = hours(window);
            if (days.isPresent() && hours.isPresent()) {
                made(
                                window,
                                () -> new WeeklyWindow(
                                        days.get(),
                                        hours.get().start(),
                                        hours.get().end()))
                        .ifPresent(windows::add);
            }
        }
        return windows;
    }

    private static Optional<Set<Weekday>> days(Input window) {
        Set<String> known = Arrays.stream(Weekday.values()).map(Weekday::name).collect(Collectors.toSet());
        List<String> days = window.list("days", known.size());
        if (days.isEmpty() || !known.containsAll(days)) {
            window.wrong("days", "at least one of MON, TUE, WED, THU, FRI, SAT, SUN");
            return Optional.empty();
        }
        return Optional.of(days.stream().map(Weekday::valueOf).collect(Collectors.toSet()));
    }

    private static Optional<Window> hours(Input window) {
        Optional<String> start = window.required("start", 10);
        Optional<String> end = window.required("end", 10);
        return start.isPresent() && end.isPresent()
                ? made(window, () -> Window.of(start.get(), end.get()))
                : Optional.empty();
    }

    private List<DateOverride> overrides() {
        List<DateOverride> overrides = new ArrayList<>();
        for (Input override : input.objects("overrides", Set.of("date", "windows"), MOST_DATES)) {
            Optional<LocalDate> date = date(override, "date");
            if (!override.has("date")) {
                override.wrong("date", aDate());
            }
            List<Window> windows = override.objects("windows", WINDOW, MOST_WINDOWS_OF_A_DATE).stream()
                    .flatMap(window -> hours(window).stream())
                    .toList();
            date.ifPresent(on -> overrides.add(new DateOverride(on, windows)));
        }
        return overrides;
    }

    private Optional<Holidays> holidays() {
        return input.object("holidays", Set.of("country", "subdivision", "extra"))
                .flatMap(holidays -> {
                    Optional<String> country = holidays.text("country", 10);
                    Optional<String> subdivision = holidays.text("subdivision", 10);
                    List<LocalDate> extra = new ArrayList<>();
                    for (String text : holidays.list("extra", MOST_DATES)) {
                        LocalDate date = date(text);
                        if (date == null) {
                            holidays.wrong("extra", "dates such as 2026-11-23");
                            return Optional.empty();
                        }
                        extra.add(date);
                    }
                    return made(holidays, () -> new Holidays(country.orElse(null), subdivision.orElse(null), extra));
                });
    }

    private Optional<EffectiveDates> dates(String field) {
        return input.object(field, DATES).flatMap(dates -> {
            Optional<LocalDate> from = date(dates, "from");
            Optional<LocalDate> to = date(dates, "to");
            return made(dates, () -> new EffectiveDates(from.orElse(null), to.orElse(null)));
        });
    }

    private List<TimeRange> busy() {
        List<TimeRange> busy = new ArrayList<>();
        for (Input time : input.objects("busy", WINDOW, MOST_TIMES)) {
            Optional<Instant> start = instant(time, "start");
            Optional<Instant> end = instant(time, "end");
            if (start.isPresent() && end.isPresent()) {
                if (end.get().isAfter(start.get())) {
                    busy.add(new TimeRange(start.get(), end.get()));
                } else {
                    time.wrong("end", "after start");
                }
            }
        }
        return busy;
    }

    private List<Instant> booked() {
        List<Instant> booked = new ArrayList<>();
        for (String text : input.list("booked", MOST_TIMES)) {
            Instant start = instant(text);
            if (start == null) {
                input.wrong("booked", "times, each " + aTime());
                return List.of();
            }
            booked.add(start);
        }
        return booked;
    }

    private Optional<ZoneId> zone(String field, boolean needed) {
        Optional<String> id = needed ? input.required(field, 100) : input.text(field, 100);
        Optional<ZoneId> zone =
                id.filter(ZoneId.getAvailableZoneIds()::contains).map(ZoneId::of);
        if (id.isPresent() && zone.isEmpty()) {
            input.wrong(field, "an IANA time zone such as Asia/Kolkata");
        }
        return zone;
    }

    private static Optional<Instant> instant(Input input, String field) {
        Optional<String> text = input.required(field, 40);
        Optional<Instant> instant = text.map(PreviewInput::instant);
        if (text.isPresent() && instant.isEmpty()) {
            input.wrong(field, aTime());
        }
        return instant;
    }

    private static @Nullable Instant instant(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return inReach(time.getYear()) ? time.toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Optional<LocalDate> date(Input input, String field) {
        Optional<String> text = input.text(field, 20);
        Optional<LocalDate> date = text.map(PreviewInput::date);
        if (text.isPresent() && date.isEmpty()) {
            input.wrong(field, aDate());
        }
        return date;
    }

    private static @Nullable LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            return inReach(date.getYear()) ? date : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean inReach(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    private static String aTime() {
        return "a time with offset such as 2026-11-23T09:00:00Z, from " + FIRST_YEAR + " to " + LAST_YEAR;
    }

    private static String aDate() {
        return "a date such as 2026-11-23, from " + FIRST_YEAR + " to " + LAST_YEAR;
    }

    private static <T> Optional<T> made(Input input, Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (InvalidCatalogue invalid) {
            input.wrong(invalid);
            return Optional.empty();
        }
    }
}
