package dev.meridian.gateway.retell;

import reactor.core.publisher.Mono;

/** Tells others how calls go. */
interface CallSteps {

    /** Completes once the step can not be lost any more; an error otherwise, and then it may be told again. */
    Mono<Void> publish(CallStep step);
}
