package dev.meridian.gateway.retell;

import dev.meridian.gateway.caller.CallerZones;
import dev.meridian.gateway.retell.Answer.Question;
import dev.meridian.scheduling.speech.Spoken;
import dev.meridian.scheduling.zone.ZoneMatch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Reads the zones, dates and times among arguments; what is open is asked, not guessed. */
final class SpokenTimeArguments {

    private final CallerZones zones;

    SpokenTimeArguments(CallerZones zones) {
        this.zones = zones;
    }

    /** The caller's zone. */
    Heard<ZoneId> zone(FunctionCall call) {
        Optional<String> said = call.arguments().text("time_zone", "timezone", "timeZone");
        ZoneMatch match = zones.find(said.orElse(null), call.conversation().number());
        if (match instanceof ZoneMatch.Known known) {
            return Heard.clear(known.zone());
        }
        List<ZoneId> choices = CallerZones.choices(match);
        String spoken =
                Spoken.anyOf(choices.stream().map(Spoken::zone).distinct().toList());
        String message = match instanceof ZoneMatch.Ambiguous
                ? "Which time zone do you mean: " + spoken + "?"
                : "Which time zone are you in, for example " + spoken + "?";
        return Heard.ask(Question.about(
                "time_zone", message, choices.stream().map(ZoneId::getId).toList()));
    }

    /** The start that was asked for: {@code start}, or {@code date} and {@code time}. */
    Heard<SaidStart> start(FunctionCall call, Instant now) {
        return zone(call).then(zone -> StartArguments.read(call.arguments(), zone, now));
    }

    /** The days and hours that were asked about. */
    Heard<SaidDates> dates(FunctionCall call, Instant now) {
        return zone(call).then(zone -> DateArguments.read(call.arguments(), zone, LocalDate.ofInstant(now, zone)));
    }
}
