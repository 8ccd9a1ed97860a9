package dev.meridian.booking.janitor;

import dev.meridian.booking.saga.Backoff;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.upkeep.CalendarSync;
import dev.meridian.bookings.upkeep.CalendarSyncs;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.scheduling.catalogue.CalendarUse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/**
 * Has each calendar looked at in its turn, by one instance at a time. What fails is put off by the kind of its failure; the
 * token moves on only after all before it was handled.
 */
final class CalendarKeeper {

    private static final Logger log = LoggerFactory.getLogger(CalendarKeeper.class);

    /** After a failure that only a person can end. */
    private static final Duration WAIT_FOR_PEOPLE = Duration.ofMinutes(15);

    private static final class TakenOver extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final CalendarLook look;
    private final CalendarSyncs syncs;
    private final Catalogue catalogue;
    private final Bookings bookings;
    private final Transactions transactions;
    private final Backoff backoff;
    private final Lease lease;
    private final Duration interval;
    private final JanitorMeters meters;

    CalendarKeeper(
            CalendarLook look,
            CalendarSyncs syncs,
            Catalogue catalogue,
            Bookings bookings,
            Transactions transactions,
            Backoff backoff,
            Lease lease,
            Duration interval,
            JanitorMeters meters) {
        this.look = look;
        this.syncs = syncs;
        this.catalogue = catalogue;
        this.bookings = bookings;
        this.transactions = transactions;
        this.backoff = backoff;
        this.lease = lease;
        this.interval = interval;
        this.meters = meters;
    }

    /** The calendars to keep: those that bookings are written to, and those that have bookings to come. */
    Set<String> calendars() {
        Set<String> calendars = Flux.concat(
                        catalogue
                                .staff()
                                .flatMapIterable(staff -> staff.calendars().stream()
                                        .filter(CalendarUse::write)
                                        .map(CalendarUse::id)
                                        .toList()),
                        bookings.calendars())
                .collect(Collectors.toUnmodifiableSet())
                .blockOptional()
                .orElseThrow();
        transactions.single(() -> syncs.register(calendars)).block();
        return calendars;
    }

    /** Takes as many looks as there is room for, if so many are due. */
    List<CalendarSync> claim(Set<String> calendars, int max) {
        return transactions
                .single(() -> syncs.claim(calendars, lease, interval, max).collectList())
                .blockOptional()
                .orElseThrow();
    }

    /** Looks, and says when to look again. */
    void run(CalendarSync sync) {
        try {
            String next = look.look(sync, renewal(sync));
            boolean ours = Objects.requireNonNull(
                    transactions.single(() -> syncs.done(sync, next)).block());
            meters.synced(ours ? "done" : "taken_over");
        } catch (TakenOver e) {
            meters.synced("taken_over");
            log.info("calendar {}: another instance has taken it over", sync.calendarId());
        } catch (CalendarFailure failure) {
            Duration pause = backoff.after(failure, sync.attempts()).orElse(WAIT_FOR_PEOPLE);
            meters.synced("failed");
            tell(sync, pause, failure.getClass().getSimpleName() + ", " + failure.getMessage());
            transactions.single(() -> syncs.putOff(sync, pause)).block();
        } catch (RuntimeException e) {
            Duration pause = backoff.afterOutage(sync.attempts());
            meters.synced("failed");
            log.warn(
                    "calendar {}: could not be looked through, again in {} ms", sync.calendarId(), pause.toMillis(), e);
            transactions.single(() -> syncs.putOff(sync, pause)).block();
        }
    }

    /** Asks no more often than is worth it. */
    private Runnable renewal(CalendarSync sync) {
        long pause = lease.length().toNanos() / 4;
        long[] asked = {System.nanoTime()};
        return () -> {
            if (System.nanoTime() - asked[0] < pause) {
                return;
            }
            asked[0] = System.nanoTime();
            if (!Objects.requireNonNull(
                    transactions.single(() -> syncs.renew(sync, lease)).block())) {
                throw new TakenOver();
            }
        };
    }

    private static void tell(CalendarSync sync, Duration pause, String why) {
        if (sync.attempts() == 0) {
            log.warn(
                    "calendar {}: can not be read for now, again in {} ms: {}",
                    sync.calendarId(),
                    pause.toMillis(),
                    why);
        } else {
            log.debug("calendar {}: attempt {} failed: {}", sync.calendarId(), sync.attempts() + 1, why);
        }
    }
}
