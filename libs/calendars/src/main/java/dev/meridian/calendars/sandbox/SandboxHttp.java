package dev.meridian.calendars.sandbox;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads requests, lets faults strike, writes answers. */
final class SandboxHttp implements HttpHandler {

    private static final Logger log = LoggerFactory.getLogger(SandboxHttp.class);

    private final String authorization;
    private final boolean takesAnyToken;
    private final GoogleApi api;
    private final ControlApi control;
    private final AgendaPage page;
    private final FaultPort faults;
    private final CallLog calls;
    private final AtomicLong latencyMillis;

    SandboxHttp(
            String token,
            boolean takesAnyToken,
            GoogleApi api,
            ControlApi control,
            AgendaPage page,
            FaultPort faults,
            CallLog calls,
            AtomicLong latencyMillis) {
        this.authorization = "Bearer " + token;
        this.takesAnyToken = takesAnyToken;
        this.api = api;
        this.control = control;
        this.page = page;
        this.faults = faults;
        this.calls = calls;
        this.latencyMillis = latencyMillis;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange).ifPresent(answer -> write(exchange, answer));
        }
    }

    /** Empty when the connection is to end without one. */
    private Optional<Answer> answer(HttpExchange exchange) throws IOException {
        try {
            var call = Call.read(exchange);
            var first = call.path().isEmpty() ? "" : call.path().getFirst();
            return switch (first) {
                case "", "agenda" -> Optional.of(page.answer(call));
                case "_sandbox" -> Optional.of(control.answer(call));
                case "token" -> token(call);
                case "calendar" -> google(call);
                default -> Optional.of(Answer.text(404, "Not Found"));
            };
        } catch (Refusal e) {
            return Optional.of(Answer.of(e));
        } catch (RuntimeException e) {
            log.warn("the sandbox could not answer: {}", e.toString());
            return Optional.of(Answer.of(Refusal.of(500, "backendError", "Backend Error")));
        }
    }

    private Optional<Answer> google(Call call) {
        if (call.path().size() < 3 || !call.path().get(1).equals("v3")) {
            return Optional.of(Answer.text(404, "Not Found"));
        }
        requireToken(call.authorization());
        var route = GoogleApi.route(call);
        calls.add(route, call);
        pause(Duration.ofMillis(latencyMillis.get()));
        var fault = faults.take(route.operation());
        return fault.isPresent() ? struck(fault.get(), () -> perform(route, call)) : Optional.of(perform(route, call));
    }

    private Answer perform(GoogleApi.Route route, Call call) {
        try {
            return api.perform(route, call);
        } catch (Refusal e) {
            return Answer.of(e);
        }
    }

    private Optional<Answer> struck(Fault fault, Supplier<Answer> work) {
        return switch (fault.kind()) {
            case STATUS -> Optional.of(error(fault));
            case RESET -> Optional.empty();
            case LOST_ANSWER -> {
                var unheard = work.get();
                log.debug("an answer {} is lost", unheard.status());
                yield Optional.empty();
            }
            case LATE_COMMIT -> {
                Thread.ofVirtual().name("late-commit").start(() -> {
                    pause(fault.delay());
                    log.debug("an answer {} is lost", work.get().status());
                });
                yield Optional.empty();
            }
            case DELAY -> {
                pause(fault.delay());
                yield Optional.of(work.get());
            }
            case TRUNCATED -> {
                var answer = work.get();
                var half = answer.body().substring(0, answer.body().length() / 2);
                yield Optional.of(new Answer(answer.status(), answer.contentType(), half, answer.headers()));
            }
            case FREE_BUSY_ERROR -> Optional.of(work.get());
        };
    }

    private static Answer error(Fault fault) {
        var reason = fault.reason();
        return reason == null
                ? Answer.text(fault.status(), "an error without Google's JSON")
                : Answer.of(Refusal.injected(fault.status(), reason));
    }

    /** Stands in for Google's token server, for service accounts and authorised users; who asks is not checked. */
    private Optional<Answer> token(Call call) {
        calls.add(new GoogleApi.Route(Operation.TOKEN, null, null), call);
        var fault = faults.take(Operation.TOKEN);
        if (fault.isPresent() && fault.get().kind() == Fault.Kind.STATUS) {
            var error = new JsonObject();
            error.addProperty("error", String.valueOf(fault.get().reason()));
            return Optional.of(Answer.json(fault.get().status(), error));
        }
        var token = new JsonObject();
        token.addProperty("access_token", authorization.substring("Bearer ".length()));
        token.addProperty("expires_in", 3599);
        token.addProperty("token_type", "Bearer");
        return fault.isPresent()
                ? struck(fault.get(), () -> Answer.json(200, token))
                : Optional.of(Answer.json(200, token));
    }

    private void requireToken(@Nullable String sent) {
        if (sent == null) {
            throw Refusal.of(401, "required", "Login Required.");
        }
        boolean known =
                takesAnyToken ? sent.matches("Bearer \\S+") : MessageDigest.isEqual(bytes(sent), bytes(authorization));
        if (!known) {
            throw Refusal.of(401, "authError", "Invalid Credentials");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(HttpExchange exchange, Answer answer) {
        try {
            var headers = exchange.getResponseHeaders();
            answer.headers().forEach(headers::set);
            if (!answer.contentType().isEmpty()) {
                headers.set("Content-Type", answer.contentType());
            }
            var body = bytes(answer.body());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (IOException e) {
            log.debug("nobody waited for the answer: {}", e.toString());
        }
    }

    private static void pause(Duration duration) {
        if (duration.isPositive()) {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
