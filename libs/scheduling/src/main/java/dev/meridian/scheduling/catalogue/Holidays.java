package dev.meridian.scheduling.catalogue;

import dev.meridian.scheduling.holiday.PublicHolidays;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Days off by the calendar of a country and by one's own list.
 *
 * @param country ISO 3166-1 code of two letters, or null for the own dates alone
 * @param subdivision ISO 3166-2 code without the country, or null for the holidays of the whole country
 * @param extra own dates, each at most once
 */
public record Holidays(@Nullable String country, @Nullable String subdivision, List<LocalDate> extra) {
    public Holidays {
        extra = List.copyOf(extra);
        Faults faults = new Faults().distinct("extra", extra);
        boolean known = country == null || PublicHolidays.countries().contains(country);
        faults.require(known, "country", country, "two capital letters of a country, for example IN or US, or null");
        if (subdivision != null && country == null) {
            faults.require(false, "subdivision", subdivision, "null without a country");
        } else if (subdivision != null && country != null && known) {
            Set<String> subdivisions = PublicHolidays.subdivisions(country);
            faults.require(
                    subdivisions.contains(subdivision),
                    "subdivision",
                    subdivision,
                    subdivisions.isEmpty()
                            ? "null: " + country + " has the same holidays everywhere"
                            : "one of " + String.join(", ", subdivisions) + ", or null");
        }
        faults.throwIfAny();
    }

    /** Whether the date is a day off. */
    public boolean include(LocalDate date) {
        return extra.contains(date)
                || (country != null
                        && PublicHolidays.of(country, subdivision, date.getYear())
                                .contains(date));
    }
}
