package dev.meridian.gateway.retell;

import reactor.core.publisher.Mono;

/** A function that an agent may call. */
interface RetellFunction {

    /** Its name in the agent's tools. */
    String name();

    /** Answers a call of it. */
    Mono<Answer> answer(FunctionCall call);
}
