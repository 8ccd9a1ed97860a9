package dev.meridian.messaging;

import org.jspecify.annotations.Nullable;

/** Kafka or the schema registry can not be used as configured. The message says what to do. */
final class MessagingSetupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MessagingSetupException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
