package dev.meridian.scheduling.catalogue;

import java.time.DayOfWeek;

/** A day of the week under the three-letter code that documents use. */
public enum Weekday {
    MON,
    TUE,
    WED,
    THU,
    FRI,
    SAT,
    SUN;

    public static Weekday of(DayOfWeek day) {
        return valueOf(day.name().substring(0, 3));
    }

    public DayOfWeek dayOfWeek() {
        return switch (this) {
            case MON -> DayOfWeek.MONDAY;
            case TUE -> DayOfWeek.TUESDAY;
            case WED -> DayOfWeek.WEDNESDAY;
            case THU -> DayOfWeek.THURSDAY;
            case FRI -> DayOfWeek.FRIDAY;
            case SAT -> DayOfWeek.SATURDAY;
            case SUN -> DayOfWeek.SUNDAY;
        };
    }
}
