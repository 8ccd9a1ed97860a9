package dev.meridian.scheduling.catalogue;

/** Where an appointment takes place. */
public enum Location {
    /** Not said by Meridian. */
    NONE
}
