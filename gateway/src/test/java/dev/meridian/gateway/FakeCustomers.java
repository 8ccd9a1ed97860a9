package dev.meridian.gateway;

import dev.meridian.bookings.catalogue.Precondition;
import dev.meridian.bookings.customer.Contact;
import dev.meridian.bookings.customer.Customers;
import dev.meridian.bookings.customer.KnownCustomer;
import dev.meridian.bookings.customer.Lesson;
import dev.meridian.bookings.customer.Profiles;
import dev.meridian.scheduling.suggestion.Patterns;
import dev.meridian.scheduling.suggestion.Preferences;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Customers in memory. */
public final class FakeCustomers implements Customers, Profiles {

    public final Map<UUID, Preferences> preferences = new ConcurrentHashMap<>();
    public final Map<UUID, Patterns> patterns = new ConcurrentHashMap<>();
    public volatile boolean readable = true;
    /** Numbers and addresses that others have named. */
    public final Set<String> named = ConcurrentHashMap.newKeySet();

    private final Map<UUID, KnownCustomer> known = new ConcurrentHashMap<>();
    private final Set<UUID> erased = ConcurrentHashMap.newKeySet();

    /** Forgets what happened. */
    public void reset() {
        known.clear();
        named.clear();
        erased.clear();
        preferences.clear();
        patterns.clear();
        readable = true;
    }

    /** Somebody with that number and address. */
    public UUID know(String phone, String email) {
        UUID id = UUID.randomUUID();
        known.put(id, new KnownCustomer(id, List.of(phone), List.of(email), Instant.parse("2026-11-20T18:00:00Z")));
        return id;
    }

    @Override
    public Mono<KnownCustomer> find(UUID id) {
        return read(known.get(id));
    }

    @Override
    public Mono<KnownCustomer> find(Contact contact) {
        return read(known.values().stream()
                .filter(customer -> customer.phones().contains(contact.value())
                        || customer.emails().contains(contact.value()))
                .findFirst()
                .orElse(null));
    }

    @Override
    public Mono<Boolean> erase(UUID id) {
        if (known.remove(id) != null) {
            erased.add(id);
        }
        return Mono.just(erased.contains(id));
    }

    @Override
    public Mono<Boolean> forget(Contact contact) {
        return Mono.just(named.remove(contact.value()));
    }

    @Override
    public Mono<Preferences> preferences(UUID customerId) {
        return Mono.just(preferences.getOrDefault(customerId, Preferences.NONE));
    }

    @Override
    public Mono<Preferences> prefer(UUID customerId, Preferences wished, Precondition precondition) {
        int version = preferences.getOrDefault(customerId, Preferences.NONE).version();
        if (!precondition.holds(version)) {
            return Mono.empty();
        }
        preferences.put(customerId, wished.as(version + 1));
        return preferences(customerId);
    }

    @Override
    public Mono<Patterns> patterns(UUID customerId) {
        return Mono.just(patterns.getOrDefault(customerId, Patterns.NONE));
    }

    @Override
    public Mono<Void> learn(Lesson lesson) {
        throw new UnsupportedOperationException();
    }

    private <T> Mono<T> read(@Nullable T found) {
        return readable ? Mono.justOrEmpty(found) : Mono.error(new IllegalStateException("database away"));
    }
}
