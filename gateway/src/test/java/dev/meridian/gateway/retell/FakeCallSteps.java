package dev.meridian.gateway.retell;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** Keeps the steps of calls, or fails to. */
public final class FakeCallSteps implements CallSteps {

    final List<CallStep> published = new CopyOnWriteArrayList<>();
    volatile boolean failing;

    @Override
    public Mono<Void> publish(CallStep step) {
        return failing
                ? Mono.error(new IllegalStateException("broker away"))
                : Mono.fromRunnable(() -> published.add(step));
    }
}
