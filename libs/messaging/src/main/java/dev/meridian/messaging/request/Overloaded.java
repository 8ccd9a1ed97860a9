package dev.meridian.messaging.request;

/** The request was refused before anything was sent: too many are waiting, or replies are not listened to yet. */
public final class Overloaded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Overloaded(String message) {
        super(message, null, false, false);
    }
}
