package dev.meridian.gateway.request;

/** How a wish to give a held slot back ended, as far as it is known at the deadline. */
public sealed interface ReleaseAnswer permits ReleaseAnswer.Released, ReleaseAnswer.Unknown, Refusal {

    /** Given back. */
    record Released() implements ReleaseAnswer {}

    /** Not decided by the deadline; it will be, or the hold ends by itself. */
    record Unknown() implements ReleaseAnswer {}
}
