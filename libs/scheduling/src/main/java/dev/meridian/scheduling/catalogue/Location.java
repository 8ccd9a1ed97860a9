package dev.meridian.scheduling.catalogue;

/** Where an appointment takes place. */
public enum Location {
    /** Not said by Meridian. */
    NONE,
    /** Customer and host meet. */
    IN_PERSON,
    /** On the telephone. */
    PHONE,
    /** In a video call. */
    VIDEO
}
