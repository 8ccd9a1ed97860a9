package dev.meridian.scheduling.catalogue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What customers answer, held against what they were asked. */
public final class Answers {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?");
    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s,;<>\"()]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63})+");
    private static final int LONGEST_EMAIL = 254;
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{5,15}");
    private static final Pattern PHONE_DECORATION = Pattern.compile("[\\s().\\-/\\u00a0\\u2010-\\u2015]");

    private Answers() {}

    /**
     * Everything that is wrong: required answers that are missing or blank, and answers of the wrong kind. An answer to a
     * question that nobody asked is kept and never wrong.
     *
     * @return faults of the fields {@code answers.<key>}, in the order of the questions
     */
    public static List<Fault> check(List<Question> questions, Map<String, String> answers) {
        List<Fault> faults = new ArrayList<>();
        for (Question question : questions) {
            String answer = answers.getOrDefault(question.key(), "").strip();
            boolean wrong = answer.isEmpty() ? question.required() : !fits(question.type(), answer);
            if (wrong) {
                faults.add(new Fault(
                        "answers." + question.key(),
                        String.valueOf(answers.get(question.key())),
                        question.type().answer()));
            }
        }
        return faults;
    }

    private static boolean fits(QuestionType type, String answer) {
        return switch (type) {
            case TEXT -> true;
            case NUMBER -> NUMBER.matcher(answer).matches();
            case BOOLEAN -> answer.equals("true") || answer.equals("false");
            case DATE -> isDate(answer);
            case EMAIL ->
                answer.length() <= LONGEST_EMAIL && EMAIL.matcher(answer).matches();
            case PHONE ->
                PHONE.matcher(PHONE_DECORATION.matcher(answer).replaceAll("")).matches();
        };
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
