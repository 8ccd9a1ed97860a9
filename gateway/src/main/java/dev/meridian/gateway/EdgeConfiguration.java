package dev.meridian.gateway;

import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.gateway.api.ApiConfiguration;
import dev.meridian.gateway.caller.CallerSettings;
import dev.meridian.gateway.caller.CallerZones;
import dev.meridian.gateway.catalogue.CatalogueConfiguration;
import dev.meridian.gateway.google.GoogleConfiguration;
import dev.meridian.gateway.request.IntakeQuestions;
import dev.meridian.gateway.request.Mailbox;
import dev.meridian.gateway.request.RequestSettings;
import dev.meridian.gateway.retell.RetellConfiguration;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All that speaks HTTP; what it needs of Kafka and Postgres comes through ports. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CallerSettings.class, RequestSettings.class})
@Import({RetellConfiguration.class, GoogleConfiguration.class, ApiConfiguration.class, CatalogueConfiguration.class})
class EdgeConfiguration {

    @Bean
    CallerZones callerZones(CallerSettings settings, Clock clock) {
        return new CallerZones(settings, clock);
    }

    @Bean
    IntakeQuestions intakeQuestions(Catalogue catalogue, Mailbox mailbox) {
        return new IntakeQuestions(catalogue, mailbox);
    }
}
