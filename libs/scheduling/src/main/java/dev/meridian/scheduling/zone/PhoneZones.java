package dev.meridian.scheduling.zone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZone.SystemTimeZoneType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The zones a telephone number belongs to, by the prefix data of libphonenumber: one for most area codes, many for
 * toll-free and for some mobile numbers, none for what is no number. A number says where it was issued, not where its
 * owner is.
 */
public final class PhoneZones {
    /** How long zones have to show the same time to be as good as one. */
    static final Duration HORIZON = Duration.ofDays(60);

    private static final int MAX_LENGTH = 64;

    private PhoneZones() {}

    /**
     * The canonical zones of a number, well-known ones first; none for "anonymous", for garbage and for numbers that
     * can not exist.
     *
     * @param number in E.164 form, or as it is dialled within the United States
     */
    public static List<ZoneId> of(String number) {
        if (number.length() > MAX_LENGTH) {
            return List.of();
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber parsed = numbers.parse(number, "US");
            return ids(parsed, numbers.getRegionCodeForNumber(parsed)).stream()
                    .map(IanaZones::canonical)
                    .flatMap(Optional::stream)
                    .distinct()
                    .sorted(IanaZones.BY_RENOWN)
                    .toList();
        } catch (NumberParseException e) {
            return List.of();
        }
    }

    /** The best known of the number's zones, if clocks in all of them show the same for the next 60 days. */
    public static Optional<ZoneId> agreed(String number, Instant now) {
        List<ZoneId> zones = of(number);
        return zones.stream()
                .findFirst()
                .filter(first -> zones.stream().allMatch(zone -> IanaZones.agree(first, zone, now, now.plus(HORIZON))));
    }

    /** libphonenumber files Irish numbers under London, whose clocks are the same; a country's only zone is surer. */
    private static Collection<String> ids(PhoneNumber number, @Nullable String region) {
        if (region != null && PhoneNumberUtil.getInstance().isValidNumber(number)) {
            Set<String> ofCountry = TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL_LOCATION, region, null);
            if (ofCountry.size() == 1) {
                return ofCountry;
            }
        }
        return PhoneNumberToTimeZonesMapper.getInstance().getTimeZonesForNumber(number);
    }
}
