package dev.meridian.booking;

import dev.meridian.bookings.BookingsConfiguration;
import dev.meridian.bookings.identity.IdentityConfiguration;
import dev.meridian.calendars.google.CalendarsConfiguration;
import dev.meridian.messaging.MessagingConfiguration;
import dev.meridian.messaging.redrive.RedriveCommand;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Consumes booking requests, decides them in Postgres, and writes what was decided to the calendar. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
@Import({
    BookingsConfiguration.class,
    IdentityConfiguration.class,
    MessagingConfiguration.class,
    CalendarsConfiguration.class
})
public class BookingWorker {

    /** Runs the service, or with {@code redrive …} that command instead. */
    public static void main(String[] args) {
        if (RedriveCommand.isMeant(args)) {
            System.exit(RedriveCommand.run(args, Map.of()));
        }
        application().run(args);
    }

    /** The service as it runs, here or beside others in one process: its settings are in {@code booking-worker.yml}. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(BookingWorker.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.config.name=booking-worker");
    }
}
