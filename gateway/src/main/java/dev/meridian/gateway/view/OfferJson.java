package dev.meridian.gateway.view;

import dev.meridian.gateway.request.AvailabilityAnswer.Offered;
import dev.meridian.gateway.request.Explanation;
import dev.meridian.gateway.request.Slot;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The free times between two dates.
 *
 * @param status {@code available} or {@code none}
 * @param message one or two sentences to be spoken as they stand
 * @param asOf when the calendars were asked, in UTC
 * @param suggestions slots worth saying aloud, the best first
 * @param slots in order of start
 * @param more whether there are more slots than listed
 */
@JsonNaming(SnakeCaseStrategy.class)
public record OfferJson(
        String status,
        String message,
        String timeZone,
        String businessTimeZone,
        String service,
        String asOf,
        List<SuggestionJson> suggestions,
        List<SlotJson> slots,
        boolean more) {

    public OfferJson {
        suggestions = List.copyOf(suggestions);
        slots = List.copyOf(slots);
    }

    /**
     * How much fits into an answer.
     *
     * @param suggestions most suggestions
     * @param slots most slots
     * @param staff most names of those who are free for one
     * @param characters about how much text all of them may be
     */
    public record Room(int suggestions, int slots, int staff, int characters) {}

    /** The answer to the one who asked about these dates in this zone. */
    public static OfferJson of(Offered offered, AskedDates asked, ZoneId caller, Room room) {
        List<Slot> suggested =
                offered.suggestions().stream().limit(room.suggestions()).toList();
        String message = offered.slots().isEmpty()
                ? Phrases.nothingFree(asked, offered.bookableUntil(), LocalDate.ofInstant(offered.asOf(), caller))
                : Phrases.offer(asked, suggested, caller);
        return of(offered, offered.slots(), suggested, message, caller, room);
    }

    /** Nothing at the dates and hours that were asked about; {@code instead} is what there is at others. */
    public static OfferJson instead(
            Offered offered, AskedDates asked, WhyNone why, List<Slot> instead, ZoneId caller, Room room) {
        List<Slot> suggested = instead.stream().limit(room.suggestions()).toList();
        return of(offered, List.of(), suggested, Phrases.noneBut(asked, why, suggested, caller), caller, room);
    }

    /** Nothing at the dates and hours that were asked about, nor later. */
    public static OfferJson none(
            Offered offered, AskedDates asked, WhyNone why, LocalDate bookableUntil, ZoneId caller, Room room) {
        return of(offered, List.of(), List.of(), Phrases.noneUntil(asked, why, bookableUntil), caller, room);
    }

    private static OfferJson of(
            Offered offered, List<Slot> free, List<Slot> suggested, String message, ZoneId caller, Room room) {
        List<SlotJson> chosen = SlotJson.of(suggested, room.suggestions(), caller, offered.businessZone()).stream()
                .map(slot -> slot.naming(room.staff()))
                .toList();
        int left =
                room.characters() - chosen.stream().mapToInt(OfferJson::length).sum();
        List<SlotJson> slots = fitting(free, caller, offered.businessZone(), room, left);
        return new OfferJson(
                free.isEmpty() ? "none" : "available",
                message,
                caller.getId(),
                offered.businessZone().getId(),
                offered.service(),
                Times.utc(offered.asOf()),
                chosen.stream().map(SuggestionJson::of).toList(),
                slots,
                !free.isEmpty() && (offered.more() || slots.size() < free.size()));
    }

    /** The same with the reasons for the suggestions, in their order; without them if none are known. */
    public OfferJson explained(List<Explanation> explanations) {
        List<SuggestionJson> explained = new ArrayList<>(suggestions);
        for (int i = 0; i < Math.min(explained.size(), explanations.size()); i++) {
            explained.set(i, explained.get(i).because(explanations.get(i)));
        }
        return new OfferJson(status, message, timeZone, businessTimeZone, service, asOf, explained, slots, more);
    }

    private static List<SlotJson> fitting(List<Slot> slots, ZoneId caller, ZoneId business, Room room, int characters) {
        List<SlotJson> fitting = new ArrayList<>();
        int left = characters;
        for (Slot slot : slots) {
            SlotJson json = SlotJson.of(slot, caller, business).naming(room.staff());
            left -= length(json);
            if (left < 0 || fitting.size() == room.slots()) {
                break;
            }
            fitting.add(json);
        }
        return fitting;
    }

    /** About, and not less. */
    private static int length(SlotJson slot) {
        return slot.toString().length() + 60;
    }
}
