package dev.meridian.bookings.database;

import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Runs work as one transaction, and the whole of it again when it lost against another one: deadlock, serialization, a
 * lock that did not come in time, or a row that was not there a moment ago. Any other error, and the last of these, is the caller's; after an error at commit it is
 * unknown whether the work was done.
 */
public final class Transactions {

    // deadlock_detected, serialization_failure, lock_not_available, unique_violation
    private static final Set<String> CONTENTION = Set.of("40P01", "40001", "55P03", "23505");

    private static final Retry AGAIN = Retry.backoff(3, Duration.ofMillis(10))
            .maxBackoff(Duration.ofMillis(200))
            .jitter(0.9)
            .filter(Transactions::isContention)
            .onRetryExhaustedThrow((spec, signal) -> signal.failure());

    private final TransactionalOperator transaction;

    public Transactions(TransactionalOperator transaction) {
        this.transaction = transaction;
    }

    /** The work must be free of side effects outside the database: it may run more than once. */
    public <T> Mono<T> run(Supplier<Mono<T>> work) {
        return transaction.transactional(Mono.defer(work)).retryWhen(AGAIN);
    }

    /** The same for work that is a single statement and needs no transaction around it. */
    public <T> Mono<T> single(Supplier<Mono<T>> statement) {
        return Mono.defer(statement).retryWhen(AGAIN);
    }

    static boolean isContention(@Nullable Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException database
                    && CONTENTION.contains(String.valueOf(database.getSqlState()))) {
                return true;
            }
        }
        return false;
    }
}
