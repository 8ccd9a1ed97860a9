package dev.meridian.gateway.retell;

import dev.meridian.messaging.request.Priority;
import dev.meridian.messaging.request.RequestReply;
import dev.meridian.schema.Topics;
import dev.meridian.schema.call.CallEvent;
import reactor.core.publisher.Mono;

/** Publishes the steps of calls on Kafka. */
final class CallEventPublisher implements CallSteps {

    private final RequestReply kafka;

    CallEventPublisher(RequestReply kafka) {
        this.kafka = kafka;
    }

    @Override
    public Mono<Void> publish(CallStep step) {
        CallEvent event = CallEvent.newBuilder()
                .setCallId(step.callId())
                .setPlatform(FunctionCall.SOURCE)
                .setEvent(step.event())
                .setReceivedAt(step.receivedAt())
                .setAgentId(step.agentId())
                .setDirection(step.direction())
                .setStartedAt(step.startedAt())
                .setEndedAt(step.endedAt())
                .setDisconnectionReason(step.disconnectionReason())
                .setSuccessful(step.successful())
                .build();
        return kafka.publish(new RequestReply.Request(
                Topics.CALL_EVENTS, step.callId(), event, step.id(), FunctionCall.SOURCE, Priority.BOOKING));
    }
}
