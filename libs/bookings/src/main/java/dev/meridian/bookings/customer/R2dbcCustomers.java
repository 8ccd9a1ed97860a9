package dev.meridian.bookings.customer;

import static dev.meridian.bookings.database.Columns.instant;
import static dev.meridian.bookings.database.Columns.json;
import static dev.meridian.bookings.database.Columns.text;
import static dev.meridian.bookings.database.Columns.uuid;

import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.database.JsonColumns;
import dev.meridian.bookings.database.Transactions;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** {@link Customers} in Postgres. */
public final class R2dbcCustomers implements Customers {

    // Whoever has an event in hand from which something was erased before has to look again.
    private static final String AGAIN =
            " on conflict (booking_id) do update set attempts = erasures.attempts + 1, due_at = excluded.due_at";

    private static final String SELECT = """
            select id, created_at,
                (select coalesce(jsonb_agg(value order by value), '[]') from contacts
                 where customer_id = customers.id and kind = 'PHONE') as phones,
                (select coalesce(jsonb_agg(value order by value), '[]') from contacts
                 where customer_id = customers.id and kind = 'EMAIL') as emails
            from customers
            where erased_at is null and id = \
            """;

    private final DatabaseClient database;
    private final Transactions transactions;

    public R2dbcCustomers(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Mono<KnownCustomer> find(UUID id) {
        return database.sql(SELECT + ":id")
                .bind("id", id)
                .map(R2dbcCustomers::customer)
                .one();
    }

    @Override
    public Mono<KnownCustomer> find(Contact contact) {
        // The very spelling goes before those it may have.
        return database.sql(SELECT + """
                        (select customer_id from contacts
                         where kind = :kind and value = any(:spellings)
                         order by value <> :value, value
                         limit 1)""")
                .bind("kind", contact.kind().name())
                .bind("spellings", contact.spellings().toArray(String[]::new))
                .bind("value", contact.value())
                .map(R2dbcCustomers::customer)
                .one();
    }

    @Override
    public Mono<Boolean> erase(UUID id) {
        return transactions.run(() -> lock(id).flatMap(locked -> contacts(id))
                .flatMap(contacts -> forget(id, contacts).thenReturn(true))
                .defaultIfEmpty(false));
    }

    @Override
    public Mono<Boolean> forget(Contact contact) {
        String[] phones = values(List.of(contact), Contact.Kind.PHONE);
        String[] emails = values(List.of(contact), Contact.Kind.EMAIL);
        return transactions.run(() -> mentions(phones, emails).map(changed -> changed > 0));
    }

    // Whoever books for this customer at the moment is waited for; whoever comes next finds nobody.
    private Mono<UUID> lock(UUID id) {
        return database.sql("select id from customers where id = :id for update")
                .bind("id", id)
                .map(row -> uuid(row, "id"))
                .one();
    }

    private Mono<List<Contact>> contacts(UUID id) {
        return database.sql("select kind, value from contacts where customer_id = :id")
                .bind("id", id)
                .map(row -> new Contact(Contact.Kind.valueOf(text(row, "kind")), text(row, "value")))
                .all()
                .collectList();
    }

    private Mono<Void> forget(UUID id, List<Contact> contacts) {
        String[] phones = values(contacts, Contact.Kind.PHONE);
        String[] emails = values(contacts, Contact.Kind.EMAIL);
        return owned("delete from contacts where customer_id = :id", id)
                .then(owned("delete from customer_preferences where customer_id = :id", id))
                .then(owned("delete from lessons where customer_id = :id", id))
                .then(bookings(id, phones, emails))
                .then(mentions(phones, emails).then())
                .then(owned(
                        "update customers set erased_at = (select meridian_now()) where id = :id and erased_at is null",
                        id));
    }

    private Mono<Void> owned(String sql, UUID id) {
        return database.sql(sql).bind("id", id).then();
    }

    /** Their own, and those that nobody has who is reached like them. */
    private Mono<Void> bookings(UUID id, String[] phones, String[] emails) {
        return database.sql("""
                        with erased as (
                            update bookings
                            set customer_id = null, customer_name = :erased, customer_phone = null, customer_email = null,
                                notes = null, guests = '[]', answers = '{}', cancel_note = null, decline_note = null,
                                erased_at = now, updated_at = now
                            from (select meridian_now() as now) as clock
                            where customer_id = :id
                               or (customer_id is null
                                   and (customer_phone = any(:phones) or lower(customer_email) = any(:emails)))
                            returning bookings.id, now)
                        insert into erasures (booking_id, due_at) select id, now from erased""" + AGAIN)
                .bind("erased", Customer.ERASED)
                .bind("id", id)
                .bind("phones", phones)
                .bind("emails", emails)
                .then();
    }

    /** Where somebody else has named them, as a guest or beside a number of their own; and in how many bookings. */
    private Mono<Long> mentions(String[] phones, String[] emails) {
        return database.sql("""
                        with changed as (
                            update bookings
                            set customer_phone = case when customer_phone = any(:phones) then null else customer_phone end,
                                customer_email =
                                    case when lower(customer_email) = any(:emails) then null else customer_email end,
                                guests = (select coalesce(jsonb_agg(guest order by place), '[]')
                                          from jsonb_array_elements_text(guests) with ordinality as named (guest, place)
                                          where not lower(guest) = any(:emails)),
                                updated_at = now
                            from (select meridian_now() as now) as clock
                            where customer_phone = any(:phones) or lower(customer_email) = any(:emails)
                               or exists (select from jsonb_array_elements_text(guests) as named (guest)
                                          where lower(guest) = any(:emails))
                            returning bookings.id, now)
                        insert into erasures (booking_id, due_at) select id, now from changed""" + AGAIN)
                .bind("phones", phones)
                .bind("emails", emails)
                .fetch()
                .rowsUpdated();
    }

    private static String[] values(List<Contact> contacts, Contact.Kind kind) {
        Set<String> values = contacts.stream()
                .filter(contact -> contact.kind() == kind)
                .flatMap(contact -> contact.spellings().stream())
                .collect(Collectors.toSet());
        return values.toArray(String[]::new);
    }

    private static KnownCustomer customer(Readable row) {
        return new KnownCustomer(
                uuid(row, "id"),
                JsonColumns.texts(json(row, "phones")),
                JsonColumns.texts(json(row, "emails")),
                instant(row, "created_at"));
    }
}
