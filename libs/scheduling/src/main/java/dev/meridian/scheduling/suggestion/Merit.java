package dev.meridian.scheduling.suggestion;

import java.util.Locale;

/** What speaks for a slot, or against it. */
public enum Merit {
    /** The customer has named this time. */
    PREFERRED_TIME,
    /** The host's other appointments are at least the buffer away. */
    BUFFER_KEPT,
    /** The customer has come in this hour of the week before. */
    HISTORY,
    /** Another appointment of the host begins or ends right here. */
    BACK_TO_BACK;

    /** The name as answers write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
