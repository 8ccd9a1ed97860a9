package dev.meridian.gateway.retell;

import dev.meridian.gateway.retell.Answer.Question;
import java.util.Locale;

/** Questions about arguments that turned out wrong further inside. */
final class Questions {

    private Questions() {}

    /** Asks for a field again. */
    static Question invalid(String field) {
        String argument = field.replaceAll("^customer\\.", "")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
        return Question.about(
                argument, "I did not get the " + argument.replace('_', ' ') + " right. Could you say it again?");
    }
}
