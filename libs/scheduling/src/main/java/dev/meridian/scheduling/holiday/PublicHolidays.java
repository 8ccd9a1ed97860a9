package dev.meridian.scheduling.holiday;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Public and bank holidays of countries and their subdivisions, as a maintained library has them; days that are only
 * observed close nothing and are left out. A holiday is on the date it is kept, which may be a working day beside it.
 *
 * <p>The first question loads the library and takes about half a second, the first one for a country some milliseconds;
 * later ones are looks into memory. Whoever has to answer fast calls {@link #warmUp} while starting.
 */
public final class PublicHolidays {
    /** Before and after these years no holidays are known; the calendars that follow the moon end soon after. */
    public static final int FIRST_YEAR = 1900;

    public static final int LAST_YEAR = 2150;

    private static final int MOST_YEARS_KEPT = 10_000;

    private static final Set<String> COUNTRIES = HolidayCalendar.getSupportedCalendarCodes().stream()
            .filter(code -> code.length() == 2)
            .collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new), Collections::unmodifiableSet));

    private static final Map<Key, Set<LocalDate>> YEARS = new ConcurrentHashMap<>();
    private static final Map<String, Set<String>> SUBDIVISIONS = new ConcurrentHashMap<>();
    private static final Object LOADING = new Object();

    private PublicHolidays() {}

    private record Key(String country, @Nullable String subdivision, int year) {}

    /** Loads the library, unless that has happened. */
    public static void warmUp() {
        of("IN", null, 2026);
    }

    /** ISO 3166-1 codes of the countries whose holidays are known. */
    public static Set<String> countries() {
        return COUNTRIES;
    }

    /** ISO 3166-2 codes, without the country, of the subdivisions of a known country that have holidays of their own. */
    public static Set<String> subdivisions(String country) {
        Set<String> known = SUBDIVISIONS.get(country);
        if (known != null) {
            return known;
        }
        Set<String> loaded = load(
                country,
                calendar -> calendar.getCalendarHierarchy().getChildren().keySet().stream()
                        .map(code -> code.toUpperCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new)));
        SUBDIVISIONS.put(country, Collections.unmodifiableSet(loaded));
        return loaded;
    }

    /**
     * The dates of a year on which a known country has holidays, with those of one of its subdivisions if one is named.
     */
    public static Set<LocalDate> of(String country, @Nullable String subdivision, int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return Set.of();
        }
        Key key = new Key(country, subdivision, year);
        Set<LocalDate> known = YEARS.get(key);
        if (known != null) {
            return known;
        }
        Set<LocalDate> loaded = load(country, calendar -> {
            Set<Holiday> holidays = subdivision == null
                    ? calendar.getHolidays(Year.of(year))
                    : calendar.getHolidays(Year.of(year), subdivision.toLowerCase(Locale.ROOT));
            return holidays.stream()
                    .filter(holiday -> holiday.getType() != HolidayType.OBSERVANCE)
                    .map(Holiday::getDate)
                    .collect(Collectors.toUnmodifiableSet());
        });
        if (YEARS.size() >= MOST_YEARS_KEPT) {
            YEARS.clear();
        }
        YEARS.put(key, loaded);
        return loaded;
    }

    /**
     * Asks the library. It hands out its list of services before it has filled it, so two first questions at once would
     * fail: one at a time. It finds services by the thread's class loader, which in a worker pool may be any.
     */
    private static <T> T load(String country, Function<HolidayManager, T> question) {
        Thread thread = Thread.currentThread();
        synchronized (LOADING) {
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(PublicHolidays.class.getClassLoader());
            try {
                return question.apply(
                        HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT))));
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }
}
