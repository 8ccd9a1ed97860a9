package dev.meridian.gateway.catalogue;

import dev.meridian.bookings.catalogue.CatalogueDocuments;
import dev.meridian.gateway.caller.CallerSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The HTTP side of the catalogue. */
@Configuration(proxyBeanMethods = false)
@Import(CatalogueController.class)
public class CatalogueConfiguration {

    @Bean
    CatalogueDocuments catalogueDocuments(CallerSettings settings) {
        return new CatalogueDocuments(settings.businessZone());
    }

    @Bean
    CatalogueInput catalogueInput(CatalogueDocuments documents) {
        return new CatalogueInput(documents);
    }
}
