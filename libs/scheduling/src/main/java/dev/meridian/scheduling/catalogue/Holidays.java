package dev.meridian.scheduling.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Days off by the calendar of a country and by one's own list.
 *
 * @param country ISO 3166-1 code of two letters, or null for the own dates alone
 * @param subdivision ISO 3166-2 code without the country, or null
 * @param extra own dates
 */
public record Holidays(@Nullable String country, @Nullable String subdivision, List<LocalDate> extra) {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern SUBDIVISION = Pattern.compile("[A-Za-z0-9-]{1,8}");

    public Holidays {
        extra = List.copyOf(extra);
        new Faults()
                .require(
                        country == null || COUNTRY.matcher(country).matches(),
                        "country",
                        country,
                        "two capital letters, or null")
                .require(
                        subdivision == null
                                || (country != null
                                        && SUBDIVISION.matcher(subdivision).matches()),
                        "subdivision",
                        subdivision,
                        "1 to 8 letters, digits or '-' beside a country, or null")
                .throwIfAny();
    }
}
