package dev.meridian.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. Safe for use by several threads; copies by zone share the time. */
public final class SettableClock extends Clock {

    private final Hands hands;
    private final ZoneId zone;

    public SettableClock(Instant now) {
        this(new Hands(now), ZoneOffset.UTC);
    }

    private SettableClock(Hands hands, ZoneId zone) {
        this.hands = hands;
        this.zone = zone;
    }

    /** A clock that stands at an instant in ISO 8601: {@code 2026-11-20T10:00:00Z}. */
    public static SettableClock at(String instant) {
        return new SettableClock(Instant.parse(instant));
    }

    public void set(Instant instant) {
        hands.set(instant);
    }

    /** Moves the clock; a negative duration moves it back. */
    public void advance(Duration duration) {
        hands.advance(duration);
    }

    @Override
    public Instant instant() {
        return hands.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SettableClock(hands, other);
    }

    private static final class Hands {

        private Instant now;

        Hands(Instant now) {
            this.now = now;
        }

        synchronized Instant get() {
            return now;
        }

        synchronized void set(Instant instant) {
            now = instant;
        }

        synchronized void advance(Duration duration) {
            now = now.plus(duration);
        }
    }
}
