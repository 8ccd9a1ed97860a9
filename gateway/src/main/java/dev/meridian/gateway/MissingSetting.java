package dev.meridian.gateway;

/** A setting without which the gateway would be open to anybody. The message is for the one who starts it. */
final class MissingSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingSetting(String sentence) {
        super(sentence, null, false, false);
    }
}
