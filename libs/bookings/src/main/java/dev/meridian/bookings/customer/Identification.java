package dev.meridian.bookings.customer;

import static dev.meridian.bookings.database.Columns.text;
import static dev.meridian.bookings.database.Columns.uuid;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.identity.BookingIds;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds out whose booking it is, within the caller's transaction and after resources are locked. A number goes before an
 * address; what is new of the two becomes the customer's as well, unless it is somebody else's. People nobody knows become
 * customers, each once, however many of their bookings come at the same moment: a contact is one row. Until the transaction ends,
 * the customer can not be erased.
 */
public final class Identification {

    private record Owned(UUID customer, Contact contact) {}

    private final DatabaseClient database;
    private final BookingIds ids;

    public Identification(DatabaseClient database, BookingIds ids) {
        this.database = database;
        this.ids = ids;
    }

    /** The person with an id; without one if there is neither number nor address. */
    public Mono<Customer> identified(Customer person) {
        List<Contact> contacts = Contact.of(person);
        return contacts.isEmpty() ? Mono.just(person) : known(contacts).map(person::as);
    }

    /** Gives a booking that is there to the customer it is for. */
    public Mono<Void> identify(Booking booking) {
        return identified(booking.customer())
                .flatMap(customer -> Mono.justOrEmpty(customer.id()))
                .flatMap(customer -> database.sql("update bookings set customer_id = :customer where id = :id")
                        .bind("customer", customer)
                        .bind("id", booking.id())
                        .then());
    }

    private Mono<UUID> known(List<Contact> contacts) {
        return owner(contacts).switchIfEmpty(Mono.defer(() -> made(contacts, 0)));
    }

    private Mono<UUID> owner(List<Contact> contacts) {
        return owned(contacts)
                .collectList()
                .filter(owned -> !owned.isEmpty())
                .flatMap(owned -> add(owned.getFirst().customer(), without(contacts, owned)));
    }

    private static List<Contact> without(List<Contact> contacts, List<Owned> owned) {
        Set<Contact> there = Set.copyOf(owned.stream().map(Owned::contact).toList());
        return contacts.stream().filter(contact -> !there.contains(contact)).toList();
    }

    /** What is somebody's of these: numbers first, and of each the very spelling first. */
    private Flux<Owned> owned(List<Contact> contacts) {
        return database.sql("""
                        select c.customer_id, c.kind, c.value
                        from contacts c join customers u on u.id = c.customer_id
                        where u.erased_at is null
                          and ((c.kind = 'PHONE' and c.value = any(:phones)) or (c.kind = 'EMAIL' and c.value = any(:emails)))
                        order by c.kind desc, c.value <> all(:exact), c.value
                        for key share of u""")
                .bind("phones", spellings(contacts, Contact.Kind.PHONE))
                .bind("emails", spellings(contacts, Contact.Kind.EMAIL))
                .bind("exact", contacts.stream().map(Contact::value).toArray(String[]::new))
                .map(row -> new Owned(
                        uuid(row, "customer_id"),
                        new Contact(Contact.Kind.valueOf(text(row, "kind")), text(row, "value"))))
                .all();
    }

    private static String[] spellings(Collection<Contact> contacts, Contact.Kind kind) {
        return contacts.stream()
                .filter(contact -> contact.kind() == kind)
                .flatMap(contact -> contact.spellings().stream())
                .toArray(String[]::new);
    }

    /** The next customer of a contact that is nobody's. An id that is there is an erased one, or somebody was faster. */
    private Mono<UUID> made(List<Contact> contacts, int generation) {
        Contact first = contacts.getFirst();
        UUID id = ids.customerId(first.text(), generation);
        return inserted(id)
                .flatMap(created -> attached(id, first))
                .flatMap(attached -> attached
                        ? add(id, contacts.subList(1, contacts.size()))
                        : removed(id).then(owner(contacts)))
                .switchIfEmpty(Mono.defer(() ->
                        owner(contacts).switchIfEmpty(Mono.defer(() -> made(contacts, generation + 1)))));
    }

    private Mono<UUID> inserted(UUID id) {
        return database.sql("""
                        insert into customers (id, created_at) values (:id, (select meridian_now()))
                        on conflict do nothing returning id""").bind("id", id).map(row -> uuid(row, "id")).one();
    }

    private Mono<Void> removed(UUID id) {
        return database.sql("delete from customers where id = :id")
                .bind("id", id)
                .then();
    }

    private Mono<UUID> add(UUID id, List<Contact> contacts) {
        return Flux.fromIterable(contacts)
                .concatMap(contact -> attached(id, contact))
                .then(Mono.just(id));
    }

    private Mono<Boolean> attached(UUID id, Contact contact) {
        return database.sql("""
                        insert into contacts (kind, value, customer_id) values (:kind, :value, :id)
                        on conflict do nothing""")
                .bind("kind", contact.kind().name())
                .bind("value", contact.value())
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
