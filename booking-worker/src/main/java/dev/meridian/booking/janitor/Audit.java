package dev.meridian.booking.janitor;

import dev.meridian.booking.saga.SessionEvents;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.session.Session;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.bookings.upkeep.Audits;
import dev.meridian.bookings.upkeep.Audits.Finding;
import dev.meridian.bookings.upkeep.CalendarSyncs;
import dev.meridian.bookings.upkeep.Invariant;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether all is as it must be, independently of the code that sees to it. Whatever is not 0 is a bug, or something that
 * a person has to settle.
 */
final class Audit {

    /** Each confirmed booking to come has its event, at its time. */
    static final String CONFIRMED_WITHOUT_EVENT = "confirmed_without_event";

    /** No event of ours is without a confirmed booking, or one that is under way. */
    static final String EVENT_WITHOUT_BOOKING = "event_without_booking";

    /** Each event of a session shows who has a seat, and nobody else. */
    static final String SEATS_NOT_SHOWN = "seats_not_shown";

    private static final Logger log = LoggerFactory.getLogger(Audit.class);
    private static final Duration FAR = Duration.ofDays(366);
    private static final int SHOWN = 20;

    private final Audits audits;
    private final Bookings bookings;
    private final Sessions sessions;
    private final SessionEvents sessionEvents;
    private final CalendarSyncs syncs;
    private final CalendarConnector calendar;
    private final OwnEvents own;
    private final Transactions transactions;
    private final Lease lease;
    private final Duration interval;
    private final Duration grace;
    private final InvariantGauges gauges;

    Audit(
            Audits audits,
            Bookings bookings,
            Sessions sessions,
            SessionEvents sessionEvents,
            CalendarSyncs syncs,
            CalendarConnector calendar,
            OwnEvents own,
            Transactions transactions,
            Lease lease,
            Duration interval,
            Duration grace,
            InvariantGauges gauges) {
        this.audits = audits;
        this.bookings = bookings;
        this.sessions = sessions;
        this.sessionEvents = sessionEvents;
        this.syncs = syncs;
        this.calendar = calendar;
        this.own = own;
        this.transactions = transactions;
        this.lease = lease;
        this.interval = interval;
        this.grace = grace;
        this.gauges = gauges;
    }

    /**
     * Looks if it is time to, and if nobody else does; who was the last to look shows what there is.
     *
     * @param calendars those to compare with; asked only if it looks
     * @param first whether this instance has not looked yet; then it need not wait for its time
     * @return whether it looked
     */
    boolean lookIfDue(Supplier<? extends Collection<String>> calendars, boolean first) {
        boolean ours = Objects.requireNonNull(transactions
                .single(() -> audits.claim(lease, first ? Duration.ZERO : interval))
                .block());
        if (ours) {
            look(calendars.get());
            transactions.single(() -> audits.done(lease)).block();
        } else if (!Objects.requireNonNull(audits.isOurs(lease).block())) {
            gauges.forget();
        }
        return ours;
    }

    private void look(Collection<String> calendars) {
        for (Invariant invariant : Invariant.values()) {
            show(
                    invariant.code(),
                    Objects.requireNonNull(
                            transactions.single(() -> audits.look(invariant)).block()));
        }
        List<String> without = new ArrayList<>();
        List<String> orphans = new ArrayList<>();
        List<String> notShown = new ArrayList<>();
        try {
            for (String id : calendars) {
                compare(id, without, orphans, notShown);
            }
        } catch (CalendarFailure failure) {
            log.warn("the calendars can not be compared with the book for now: {}", failure.toString());
            gauges.unknown(CONFIRMED_WITHOUT_EVENT);
            gauges.unknown(EVENT_WITHOUT_BOOKING);
            gauges.unknown(SEATS_NOT_SHOWN);
            return;
        }
        show(CONFIRMED_WITHOUT_EVENT, finding(without));
        show(EVENT_WITHOUT_BOOKING, finding(orphans));
        show(SEATS_NOT_SHOWN, finding(notShown));
    }

    private void compare(String calendarId, List<String> without, List<String> orphans, List<String> notShown) {
        Instant now = Objects.requireNonNull(transactions.single(audits::now).block());
        List<Booking> expected =
                bookings.expectedIn(calendarId).collectList().blockOptional().orElseThrow();
        Instant until = expected.stream()
                .map(booking -> booking.slot().end())
                .reduce(now.plus(FAR), (one, other) -> one.isAfter(other) ? one : other);
        List<CalendarEvent> events = calendar.list(calendarId, now, until);
        Map<String, CalendarEvent> byId =
                events.stream().collect(Collectors.toMap(CalendarEvent::id, Function.identity(), (one, other) -> one));
        List<String> missing = expected.stream()
                .filter(booking -> !Optional.ofNullable(byId.get(booking.eventId()))
                        .flatMap(CalendarEvent::time)
                        .equals(Optional.of(booking.slot())))
                // What changed while we looked is not judged.
                .filter(this::isUnchanged)
                .map(booking -> booking.id().toString())
                .toList();
        Map<String, Booking> known = own.bookings(events);
        Map<String, Session> shared = own.sessions(events);
        List<String> left = events.stream()
                .filter(event -> isLeft(event, known.get(event.id()), shared.get(event.id())))
                .filter(event -> !Objects.requireNonNullElse(event.updated(), Instant.EPOCH)
                        .plus(grace)
                        .plus(grace)
                        .isAfter(now))
                .map(CalendarEvent::id)
                .toList();
        if (!missing.isEmpty() || !left.isEmpty()) {
            transactions.single(() -> syncs.request(calendarId, true)).block();
        }
        for (Session session : shared.values()) {
            if (!isShown(session)) {
                notShown.add(session.id().toString());
                // Whoever sweeps writes it anew.
                transactions.single(() -> sessions.change(session.id())).block();
            }
        }
        without.addAll(missing);
        orphans.addAll(left);
    }

    private boolean isLeft(CalendarEvent event, @Nullable Booking booking, @Nullable Session session) {
        if (booking != null) {
            return booking.state().terminal();
        }
        return session == null ? own.isProven(event) : seated(session).isEmpty();
    }

    /** What somebody is about to change is not judged. */
    private boolean isShown(Session seen) {
        CalendarEvent event = calendar.get(seen.calendarId(), seen.eventId()).orElse(null);
        Session session = sessions.find(seen.id()).blockOptional().orElseThrow();
        long taken = Objects.requireNonNull(
                transactions.single(() -> sessions.taken(seen.id()).count()).block());
        List<Booking> seated = seated(session);
        boolean settled = session.upToDate()
                && session.generation() == seen.generation()
                && seated.size() == taken
                && seated.stream().allMatch(booking -> booking.state() == BookingState.CONFIRMED);
        return !settled
                || event == null
                || event.status() == CalendarEvent.Status.CANCELLED
                || sessionEvents.isShown(session, event);
    }

    private List<Booking> seated(Session session) {
        return bookings.seated(session.id(), session.generation())
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private boolean isUnchanged(Booking seen) {
        return bookings.find(seen.id())
                .filter(now -> now.state() == seen.state() && now.epoch() == seen.epoch())
                .blockOptional()
                .isPresent();
    }

    private void show(String name, Finding finding) {
        gauges.show(name, finding.count());
        if (finding.count() > 0) {
            log.warn("invariant {}: {} (expected: 0): {}", name, finding.count(), String.join(", ", finding.ids()));
        }
    }

    private static Finding finding(List<String> ids) {
        return new Finding(ids.size(), ids.subList(0, Math.min(SHOWN, ids.size())));
    }
}
