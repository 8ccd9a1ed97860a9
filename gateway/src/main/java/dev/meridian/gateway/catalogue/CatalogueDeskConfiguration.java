package dev.meridian.gateway.catalogue;

import dev.meridian.bookings.catalogue.CatalogueEdits;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.messaging.serde.AvroCodec;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ports of this package on Postgres. */
@Configuration(proxyBeanMethods = false)
public class CatalogueDeskConfiguration {

    @Bean
    AnnouncedCatalogue catalogueDesk(
            Transactions transactions, CatalogueEdits edits, Outbox outbox, AvroCodec codec, Clock clock) {
        return new AnnouncedCatalogue(transactions, edits, outbox, new CataloguePublisher(codec, clock));
    }

    @Bean
    CatalogueAnnouncer catalogueAnnouncer(AnnouncedCatalogue catalogue) {
        return new CatalogueAnnouncer(catalogue);
    }
}
