package dev.meridian.scheduling.suggestion;

import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;

/** A part of the caller's day, as people ask for it; each includes its beginning and not its end. */
public enum PartOfDay {
    ANY(0, 24),
    MORNING(5, 12),
    AFTERNOON(12, 17),
    EVENING(17, 22);

    private final int fromHour;
    private final int toHour;

    PartOfDay(int fromHour, int toHour) {
        this.fromHour = fromHour;
        this.toHour = toHour;
    }

    /** The part of that name, in any case; empty when there is none. */
    public static Optional<PartOfDay> of(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "any" -> Optional.of(ANY);
            case "morning" -> Optional.of(MORNING);
            case "afternoon" -> Optional.of(AFTERNOON);
            case "evening" -> Optional.of(EVENING);
            default -> Optional.empty();
        };
    }

    /** Whether a start at that time of the caller's day belongs to the part. */
    public boolean includes(LocalTime time) {
        return time.getHour() >= fromHour && time.getHour() < toHour;
    }

    /** The name as arguments and answers write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
