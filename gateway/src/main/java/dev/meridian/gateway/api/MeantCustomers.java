package dev.meridian.gateway.api;

import dev.meridian.bookings.customer.Contact;
import dev.meridian.bookings.customer.Customers;
import dev.meridian.bookings.customer.KnownCustomer;
import dev.meridian.gateway.argument.Ids;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Customers by whatever they are called by: id, telephone number in any spelling, or e-mail address. */
final class MeantCustomers {

    static final int LONGEST = 254;

    private static final Logger log = LoggerFactory.getLogger(MeantCustomers.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Customers customers;

    MeantCustomers(Customers customers) {
        this.customers = customers;
    }

    /** Whether a text can name a customer at all. */
    static boolean canBe(String text) {
        return Ids.uuid(text).isPresent() || Contact.read(text).isPresent();
    }

    /** The customer, or empty. */
    Mono<KnownCustomer> find(String text) {
        return Ids.uuid(text).map(customers::find).orElseGet(() -> contact(text).flatMap(customers::find));
    }

    /** The number or address that the text is, or empty. */
    Mono<Contact> contact(String text) {
        return Ids.uuid(text).isPresent() ? Mono.empty() : Mono.justOrEmpty(Contact.read(text));
    }

    /** The customer's id, also of one who was erased; empty if there never was one. */
    Mono<UUID> id(String text) {
        return Mono.justOrEmpty(Ids.uuid(text))
                .switchIfEmpty(Mono.defer(() -> find(text).map(KnownCustomer::id)));
    }

    /** The id of the customer who is named, if one is and there is one; nobody if that can not be told soon. */
    Mono<Optional<UUID>> idIfKnown(Optional<String> text) {
        return Mono.justOrEmpty(text)
                .flatMap(this::find)
                .map(known -> Optional.of(known.id()))
                .timeout(PATIENCE)
                .onErrorResume(e -> {
                    log.warn("customer: not readable: {}", e.getClass().getSimpleName());
                    return Mono.empty();
                })
                .defaultIfEmpty(Optional.empty());
    }
}
