package dev.meridian.booking.janitor;

import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.booking.saga.Backoff;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.upkeep.CalendarSync;
import dev.meridian.bookings.upkeep.CalendarSyncs;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.EventChanges;
import dev.meridian.scheduling.catalogue.CalendarUse;
import dev.meridian.scheduling.catalogue.Staff;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Has each calendar looked at in its turn, by one instance at a time. What fails is put off by the kind of its failure; the
 * token moves on only after all before it was handled, and with it is told when the calendar is busy.
 */
final class CalendarKeeper {

    private static final Logger log = LoggerFactory.getLogger(CalendarKeeper.class);

    /** After a failure that only a person can end. */
    private static final Duration WAIT_FOR_PEOPLE = Duration.ofMinutes(15);

    private static final class TakenOver extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final CalendarLook look;
    private final BusyLook busyLook;
    private final CalendarSyncs syncs;
    private final Catalogue catalogue;
    private final Bookings bookings;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final Transactions transactions;
    private final Backoff backoff;
    private final Lease lease;
    private final Duration interval;
    private final JanitorMeters meters;

    CalendarKeeper(
            CalendarLook look,
            BusyLook busyLook,
            CalendarSyncs syncs,
            Catalogue catalogue,
            Bookings bookings,
            Outbox outbox,
            OutboxRelay relay,
            Transactions transactions,
            Backoff backoff,
            Lease lease,
            Duration interval,
            JanitorMeters meters) {
        this.look = look;
        this.busyLook = busyLook;
        this.syncs = syncs;
        this.catalogue = catalogue;
        this.bookings = bookings;
        this.outbox = outbox;
        this.relay = relay;
        this.transactions = transactions;
        this.backoff = backoff;
        this.lease = lease;
        this.interval = interval;
        this.meters = meters;
    }

    /** The calendars to look at just now. */
    Calendars calendars() {
        List<CalendarUse> uses = list(catalogue.staff().flatMapIterable(Staff::calendars));
        Set<String> kept = new HashSet<>(list(bookings.calendars()));
        uses.stream().filter(CalendarUse::write).map(CalendarUse::id).forEach(kept::add);
        Calendars calendars = new Calendars(
                kept,
                uses.stream().filter(CalendarUse::read).map(CalendarUse::id).collect(Collectors.toSet()));
        transactions.single(() -> syncs.register(calendars.all())).block();
        return calendars;
    }

    /** Takes as many looks as there is room for, if so many are due. */
    List<CalendarSync> claim(Calendars calendars, int max) {
        return transactions
                .single(() -> syncs.claim(calendars.all(), lease, interval, max).collectList())
                .blockOptional()
                .orElseThrow();
    }

    /** Looks, and says when to look again. */
    void run(CalendarSync sync, Calendars calendars) {
        try {
            if (calendars.read().contains(sync.calendarId())) {
                // Whether it has changed, only its answer tells.
                end(sync, sync.syncToken(), busyLook.look(sync, true));
            } else {
                EventChanges changes = look.look(sync, renewal(sync));
                boolean changed = changes.complete() || !changes.events().isEmpty();
                end(sync, changes.syncToken(), busyLook.look(sync, changed));
            }
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

    private void end(CalendarSync sync, @Nullable String next, BusyNews news) {
        boolean ours = Objects.requireNonNull(transactions
                .run(() ->
                        syncs.done(sync, next, news.told()).delayUntil(done -> done ? news.tell(outbox) : Mono.empty()))
                .block());
        meters.synced(ours ? "done" : "taken_over");
        if (ours && news.message() != null) {
            relay.wake();
        }
    }

    private static <T> List<T> list(Flux<T> found) {
        return found.collectList().blockOptional().orElseThrow();
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
