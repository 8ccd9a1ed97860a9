package dev.meridian.gateway.retell;

import dev.meridian.gateway.retell.Answer.Question;
import dev.meridian.scheduling.speech.Spoken;
import java.util.List;
import java.util.Locale;

/** Questions about arguments that turned out wrong further inside. */
final class Questions {

    private static final String ANSWER = "answers.";
    private static final int MOST_CHOICES = 7;

    private Questions() {}

    /** Asks for a field again. */
    static Question invalid(String field) {
        if (field.startsWith(ANSWER)) {
            String key = field.substring(ANSWER.length()).replaceAll("[_.-]+", " ");
            return Question.about(field, "There is one more thing I need to know: " + key + "?");
        }
        String argument = argument(field);
        return Question.about(
                argument,
                switch (argument) {
                    case "date", "start_date" -> "Which day would you like?";
                    case "end_date" -> "Until which day shall I look?";
                    case "start" -> "Which day and time would you like?";
                    case "duration_minutes" -> "I can not book that length. How many minutes shall it take?";
                    case "staff" -> "They do not offer that. With whom else would you like to book?";
                    case "service" -> "I do not know that service. Which one would you like?";
                    case "time_zone" -> "Which time zone are you in?";
                    case "phone" -> "On what number can we reach you?";
                    case "email" -> "Could you spell your e-mail address for me?";
                    default -> "I did not get the " + argument.replace('_', ' ') + " right. Could you say it again?";
                });
    }

    /** Asks for one of the lengths in which a service comes. */
    static Question length(List<Integer> minutes) {
        List<String> choices =
                minutes.stream().limit(MOST_CHOICES).map(String::valueOf).toList();
        return Question.about(
                "duration_minutes",
                choices.size() == 1
                        ? "I can only book " + choices.getFirst() + " minutes. Would that suit you?"
                        : "I can book " + Spoken.anyOf(choices) + " minutes. Which would you like?",
                choices);
    }

    /** Asks for somebody who offers a service. */
    static Question otherStaff(List<String> names) {
        List<String> choices = names.stream().limit(MOST_CHOICES).toList();
        return choices.isEmpty()
                ? invalid("staff")
                : Question.about(
                        "staff",
                        "They do not offer that. With whom would you like to book: " + Spoken.anyOf(choices) + "?",
                        choices);
    }

    private static String argument(String field) {
        String argument = field.replaceAll("^customer\\.", "")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
        return switch (argument) {
            case "from_date" -> "start_date";
            case "to_date" -> "end_date";
            default -> argument;
        };
    }
}
