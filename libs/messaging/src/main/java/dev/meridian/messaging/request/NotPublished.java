package dev.meridian.messaging.request;

/** The broker did not acknowledge the request in time. Whether it stands on the topic is unknown. */
public final class NotPublished extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotPublished(String message, Throwable cause) {
        super(message, cause);
    }
}
