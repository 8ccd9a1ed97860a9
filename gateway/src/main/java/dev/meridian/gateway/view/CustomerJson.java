package dev.meridian.gateway.view;

import dev.meridian.bookings.customer.KnownCustomer;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A customer and how to reach them.
 *
 * @param phones in E.164 where the country is known
 * @param emails in lower case
 * @param createdAt when the first booking came
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CustomerJson(String id, List<String> phones, List<String> emails, String createdAt) {

    public CustomerJson {
        phones = List.copyOf(phones);
        emails = List.copyOf(emails);
    }

    public static CustomerJson of(KnownCustomer customer) {
        return new CustomerJson(
                customer.id().toString(), customer.phones(), customer.emails(), Times.utc(customer.createdAt()));
    }

    /** Names the customer, not the person. */
    @Override
    public String toString() {
        return "CustomerJson[" + id + "]";
    }
}
