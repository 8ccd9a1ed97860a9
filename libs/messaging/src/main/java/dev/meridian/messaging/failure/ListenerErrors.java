package dev.meridian.messaging.failure;

import dev.meridian.messaging.topic.TopicSetup;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What happens to a record that a listener did not get through: {@link TransientFailure} is tried again in place, until it
 * works or the patience ends; everything else, a bug included, goes to the dead letters at once. Between two attempts the
 * consumer polls, so that it keeps its partitions however long an outage lasts.
 */
public final class ListenerErrors {

    private static final Logger log = LoggerFactory.getLogger(ListenerErrors.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;
    private static final int LOG_EVERY = 30;

    /**
     * The handler for a listener container.
     *
     * @param kafka for the dead letters, bytes as they are
     * @param patience for how long a transient failure is tried again before its record goes to the dead letters
     */
    public static DefaultErrorHandler handler(
            KafkaOperations<String, byte[]> kafka, TopicSetup topics, Duration patience, MeterRegistry meters) {
        ExponentialBackOff pauses = pauses();
        pauses.setMaxElapsedTime(patience.toMillis());
        return handler(kafka, topics, pauses, meters);
    }

    /** The same, but a transient failure is tried again for ever: only a record that is wrong becomes a dead letter. */
    public static DefaultErrorHandler patient(
            KafkaOperations<String, byte[]> kafka, TopicSetup topics, MeterRegistry meters) {
        return handler(kafka, topics, pauses(), meters);
    }

    private static DefaultErrorHandler handler(
            KafkaOperations<String, byte[]> kafka, TopicSetup topics, BackOff pauses, MeterRegistry meters) {
        DefaultErrorHandler handler = new Handler(new DeadLetters(kafka, topics, meters), pauses);
        handler.setClassifications(
                Map.of(
                        TransientFailure.class, true,
                        // The record is done, only its offset is not: the container hands over what the commit throws
                        // as if
                        // the record had failed.
                        CommitFailedException.class, true,
                        RebalanceInProgressException.class, true,
                        RetriableException.class, true),
                false);
        // The container would write each attempt's stack trace; this says it in a line.
        handler.setLogLevel(KafkaException.Level.DEBUG);
        handler.setRetryListeners((record, e, attempt) -> failed(record, e, attempt));
        return handler;
    }

    private static ExponentialBackOff pauses() {
        ExponentialBackOff pauses = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
        pauses.setMaxInterval(LONGEST_PAUSE_MILLIS);
        return pauses;
    }

    private static void failed(ConsumerRecord<?, ?> record, @Nullable Exception e, int attempt) {
        if (e == null) {
            return;
        }
        Failure failure = Failure.of(e);
        if (failure.reason().equals("gave_up") && attempt % LOG_EVERY == 1) {
            log.warn(
                    "{}-{}@{}: attempt {} failed, trying again: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    attempt,
                    failure.detail());
        }
    }

    /**
     * Tells what can not be decoded for now from what can not be decoded at all. Both come as one kind of exception, and a record
     * keeps the pauses it got for its first one until one of another kind comes: what turns out wrong after an outage would be
     * tried again for as long as the outage would have been.
     */
    private static final class Handler extends DefaultErrorHandler {

        Handler(ConsumerRecordRecoverer recoverer, BackOff pauses) {
            super(recoverer, pauses);
        }

        @Override
        public void handleRemaining(
                Exception thrown,
                List<ConsumerRecord<?, ?>> records,
                Consumer<?, ?> consumer,
                MessageListenerContainer container) {
            super.handleRemaining(meant(thrown), records, consumer, container);
        }

        private static Exception meant(Exception thrown) {
            return thrown.getCause() instanceof DeserializationException undecoded
                            && undecoded.getCause() instanceof TransientFailure now
                    ? new ListenerExecutionFailedException("can not be decoded now", now)
                    : thrown;
        }
    }

    private ListenerErrors() {}
}
