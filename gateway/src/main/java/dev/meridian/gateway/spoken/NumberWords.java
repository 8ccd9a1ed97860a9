package dev.meridian.gateway.spoken;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes numbers in digits: "twenty third" is 23rd, "two oh five" is 2 05, "twenty twenty six" is 20 26. */
final class NumberWords {

    private static final List<String> ONES = List.of(
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> ORDINALS = List.of(
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth");
    private static final Map<String, Integer> TENS = Map.of("twenty", 20, "thirty", 30, "forty", 40, "fifty", 50);

    private NumberWords() {}

    static String inDigits(String plain) {
        List<String> words = List.of(plain.split(" "));
        List<String> digits = new ArrayList<>(words.size());
        int i = 0;
        while (i < words.size()) {
            String pair = i + 1 < words.size() ? pair(words.get(i), words.get(i + 1)) : null;
            digits.add(pair == null ? one(words.get(i)) : pair);
            i += pair == null ? 1 : 2;
        }
        return String.join(" ", digits).replaceAll("\\b2 thousand (?:and )?(\\d{2})\\b", "20$1");
    }

    private static @Nullable String pair(String first, String second) {
        int one = ONES.indexOf(second) + 1;
        boolean small = one > 0 && one < 10;
        if (first.equals("oh") && small) {
            return "0" + one;
        }
        Integer tens = TENS.get(first);
        if (tens == null) {
            return null;
        }
        int ordinal = ORDINALS.indexOf(second) + 1;
        if (ordinal > 0 && ordinal < 10) {
            return ordinal(tens + ordinal);
        }
        return small ? Integer.toString(tens + one) : null;
    }

    private static String one(String word) {
        Integer tens = TENS.get(word);
        if (tens != null) {
            return tens.toString();
        }
        if (ONES.contains(word)) {
            return Integer.toString(ONES.indexOf(word) + 1);
        }
        if (ORDINALS.contains(word)) {
            return ordinal(ORDINALS.indexOf(word) + 1);
        }
        return word.equals("thirtieth") ? ordinal(30) : word;
    }

    private static String ordinal(int number) {
        String suffix = number / 10 == 1
                ? "th"
                : switch (number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return number + suffix;
    }
}
