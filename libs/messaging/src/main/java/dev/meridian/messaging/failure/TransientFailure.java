package dev.meridian.messaging.failure;

/**
 * The record is good, but something it needs is away for the moment (the database, the registry): it is tried again in
 * place with growing pauses of at most a second, and the records behind it wait, since they would fail alike. How long, the listener's container factory says. The message
 * must not quote the record.
 */
public final class TransientFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TransientFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
