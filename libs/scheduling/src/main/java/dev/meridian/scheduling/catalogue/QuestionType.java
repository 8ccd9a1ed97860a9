package dev.meridian.scheduling.catalogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What kind of answer a question wants. Answers are kept as text; the kind says which text is one. */
public enum QuestionType {
    /** Anything. */
    TEXT("any text"),
    /** In decimal notation. */
    NUMBER("a number such as 12 or -3.5"),
    /** Yes or no. */
    BOOLEAN("true or false"),
    /** A day of the calendar. */
    DATE("a date such as 2026-11-23"),
    /** An address to write to. */
    EMAIL("an e-mail address such as jane@example.com"),
    /** A number to call. */
    PHONE("a telephone number such as +12137771234");

    private final String answer;

    QuestionType(String answer) {
        this.answer = answer;
    }

    /** The kind by the word that documents use. */
    public static Optional<QuestionType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
    }

    /** All words, for whoever has to choose one. */
    public static String choices() {
        return Arrays.stream(values()).map(QuestionType::code).collect(Collectors.joining(", "));
    }

    /** The word that documents use: {@code text}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What an answer has to be, in words. */
    String answer() {
        return answer;
    }
}
