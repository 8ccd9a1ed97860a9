package dev.meridian.faults.check;

/**
 * Something that must not be.
 *
 * @param rule which promise is broken
 * @param what which ids, and what was found
 */
public record Violation(Rule rule, String what) {

    /** What is promised. */
    public enum Rule {
        DOUBLE_BOOKING("I1", "two bookings share a time of one person"),
        ORPHAN("I2", "an event of ours without a booking, or a second one for it"),
        MISSING_EVENT("I2", "a confirmed booking whose event does not stand as it should"),
        NOT_FOLLOWED("I2", "a booking that stands although a person removed its event"),
        UNFINISHED("I3/I9", "a request, a saga or an event to publish that never ends"),
        LOST("I4", "a record or a promise that nobody knows of"),
        PUT_ASIDE("I4", "a sound request among the dead letters"),
        CHANGED_BY_REPLAY("I5", "a replay changed something"),
        FORBIDDEN_WAY("I6", "a booking went a way that there is not"),
        EVENTS("I7", "a published event that is missing, contradicts another, or tells what is not so"),
        WRONG_ANSWER("I8", "a caller was told what is not so"),
        SEATS("I10", "more seats taken than there are, or taken by nobody who comes"),
        HOSTS_WORD("I6", "a booking that its host had no word in, or more than one");

        private final String invariant;
        private final String description;

        Rule(String invariant, String description) {
            this.invariant = invariant;
            this.description = description;
        }

        public String invariant() {
            return invariant;
        }

        public String description() {
            return description;
        }
    }
}
