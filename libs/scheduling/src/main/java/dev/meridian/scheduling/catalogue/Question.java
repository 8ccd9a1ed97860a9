package dev.meridian.scheduling.catalogue;

/**
 * Something to ask the customer before booking.
 *
 * @param key name under which the answer is kept
 * @param label the question as it is asked
 * @param type kind of answer
 * @param required whether booking needs an answer
 */
public record Question(String key, String label, QuestionType type, boolean required) {
    public Question {
        new Faults().text("key", key, 64).text("label", label, 500).throwIfAny();
    }
}
