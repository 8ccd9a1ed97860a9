package dev.meridian.gateway.api;

import dev.meridian.gateway.api.Problem.FieldError;
import dev.meridian.gateway.caller.CallerSettings;
import dev.meridian.gateway.request.Refusal;
import dev.meridian.gateway.request.Slot;
import dev.meridian.gateway.view.Phrases;
import dev.meridian.gateway.view.SlotJson;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** How it is told over REST that a wish did not come true. */
final class RefusalResponses {

    private static final int MOST_ALTERNATIVES = 3;

    private final CallerSettings settings;

    RefusalResponses(CallerSettings settings) {
        this.settings = settings;
    }

    /** Of a wish for a time in that zone that was read from these fields: a wrong one is told with what was sent. */
    ResponseEntity<Object> of(Refusal refusal, ZoneId zone, Input input) {
        return refusal instanceof Refusal.Invalid invalid
                ? input.invalid(invalid.field(), invalid.expected()).response()
                : of(refusal, zone);
    }

    /** Of a wish for a time in that zone. */
    ResponseEntity<Object> of(Refusal refusal, ZoneId zone) {
        return of(refusal, zone, refused -> Phrases.notAllowed(refused.reason(), refused.alternatives(), zone));
    }

    /**
     * Of any wish.
     *
     * @param sentence says which rule stands against it
     */
    ResponseEntity<Object> of(Refusal refusal, ZoneId zone, Function<Refusal.NotAllowed, String> sentence) {
        return problem(refusal, zone, sentence).response();
    }

    private Problem problem(Refusal refusal, ZoneId zone, Function<Refusal.NotAllowed, String> sentence) {
        return switch (refusal) {
            case Refusal.SlotTaken taken ->
                Problem.of(HttpStatus.CONFLICT, "slot_taken", Phrases.taken(taken.alternatives(), zone))
                        .withAlternatives(null, slots(taken.alternatives(), zone));
            case Refusal.NotAllowed refused ->
                Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "not_allowed", sentence.apply(refused))
                        .withAlternatives(refused.reason(), slots(refused.alternatives(), zone));
            case Refusal.NotFound missing -> Problem.noBooking();
            case Refusal.Invalid invalid ->
                Problem.invalid(List.of(new FieldError(FieldNames.outside(invalid.field()), null, invalid.expected())));
            case Refusal.AlreadyDecided decided ->
                Problem.of(
                        HttpStatus.CONFLICT,
                        "already_decided",
                        "The booking does not wait for the host's decision any more.");
            case Refusal.HoldGone gone ->
                Problem.of(HttpStatus.CONFLICT, "hold_gone", "The hold is over or not yours.");
            case Refusal.TooManyHolds many ->
                Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too_many_holds",
                        "You keep too many slots already; release one, book it, or wait until it ends.");
            case Refusal.KeyReused reused ->
                Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotency_key_reused",
                        "The Idempotency-Key was used before, for another request.");
            case Refusal.Expired expired ->
                Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "expired",
                        "The request was decided too late and nothing was changed; send it with a new key.");
            case Refusal.Overloaded overloaded -> Problem.overloaded();
        };
    }

    private List<SlotJson> slots(List<Slot> alternatives, ZoneId zone) {
        return SlotJson.of(alternatives, MOST_ALTERNATIVES, zone, settings.businessZone());
    }
}
