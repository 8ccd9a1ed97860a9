package dev.meridian.scheduling.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTests {

    @ParameterizedTest
    @CsvSource({
        "TEXT, whatever comes to mind",
        "NUMBER, 12",
        "NUMBER, -3.50",
        "BOOLEAN, true",
        "BOOLEAN, false",
        "DATE, 2028-02-29",
        "EMAIL, jane.doe@example.co.in",
        "PHONE, +1 (213) 777-1234",
        "PHONE, 080 4123 4567",
    })
    void takesAnswersOfTheKindAskedFor(QuestionType type, String answer) {
        assertThat(Answers.check(List.of(required("it", type)), Map.of("it", answer)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NUMBER, a dozen, a number such as 12 or -3.5",
        "NUMBER, 1e9, a number such as 12 or -3.5",
        "BOOLEAN, perhaps, true or false",
        "DATE, 2026-02-29, a date such as 2026-11-23",
        "DATE, tomorrow, a date such as 2026-11-23",
        "EMAIL, jane at example, an e-mail address such as jane@example.com",
        "PHONE, none, a telephone number such as +12137771234",
    })
    void saysWhatAnAnswerHasToBe(QuestionType type, String answer, String expected) {
        assertThat(Answers.check(List.of(required("it", type)), Map.of("it", answer)))
                .containsExactly(new Fault("answers.it", answer, expected));
    }

    @Test
    void namesEverythingThatIsMissingOrWrongAtOnce() {
        List<Question> asked = List.of(
                required("topic", QuestionType.TEXT),
                required("seats", QuestionType.NUMBER),
                new Question("born", "When were you born?", QuestionType.DATE, false));

        assertThat(Answers.check(asked, Map.of("topic", "  ", "born", "in May")))
                .extracting(Fault::toString)
                .containsExactly(
                        "answers.topic:    (expected: any text)",
                        "answers.seats: null (expected: a number such as 12 or -3.5)",
                        "answers.born: in May (expected: a date such as 2026-11-23)");
    }

    @Test
    void leavesAloneWhatNeedNotBeAnsweredAndWhatNobodyAsked() {
        Question optional = new Question("born", "When were you born?", QuestionType.DATE, false);

        assertThat(Answers.check(List.of(optional), Map.of("born", " ", "shoe", "42")))
                .isEmpty();
        assertThat(Answers.check(List.of(), Map.of())).isEmpty();
    }

    @Test
    void typesHaveTheWordsOfDocuments() {
        assertThat(QuestionType.of("phone")).contains(QuestionType.PHONE);
        assertThat(QuestionType.of("PHONE")).isEmpty();
        assertThat(QuestionType.choices()).isEqualTo("text, number, boolean, date, email, phone");
    }

    private static Question required(String key, QuestionType type) {
        return new Question(key, "What is it?", type, true);
    }
}
