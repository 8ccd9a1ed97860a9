package dev.meridian.gateway.retell;

import dev.meridian.gateway.retell.Answer.Question;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** What was understood of an argument, or what has to be asked. */
sealed interface Heard<T> {

    /** Goes on with what was understood. */
    <R> Heard<R> then(Function<T, Heard<R>> next);

    /** Answers with the question, or goes on. */
    Mono<Answer> answer(Function<T, Mono<Answer>> next);

    /** Goes on with what was understood. */
    default <R> Heard<R> map(Function<T, R> next) {
        return then(value -> clear(next.apply(value)));
    }

    static <T> Heard<T> clear(T value) {
        return new Clear<>(value);
    }

    static <T> Heard<T> ask(Question question) {
        return new Unclear<>(question);
    }

    /** Understood. */
    record Clear<T>(T value) implements Heard<T> {
        @Override
        public <R> Heard<R> then(Function<T, Heard<R>> next) {
            return next.apply(value);
        }

        @Override
        public Mono<Answer> answer(Function<T, Mono<Answer>> next) {
            return next.apply(value);
        }
    }

    /** To be asked. */
    record Unclear<T>(Question question) implements Heard<T> {
        @Override
        public <R> Heard<R> then(Function<T, Heard<R>> next) {
            return ask(question);
        }

        @Override
        public Mono<Answer> answer(Function<T, Mono<Answer>> next) {
            return Mono.just(question);
        }
    }
}
