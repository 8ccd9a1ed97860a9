package dev.meridian.gateway.api;

import dev.meridian.bookings.database.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers what no controller did: unknown paths, wrong methods, bodies over the limit, a database
 * that is away, and our own bugs. */
final class ErrorAnswers implements WebExceptionHandler, Ordered {

    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    private final ProblemWriter problems;

    ErrorAnswers(ProblemWriter problems) {
        this.problems = problems;
    }

    /** Before Spring Boot's own. */
    @Override
    public int getOrder() {
        return -2;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        Problem problem = problem(error);
        // Neither the path, which may hold a token, nor the checkpoints Reactor adds to the error, which name it.
        Object handler = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            log.warn(
                    "{} {}: the database is away ({})",
                    exchange.getRequest().getMethod(),
                    handler,
                    Unavailable.name(error));
        }
        if (problem.status() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            log.error("{} {} failed", exchange.getRequest().getMethod(), handler, new Unsuppressed(error));
        }
        if (error instanceof ErrorResponse response) {
            exchange.getResponse().getHeaders().putAll(response.getHeaders());
        }
        return problems.write(exchange, problem);
    }

    /** An error as it was thrown, without what was added to it on its way. */
    private static final class Unsuppressed extends Exception {

        private static final long serialVersionUID = 1L;

        Unsuppressed(Throwable error) {
            super(error.toString(), error.getCause() == null ? null : new Unsuppressed(error.getCause()), false, true);
            setStackTrace(error.getStackTrace());
        }
    }

    private static Problem problem(Throwable error) {
        if (tooLarge(error)) {
            return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too_large", "The body is over 4 MiB.");
        }
        if (Unavailable.is(error)) {
            return Problem.unavailable();
        }
        int status = error instanceof ErrorResponse response ? code(response.getStatusCode()) : 500;
        return switch (status) {
            case 400 -> Problem.of(HttpStatus.BAD_REQUEST, "invalid", "The request can not be read.");
            case 404 -> Problem.of(HttpStatus.NOT_FOUND, "not_found", "There is nothing here.");
            case 405 ->
                Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "method_not_allowed", "This path has no such method.");
            case 406 ->
                Problem.of(HttpStatus.NOT_ACCEPTABLE, "not_acceptable", "The answer is not to be had in that format.");
            case 415 ->
                Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", "The body has to be JSON.");
            default -> Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Something went wrong on our side.");
        };
    }

    private static int code(HttpStatusCode status) {
        return status.value();
    }

    private static boolean tooLarge(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            boolean refused = cause instanceof ErrorResponse response
                    && response.getStatusCode().value() == HttpStatus.CONTENT_TOO_LARGE.value();
            if (refused || cause instanceof DataBufferLimitException) {
                return true;
            }
        }
        return false;
    }
}
