package dev.meridian.gateway.retell;

import dev.meridian.gateway.caller.CallerSettings;
import dev.meridian.gateway.request.Refusal;
import dev.meridian.gateway.request.Slot;
import dev.meridian.gateway.retell.Answer.Plain;
import dev.meridian.gateway.view.Phrases;
import dev.meridian.gateway.view.SlotJson;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/** How it is said that a wish did not come true. */
final class Refusals {

    private static final int MOST_ALTERNATIVES = 3;

    private final CallerSettings settings;

    Refusals(CallerSettings settings) {
        this.settings = settings;
    }

    /** Of a wish for a time in that zone. */
    Answer of(Refusal refusal, ZoneId zone) {
        return of(refusal, zone, refused -> Phrases.notAllowed(refused.reason(), refused.alternatives(), zone));
    }

    /**
     * Of any wish.
     *
     * @param sentence says which rule stands against it
     */
    Answer of(Refusal refusal, ZoneId zone, Function<Refusal.NotAllowed, String> sentence) {
        return switch (refusal) {
            case Refusal.SlotTaken taken ->
                new Answer.Refusal(
                        "slot_taken",
                        Phrases.taken(taken.alternatives(), zone),
                        null,
                        slots(taken.alternatives(), zone));
            case Refusal.NotAllowed refused ->
                new Answer.Refusal(
                        "not_allowed", sentence.apply(refused), refused.reason(), slots(refused.alternatives(), zone));
            case Refusal.NotFound missing -> Plain.notFound();
            case Refusal.Invalid invalid -> Questions.invalid(invalid.field());
            case Refusal.Overloaded overloaded -> Plain.tooBusy();
            case Refusal.Expired expired -> Plain.unavailable();
            case Refusal.KeyReused reused -> Plain.unavailable();
            case Refusal.AlreadyDecided decided -> Plain.unavailable();
            case Refusal.HoldGone gone -> Plain.unavailable();
            case Refusal.TooManyHolds many -> Plain.unavailable();
        };
    }

    private List<SlotJson> slots(List<Slot> alternatives, ZoneId zone) {
        return SlotJson.of(alternatives, MOST_ALTERNATIVES, zone, settings.businessZone()).stream()
                .map(slot -> slot.naming(CheckAvailability.MOST_STAFF))
                .toList();
    }
}
