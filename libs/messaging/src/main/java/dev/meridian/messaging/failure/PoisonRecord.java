package dev.meridian.messaging.failure;

/**
 * A record that can never be processed, however often it is tried: it goes to the dead letters at once and the partition
 * moves on. The message goes along as a header and into the log, so it must not quote the record.
 */
public final class PoisonRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PoisonRecord(String message) {
        super(message);
    }

    public PoisonRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
