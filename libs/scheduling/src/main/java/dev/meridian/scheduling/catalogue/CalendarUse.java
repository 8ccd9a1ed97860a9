package dev.meridian.scheduling.catalogue;

/**
 * How a person's calendar is used.
 *
 * @param id the provider's id; {@code primary} stands for the configured calendar
 * @param read whether its events make the person busy
 * @param write whether bookings are written to it
 */
public record CalendarUse(String id, boolean read, boolean write) {
    public CalendarUse {
        new Faults().text("id", id, 1024).throwIfAny();
    }
}
