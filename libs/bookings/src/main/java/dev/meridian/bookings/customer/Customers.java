package dev.meridian.bookings.customer;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** The customers there are. */
public interface Customers {

    /** The customer; empty if there is none, or none any more. */
    Mono<KnownCustomer> find(UUID id);

    /** The customer who is reached like this; empty if nobody is. */
    Mono<KnownCustomer> find(Contact contact);

    /**
     * Forgets who a customer is, in one transaction: number, address, preferences and patterns, and whatever is personal in
     * bookings, past and under way, those included in which somebody else has named them. Times, states and ids stay. What stands in
     * the calendar is written anew afterwards; see {@link Erasures}. Whoever books under the same contact later is another customer.
     *
     * @return whether there is, or was, such a customer; doing it again changes nothing
     */
    Mono<Boolean> erase(UUID id);

    /**
     * The same for one who is reached like this and is nobody's customer: takes out of all bookings that others have named them in.
     *
     * @return whether any did
     */
    Mono<Boolean> forget(Contact contact);
}
