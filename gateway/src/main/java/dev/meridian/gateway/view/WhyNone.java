package dev.meridian.gateway.view;

/** Why nothing is free on days that were asked about. */
public enum WhyNone {
    /** Nobody works then. */
    CLOSED,
    /** Nobody works then because it is a holiday. */
    HOLIDAY,
    /** Somebody works then, but not at the hours that were asked about. */
    NOT_THEN,
    /** It is offered later only. */
    NOT_YET,
    /** All is taken, or too soon. */
    TAKEN,
    UNKNOWN
}
