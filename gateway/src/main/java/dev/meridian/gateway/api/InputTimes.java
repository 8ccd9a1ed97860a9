package dev.meridian.gateway.api;

import dev.meridian.gateway.argument.StartReading;
import dev.meridian.gateway.caller.CallerZones;
import dev.meridian.gateway.view.Times;
import dev.meridian.scheduling.time.WallClock;
import dev.meridian.scheduling.time.WallClocks;
import dev.meridian.scheduling.zone.ZoneMatch;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads zones, dates and starts of REST requests. */
final class InputTimes {

    private static final String ZONE = "time_zone";
    private static final String START = "start";

    private final CallerZones zones;

    InputTimes(CallerZones zones) {
        this.zones = zones;
    }

    /** The zone as said, else by the customer's number, else the default. */
    Optional<ZoneId> zone(Input input, @Nullable String number) {
        Optional<String> said = input.text(ZONE, 100);
        if (said.isEmpty() && input.has(ZONE)) {
            return Optional.empty();
        }
        ZoneMatch match = zones.find(said.orElse(null), number);
        if (match instanceof ZoneMatch.Known known) {
            return Optional.of(known.zone());
        }
        List<ZoneId> choices = CallerZones.choices(match);
        String some = choices.stream().map(ZoneId::getId).collect(Collectors.joining(" or "));
        input.wrong(
                ZONE,
                match instanceof ZoneMatch.Ambiguous ? some : "an IANA time zone or its name, for example " + some);
        return Optional.empty();
    }

    /** A date in ISO 8601. */
    Optional<LocalDate> date(Input input, String field) {
        Optional<String> text = input.text(field, 30);
        Optional<LocalDate> date = text.flatMap(InputTimes::date);
        if (text.isPresent() && date.isEmpty()) {
            input.wrong(field, "a date such as 2026-11-23");
        }
        return date;
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(date -> date.getYear() > 0 && date.getYear() < 10_000);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A start that exists, and once. */
    Optional<ZonedDateTime> start(Input input, ZoneId zone) {
        Optional<String> text = input.required(START, 80);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (StartReading.of(text.get())) {
            case StartReading.Fixed fixed -> Optional.of(fixed.at().atZoneSameInstant(zone));
            case StartReading.Local local -> onTheClock(input, local.at(), zone);
            case StartReading.Unreadable unreadable -> {
                input.wrong(START, "a date and time such as 2026-11-23T09:00:00-08:00 or 2026-11-23T09:00");
                yield Optional.empty();
            }
        };
    }

    private static Optional<ZonedDateTime> onTheClock(Input input, LocalDateTime local, ZoneId zone) {
        return switch (WallClocks.resolve(local, zone, null)) {
            case WallClock.Exact exact -> Optional.of(exact.at());
            case WallClock.Gap gap -> {
                input.wrong(
                        START,
                        "a time that exists in " + zone + "; the clocks go forward then, the next is "
                                + Times.in(zone, gap.after().toInstant()));
                yield Optional.empty();
            }
            case WallClock.Overlap overlap -> {
                input.wrong(
                        START,
                        "an offset, because the time comes twice in " + zone + ": "
                                + Times.in(zone, overlap.earlier().toInstant()) + " or "
                                + Times.in(zone, overlap.later().toInstant()));
                yield Optional.empty();
            }
        };
    }
}
