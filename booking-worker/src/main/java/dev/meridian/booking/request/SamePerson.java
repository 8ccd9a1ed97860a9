package dev.meridian.booking.request;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Whether two names that were heard in one conversation, for one service at one time, are one person's. Only letters and
 * digits count. Phone and e-mail do not: a model that calls its function again often spells them differently, and two people
 * of one name who want one time in one conversation are rarer than that.
 */
final class SamePerson {

    private SamePerson() {}

    static boolean isSame(String name, String other) {
        return letters(name).equals(letters(other));
    }

    private static String letters(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}]", "");
    }
}
