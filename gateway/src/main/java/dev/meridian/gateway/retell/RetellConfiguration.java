package dev.meridian.gateway.retell;

import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.gateway.argument.CatalogueNames;
import dev.meridian.gateway.caller.CallerSettings;
import dev.meridian.gateway.caller.CallerZones;
import dev.meridian.gateway.request.Availability;
import dev.meridian.gateway.request.BookingDesk;
import dev.meridian.gateway.request.CallerBookings;
import dev.meridian.gateway.request.RequestSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Retell's side of the gateway. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetellSettings.class)
@Import({FunctionsController.class, WebhookController.class, InboundController.class})
public class RetellConfiguration {

    @Bean
    SignatureGate signatureGate(RetellSettings settings, Clock clock, MeterRegistry meters) {
        return new SignatureGate(new Signatures(settings.apiKeys(), clock), meters);
    }

    @Bean
    RetellFunction checkAvailability(
            CallerZones zones, Catalogue catalogue, Availability availability, Clock clock, RequestSettings settings) {
        return new CheckAvailability(
                new SpokenTimeArguments(zones),
                new CatalogueArguments(new CatalogueNames(catalogue)),
                availability,
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
    RetellFunction saveBooking(
            CallerZones zones,
            Catalogue catalogue,
            BookingDesk desk,
            Refusals refusals,
            Clock clock,
            RequestSettings settings) {
        return new SaveBooking(
                new SpokenTimeArguments(zones),
                new CatalogueArguments(new CatalogueNames(catalogue)),
                desk,
                refusals,
                clock,
                settings.saveDeadline());
    }
}
