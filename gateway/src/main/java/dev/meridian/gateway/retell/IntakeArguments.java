package dev.meridian.gateway.retell;

import dev.meridian.gateway.argument.Emails;
import dev.meridian.scheduling.catalogue.Answers;
import dev.meridian.scheduling.catalogue.Fault;
import dev.meridian.scheduling.catalogue.Question;
import dev.meridian.scheduling.catalogue.QuestionType;
import dev.meridian.scheduling.contact.PhoneNumbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the answers to what a service asks: in {@code answers} by the question's key, or in an argument of that name. */
final class IntakeArguments {

    private static final String ANSWERS = "answers";
    private static final Set<String> YES = Set.of("yes", "yeah", "yep", "sure", "correct", "true");
    private static final Set<String> NO = Set.of("no", "nope", "false");

    private IntakeArguments() {}

    /** The answers, or the first question that has yet to be asked, or asked again. */
    static Heard<Map<String, String>> answers(FunctionCall call, List<Question> questions) {
        Map<String, String> answers = new LinkedHashMap<>(call.arguments().texts(ANSWERS));
        for (Question question : questions) {
            Optional.ofNullable(answers.get(question.key()))
                    .or(() -> call.arguments().text(question.key()))
                    .ifPresent(said -> answers.put(question.key(), written(question.type(), said, call)));
        }
        List<Fault> faults = Answers.check(questions, answers);
        return faults.isEmpty()
                ? Heard.clear(answers)
                : Heard.ask(asked(faults.getFirst().field(), questions, answers));
    }

    /** What was said, as it is written down; what can not be made out stays as it is. */
    private static String written(QuestionType type, String said, FunctionCall call) {
        return switch (type) {
            case TEXT, DATE -> said;
            case NUMBER -> said.replaceAll("(?<=[0-9]),(?=[0-9]{3})", "");
            case BOOLEAN -> yesOrNo(said);
            case EMAIL -> Emails.read(said).orElse(said);
            case PHONE -> PhoneNumbers.said(said, call.conversation().number()).orElse(said);
        };
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
