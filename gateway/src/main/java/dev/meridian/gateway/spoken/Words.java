package dev.meridian.gateway.spoken;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Brings what was said to the form the grammars read: lower case, plain quotes and hyphens, single blanks, numbers in digits,
 * nothing around it that says nothing.
 */
final class Words {

    private static final int LONGEST = 120;

    private static final Pattern APOSTROPHES = Pattern.compile("[’‘`´]");
    private static final Pattern HYPHENS = Pattern.compile("[\\u2010-\\u2015−]");
    private static final Pattern BRACKETS = Pattern.compile("[\"“”„«»()\\[\\]{}<>,;]");
    private static final Pattern MARKS = Pattern.compile("(?<=\\p{L})\\.|(?<!\\p{L})'|'(?!\\p{L})|[.!?:]+$");
    private static final Pattern COMPOUND =
            Pattern.compile("(?<=\\b(?:twenty|thirty|forty|fifty|half|quarter|mid|late|early))-(?=\\p{L})");
    private static final String MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";
    private static final Pattern MONTH_AND_DAY =
            Pattern.compile("(?<=\\b" + MONTH + "[a-z]{0,6})-?(?=\\d)|(?<=\\d)-(?=" + MONTH + ")");
    private static final Pattern RANGE = Pattern.compile("(?<=[a-z])-(?=[a-z0-9])");
    private static final Pattern BEFORE = Pattern.compile(
            "^(?:(?:um|uh|er|well|okay|ok|maybe|perhaps|let's say|lets say|how about|what about|say|please|preferably|on|for)"
                    + " )+");
    private static final Pattern AFTER = Pattern.compile(
            "(?: (?:please|if possible|thanks|thank you|preferably|ideally|would be great|works|is fine))+$");

    private Words() {}

    static String plain(String said) {
        String text = Normalizer.normalize(said, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (text.length() > LONGEST) {
            return "";
        }
        text = APOSTROPHES.matcher(text).replaceAll("'");
        text = HYPHENS.matcher(text).replaceAll("-");
        text = BRACKETS.matcher(text).replaceAll(" ").replace("@", " at ").strip();
        text = MARKS.matcher(text).replaceAll("");
        text = text.replaceAll("-ish\\b", " ish");
        text = COMPOUND.matcher(text).replaceAll(" ");
        text = MONTH_AND_DAY.matcher(text).replaceAll(" ");
        text = RANGE.matcher(text).replaceAll(" - ");
        text = text.replaceAll("\\s+", " ").strip();
        text = AFTER.matcher(BEFORE.matcher(text).replaceFirst("")).replaceFirst("");
        return NumberWords.inDigits(text);
    }
}
