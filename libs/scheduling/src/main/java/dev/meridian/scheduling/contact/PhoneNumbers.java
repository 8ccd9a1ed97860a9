package dev.meridian.scheduling.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Telephone numbers as they are said and sent. */
public final class PhoneNumbers {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern NORTH_AMERICAN = Pattern.compile("1?[2-9][0-9]{9}");
    private static final Pattern DECORATION = Pattern.compile("[\\s().\\-/\\u00a0\\u2010-\\u2015]");

    private PhoneNumbers() {}

    /** A number in E.164; empty for "anonymous", text and nothing. */
    public static Optional<String> e164(@Nullable String number) {
        if (number == null) {
            return Optional.empty();
        }
        String bare = bare(number);
        return E164.matcher(bare).matches() ? Optional.of(international(bare)) : Optional.empty();
    }

    /**
     * A number as a person gives it, in E.164 where that is known: the caller's own number is known however it is said, and a
     * national number counts as the caller's own country's in North America, where all numbers have ten digits. Empty when it
     * is none.
     *
     * @param callerNumber the number of the line it was said on
     */
    public static Optional<String> said(String number, @Nullable String callerNumber) {
        String bare = bare(number);
        if (E164.matcher(bare).matches()) {
            return Optional.of(international(bare));
        }
        if (!bare.matches("[0-9]{5,15}")) {
            return Optional.empty();
        }
        if (callerNumber != null && spellings(callerNumber).contains(bare.replaceFirst("^0+", ""))) {
            return Optional.of(callerNumber);
        }
        boolean northAmerican = callerNumber != null && callerNumber.startsWith("+1");
        if (northAmerican && NORTH_AMERICAN.matcher(bare).matches()) {
            return Optional.of(bare.length() == 11 ? "+" + bare : "+1" + bare);
        }
        return Optional.of(bare);
    }

    /**
     * A number as it is kept: in E.164 where its country is beyond doubt, so that one line has one spelling. Digits without a
     * plus are North American where such a number is given out there, else international with the plus lost, if that is one;
     * otherwise they stay digits. Empty when it is none.
     */
    public static Optional<String> canonical(String number) {
        String bare = bare(number).replaceFirst("^00", "+");
        if (E164.matcher(bare).matches()) {
            return Optional.of(international(bare));
        }
        if (!bare.matches("[0-9]{5,15}")) {
            return Optional.empty();
        }
        if (NORTH_AMERICAN.matcher(bare).matches()) {
            if (bare.length() == 11) {
                return Optional.of("+" + bare);
            }
            if (isGivenOut("+1" + bare)) {
                return Optional.of("+1" + bare);
            }
        }
        return Optional.of(isGivenOut("+" + bare) ? "+" + bare : bare);
    }

    /**
     * The ways in which a number may have been written down that was given like this; a plus, or a country code, may have got
     * lost on the way. Empty when it is none.
     */
    public static Set<String> spellings(String number) {
        String bare = bare(number).replaceFirst("^00", "+");
        if (E164.matcher(bare).matches()) {
            Set<String> spellings = new TreeSet<>(Set.of(bare, bare.substring(1)));
            spellings.add(international(bare));
            national(bare).ifPresent(spellings::add);
            return spellings;
        }
        if (!bare.matches("[0-9]{5,15}")) {
            return Set.of();
        }
        Set<String> spellings = new TreeSet<>(Set.of(bare, "+" + bare));
        if (NORTH_AMERICAN.matcher(bare).matches()) {
            String national = bare.substring(bare.length() - 10);
            spellings.addAll(Set.of(national, "1" + national, "+1" + national));
        }
        return spellings;
    }

    private static boolean isGivenOut(String number) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            return numbers.isValidNumber(numbers.parse(number, null));
        } catch (NumberParseException e) {
            return false;
        }
    }

    /** Without what is dialled within the country only, as the zero in "+44 (0)20"; as it is if no such number is given out. */
    private static String international(String number) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber parsed = numbers.parse(number, null);
            return numbers.isValidNumber(parsed) ? numbers.format(parsed, PhoneNumberFormat.E164) : number;
        } catch (NumberParseException e) {
            return number;
        }
    }

    private static Optional<String> national(String number) {
        if (number.startsWith("+1") && number.length() == 12) {
            return Optional.of(number.substring(2));
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            return Optional.of(numbers.getNationalSignificantNumber(numbers.parse(number, null)))
                    .filter(digits -> digits.length() >= 5);
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static String bare(String number) {
        return DECORATION.matcher(number).replaceAll("");
    }
}
