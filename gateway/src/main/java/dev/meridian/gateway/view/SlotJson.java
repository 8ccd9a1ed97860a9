package dev.meridian.gateway.view;

import dev.meridian.gateway.request.Slot;
import dev.meridian.scheduling.speech.Spoken;
import java.time.ZoneId;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A free time, ready to be offered and to be copied into a booking.
 *
 * @param start on the caller's clock, with offset
 * @param spoken the start as a person says it, with its zone
 * @param businessStart on the business's clock, with offset
 * @param staff who would be given it now
 * @param staffAvailable all who are free then, any of whom can be asked for
 */
@JsonNaming(SnakeCaseStrategy.class)
public record SlotJson(
        String start, String end, String spoken, String businessStart, String staff, List<String> staffAvailable) {

    public SlotJson {
        staffAvailable = List.copyOf(staffAvailable);
    }

    /** The slot for a caller in a zone. */
    public static SlotJson of(Slot slot, ZoneId caller, ZoneId business) {
        return new SlotJson(
                Times.in(caller, slot.start()),
                Times.in(caller, slot.end()),
                Spoken.dateTime(slot.start().atZone(caller)),
                Times.in(business, slot.start()),
                slot.staff(),
                slot.freeStaff());
    }

    /** The same with no more than so many of those who are free. */
    public SlotJson naming(int most) {
        return new SlotJson(
                start,
                end,
                spoken,
                businessStart,
                staff,
                staffAvailable.stream().limit(most).toList());
    }

    /** The first of the slots, in order. */
    public static List<SlotJson> of(List<Slot> slots, int most, ZoneId caller, ZoneId business) {
        return slots.stream()
                .limit(most)
                .map(slot -> of(slot, caller, business))
                .toList();
    }
}
