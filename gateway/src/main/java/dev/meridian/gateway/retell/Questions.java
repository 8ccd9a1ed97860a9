package dev.meridian.gateway.retell;

import dev.meridian.gateway.retell.Answer.Question;
import java.util.Locale;

/** Questions about arguments that turned out wrong further inside. */
final class Questions {

    private static final String ANSWER = "answers.";

    private Questions() {}

    /** Asks for a field again. */
    static Question invalid(String field) {
        if (field.startsWith(ANSWER)) {
            String key = field.substring(ANSWER.length()).replaceAll("[_.-]+", " ");
            return Question.about(field, "There is one more thing I need to know: " + key + "?");
        }
        String argument = field.replaceAll("^customer\\.", "")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
        return Question.about(
                argument, "I did not get the " + argument.replace('_', ' ') + " right. Could you say it again?");
    }
}
