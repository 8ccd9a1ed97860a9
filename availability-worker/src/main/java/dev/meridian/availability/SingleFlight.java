package dev.meridian.availability;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets those who ask the same thing at the same time share one answer. Nothing is kept: a question that comes after the
 * answer is asked anew.
 */
final class SingleFlight<K, V> {

    private final ConcurrentHashMap<K, CompletableFuture<V>> underWay = new ConcurrentHashMap<>();

    /** The answer of whoever began to ask first; its failure is everybody's failure. */
    V get(K question, Supplier<V> ask) {
        CompletableFuture<V> own = new CompletableFuture<>();
        CompletableFuture<V> first = underWay.putIfAbsent(question, own);
        if (first != null) {
            return joined(first);
        }
        try {
            own.complete(ask.get());
        } catch (RuntimeException | Error e) {
            own.completeExceptionally(e);
        } finally {
            underWay.remove(question, own);
        }
        return joined(own);
    }

    private static <V> V joined(CompletableFuture<V> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
