package dev.meridian.gateway;

import dev.meridian.bookings.BookingsConfiguration;
import dev.meridian.bookings.identity.IdentityConfiguration;
import dev.meridian.gateway.catalogue.CatalogueDeskConfiguration;
import dev.meridian.gateway.google.CalendarLooksConfiguration;
import dev.meridian.gateway.request.RequestConfiguration;
import dev.meridian.gateway.retell.CallEventsConfiguration;
import dev.meridian.messaging.MessagingConfiguration;
import dev.meridian.messaging.request.RequestReplyConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The gateway: HTTP in front, Kafka and Postgres behind. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    ClockConfiguration.class,
    EdgeConfiguration.class,
    RequestConfiguration.class,
    CatalogueDeskConfiguration.class,
    CallEventsConfiguration.class,
    CalendarLooksConfiguration.class,
    MessagingConfiguration.class,
    RequestReplyConfiguration.class,
    BookingsConfiguration.class,
    IdentityConfiguration.class
})
public class Gateway {

    /** Starts it on its own. */
    public static void main(String[] args) {
        application().run(args);
    }

    /** The application, to be run alone or beside others in one JVM; its settings are in {@code gateway.yml}. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(Gateway.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.config.name=gateway")
                .listeners(new StartRules());
    }
}
