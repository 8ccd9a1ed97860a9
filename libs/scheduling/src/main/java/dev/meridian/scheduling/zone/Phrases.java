package dev.meridian.scheduling.zone;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/** Brings what people say to the form names are looked up by: lower case, no accents, single blanks, no filler words. */
final class Phrases {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern DROPPED = Pattern.compile("[.'’‘`]");
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    private static final List<String> FILLERS_BEFORE = List.of("the ", "my ", "in ", "on ");
    private static final List<String> COUNTRY_BEFORE =
            List.of("united states ", "usa ", "us ", "american ", "america ", "north american ");
    private static final List<String> COUNTRY_AFTER = List.of(
            " us and canada",
            " us canada",
            " united states",
            " usa",
            " us",
            " in the us",
            " in america",
            " north america");

    private Phrases() {}

    static String normal(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        String words = DROPPED.matcher(plain.replace("&", " and ")).replaceAll("");
        return OTHER.matcher(words.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    /** A normal phrase and what is left of it without filler words, longest first. */
    static SequencedSet<String> forms(String normal) {
        SequencedSet<String> forms = new LinkedHashSet<>();
        String form = withoutPrefix(normal, FILLERS_BEFORE).replace("timezone", "time zone");
        forms.add(normal);
        forms.add(form);
        form = withoutSuffix(form, " zone");
        forms.add(form);
        forms.add(withoutSuffix(form, " time"));
        return forms;
    }

    /** The phrase without the words that say "of the United States"; the same phrase when it has none. */
    static String withoutCountry(String normal) {
        String phrase = withoutPrefix(normal, FILLERS_BEFORE);
        String stripped = withoutPrefix(phrase, COUNTRY_BEFORE);
        for (String country : COUNTRY_AFTER) {
            stripped = withoutSuffix(stripped, country);
        }
        return stripped.equals(phrase) ? normal : stripped;
    }

    private static String withoutPrefix(String phrase, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (phrase.startsWith(prefix)) {
                return phrase.substring(prefix.length());
            }
        }
        return phrase;
    }

    private static String withoutSuffix(String phrase, String suffix) {
        return phrase.endsWith(suffix) ? phrase.substring(0, phrase.length() - suffix.length()) : phrase;
    }
}
