package dev.meridian.scheduling.suggestion;

/** What is known of the one who asks: what was said, and what was learnt. */
public record Profile(Preferences preferences, Patterns patterns) {

    /** Nothing is known. */
    public static final Profile ANYBODY = new Profile(Preferences.NONE, Patterns.NONE);
}
