package dev.meridian.gateway.retell;

import dev.meridian.messaging.request.RequestReply;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of calls on Kafka. */
@Configuration(proxyBeanMethods = false)
public class CallEventsConfiguration {

    @Bean
    CallSteps callSteps(RequestReply kafka) {
        return new CallEventPublisher(kafka);
    }
}
