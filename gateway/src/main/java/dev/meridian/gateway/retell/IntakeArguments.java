package dev.meridian.gateway.retell;

import dev.meridian.gateway.argument.Emails;
import dev.meridian.gateway.caller.UnitedStates;
import dev.meridian.gateway.request.IntakeQuestions.Asked;
import dev.meridian.gateway.spoken.DateReading;
import dev.meridian.gateway.spoken.SpokenDates;
import dev.meridian.scheduling.catalogue.Answers;
import dev.meridian.scheduling.catalogue.Fault;
import dev.meridian.scheduling.catalogue.Question;
import dev.meridian.scheduling.catalogue.QuestionType;
import dev.meridian.scheduling.contact.PhoneNumbers;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the answers to what a service asks: in {@code answers} by the question's key, or in an argument of that name. */
final class IntakeArguments {

    private static final String ANSWERS = "answers";
    private static final Set<String> YES = Set.of("yes", "yeah", "yep", "sure", "correct", "true");
    private static final Set<String> NO = Set.of("no", "nope", "false");
    private static final Pattern YEAR = Pattern.compile(".*\\d{4}.*", Pattern.DOTALL);

    private IntakeArguments() {}

    /**
     * The answers, or the first question that has yet to be asked, or asked again.
     *
     * @param now on the caller's clock
     */
    static Heard<Map<String, String>> answers(FunctionCall call, Asked asked, ZonedDateTime now) {
        List<Question> questions = asked.questions();
        Map<String, String> answers = new LinkedHashMap<>(call.arguments().texts(ANSWERS));
        for (Question question : questions) {
            Optional.ofNullable(answers.get(question.key()))
                    .or(() -> call.arguments().text(question.key()))
                    .ifPresent(said -> answers.put(question.key(), written(question.type(), said, call, now)));
        }
        List<Fault> faults = asked.open() ? Answers.check(questions, answers) : List.of();
        return faults.isEmpty()
                ? Heard.clear(answers)
                : Heard.ask(asked(faults.getFirst().field(), questions, answers));
    }

    /** What was said, as it is written down; what can not be made out stays as it is. */
    private static String written(QuestionType type, String said, FunctionCall call, ZonedDateTime now) {
        return switch (type) {
            case TEXT -> said;
            case DATE -> date(said, now);
            case NUMBER -> said.replaceAll("(?<=[0-9]),(?=[0-9]{3})", "");
            case BOOLEAN -> yesOrNo(said);
            case EMAIL -> Emails.read(said).orElse(said);
            case PHONE -> PhoneNumbers.said(said, call.conversation().number()).orElse(said);
        };
    }

    /** A day that was named without its year may have been in any. */
    private static String date(String said, ZonedDateTime now) {
        return SpokenDates.read(said, now.toLocalDate(), UnitedStates.has(now.getZone())) instanceof DateReading.Day day
                        && (!day.recurring() || YEAR.matcher(said).matches())
                ? day.date().toString()
                : said;
    }

    private static String yesOrNo(String said) {
        String word = said.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
        if (YES.contains(word)) {
            return "true";
        }
        return NO.contains(word) ? "false" : said;
    }

    private static Answer.Question asked(String field, List<Question> questions, Map<String, String> answers) {
        Question question = questions.stream()
                .filter(one -> field.equals(ANSWERS + "." + one.key()))
                .findFirst()
                .orElseThrow();
        String aloud = question.label().matches("(?s).*[?!.]") ? question.label() : question.label() + "?";
        return Answer.Question.about(
                field,
                answers.containsKey(question.key()) ? "I did not get that right. " + aloud : aloud,
                question.type() == QuestionType.BOOLEAN ? List.of("yes", "no") : List.of());
    }
}
