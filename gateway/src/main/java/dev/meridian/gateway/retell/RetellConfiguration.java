package dev.meridian.gateway.retell;

import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.customer.Customers;
import dev.meridian.bookings.customer.Profiles;
import dev.meridian.bookings.customer.SuggestionSettings;
import dev.meridian.gateway.caller.CallerSettings;
import dev.meridian.gateway.caller.CallerZones;
import dev.meridian.gateway.request.Availability;
import dev.meridian.gateway.request.BookingDesk;
import dev.meridian.gateway.request.CallerBookings;
import dev.meridian.gateway.request.IntakeQuestions;
import dev.meridian.gateway.request.Mailbox;
import dev.meridian.gateway.request.RequestSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Retell's side of the gateway. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RetellSettings.class, SuggestionSettings.class})
@Import({FunctionsController.class, WebhookController.class, InboundController.class})
public class RetellConfiguration {

    @Bean
    SignatureGate signatureGate(RetellSettings settings, Clock clock, MeterRegistry meters) {
        return new SignatureGate(new Signatures(settings.apiKeys(), clock), meters);
    }

    @Bean
    OpenHours openHours(Catalogue catalogue, RequestSettings settings) {
        // What is left is for the question itself.
        return new OpenHours(catalogue, settings.checkDeadline().dividedBy(4));
    }

    @Bean
    RetellFunction checkAvailability(
            CallerZones zones,
            Catalogue catalogue,
            Customers customers,
            Profiles profiles,
            OpenHours hours,
            Availability availability,
            SuggestionSettings suggestions,
            Clock clock,
            RequestSettings settings) {
        return new CheckAvailability(
                new SpokenTimeArguments(zones),
                new CatalogueArguments(catalogue),
                customers,
                profiles,
                hours,
                availability,
                suggestions.weights(),
                clock,
                settings.checkDeadline());
    }

    @Bean
    RetellFunction findBookings(CallerBookings bookings, RequestSettings settings) {
        return new FindBookings(bookings, settings.checkDeadline());
    }

    @Bean
    Refusals refusals(CallerSettings settings) {
        return new Refusals(settings);
    }

    @Bean
    MeantBookings meantBookings(CallerBookings bookings, Mailbox mailbox, RequestSettings settings) {
        // What is left is for the change itself.
        return new MeantBookings(bookings, mailbox, settings.saveDeadline().dividedBy(2));
    }

    @Bean
    RetellFunction rescheduleBooking(
            CallerZones zones,
            OpenHours hours,
            MeantBookings meant,
            BookingDesk desk,
            Refusals refusals,
            Clock clock,
            RequestSettings settings) {
        return new RescheduleBooking(
                new SpokenTimeArguments(zones), hours, meant, desk, refusals, clock, settings.saveDeadline());
    }

    @Bean
    RetellFunction cancelBooking(
            MeantBookings meant, BookingDesk desk, Refusals refusals, Clock clock, RequestSettings settings) {
        return new CancelBooking(meant, desk, refusals, clock, settings.saveDeadline());
    }

    @Bean
    RetellFunction saveBooking(
            CallerZones zones,
            Catalogue catalogue,
            IntakeQuestions questions,
            OpenHours hours,
            BookingDesk desk,
            Refusals refusals,
            Clock clock,
            RequestSettings settings) {
        return new SaveBooking(
                new SpokenTimeArguments(zones),
                new CatalogueArguments(catalogue),
                questions,
                hours,
                desk,
                refusals,
                clock,
                settings.saveDeadline());
    }
}
