package dev.meridian.availability;

import dev.meridian.bookings.BookingsConfiguration;
import dev.meridian.calendars.google.CalendarsConfiguration;
import dev.meridian.messaging.MessagingConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Consumes questions for free times and answers each to the partition that it names. Keeps nothing that it could not ask again. */
@SpringBootApplication(proxyBeanMethods = false)
@Import({BookingsConfiguration.class, MessagingConfiguration.class, CalendarsConfiguration.class})
public class AvailabilityWorker {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The service as it runs, here or beside others in one process: its settings are in {@code availability-worker.yml}. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(AvailabilityWorker.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.config.name=availability-worker");
    }
}
