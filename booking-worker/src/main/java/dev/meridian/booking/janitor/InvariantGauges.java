package dev.meridian.booking.janitor;

import dev.meridian.bookings.upkeep.Invariant;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** What the last audit found, as {@code meridian.invariant}; not a number where it was another instance's. */
final class InvariantGauges {

    private final Map<String, AtomicReference<Double>> values = new LinkedHashMap<>();

    InvariantGauges(MeterRegistry registry) {
        for (Invariant invariant : Invariant.values()) {
            register(registry, invariant.code());
        }
        register(registry, Audit.CONFIRMED_WITHOUT_EVENT);
        register(registry, Audit.EVENT_WITHOUT_BOOKING);
        register(registry, Audit.SEATS_NOT_SHOWN);
    }

    private void register(MeterRegistry registry, String name) {
        AtomicReference<Double> value = new AtomicReference<>(Double.NaN);
        values.put(name, value);
        Gauge.builder("meridian.invariant", value, AtomicReference::get)
                .description("How often an invariant is broken; must be 0")
                .tag("name", name)
                .register(registry);
    }

    void show(String name, long count) {
        set(name, (double) count);
    }

    void unknown(String name) {
        set(name, Double.NaN);
    }

    /** Another instance shows them. */
    void forget() {
        values.values().forEach(value -> value.set(Double.NaN));
    }

    private void set(String name, double value) {
        AtomicReference<Double> gauge = values.get(name);
        if (gauge == null) {
            throw new IllegalArgumentException("name: " + name + " (expected: one of " + values.keySet() + ")");
        }
        gauge.set(value);
    }
}
