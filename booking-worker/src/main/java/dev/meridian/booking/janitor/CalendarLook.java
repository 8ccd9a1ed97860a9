package dev.meridian.booking.janitor;

import dev.meridian.booking.decision.Seating;
import dev.meridian.booking.saga.EventMarks;
import dev.meridian.booking.saga.SessionEvents;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.session.Session;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.bookings.upkeep.CalendarSync;
import dev.meridian.bookings.upkeep.CalendarSyncs;
import dev.meridian.bookings.upkeep.Clash;
import dev.meridian.bookings.upkeep.Clashes;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.EventChanges;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/**
 * One look at a calendar: what changed since the last one, and what was to be looked at again. Everything done here may be done
 * again, by anybody: each change of the book is a compare-and-set, each report is made once, a deleted event stays deleted.
 *
 * <p>Throws {@link CalendarFailure}. Blocks; for virtual threads. Never calls the calendar inside a transaction.
 */
final class CalendarLook {

    private static final Logger log = LoggerFactory.getLogger(CalendarLook.class);

    private static final int CHECKS_AT_ONCE = 50;
    // Whatever the saga does next, or a refusal to delete, takes longer than a look.
    private static final Duration WAIT_FOR_SAGA = Duration.ofMinutes(1);
    private static final Duration WAIT_FOR_ROOM = Duration.ofMinutes(5);
    private static final Duration WAIT_FOR_PEOPLE = Duration.ofHours(1);

    private final CalendarConnector calendar;
    private final Bookings bookings;
    private final Sessions sessions;
    private final Seating seating;
    private final SessionEvents sessionEvents;
    private final CalendarSyncs syncs;
    private final Clashes clashes;
    private final OwnEvents own;
    private final HostChanges host;
    private final LostBookings lost;
    private final Reports reports;
    private final Transactions transactions;
    private final Duration grace;
    private final JanitorMeters meters;

    CalendarLook(
            CalendarConnector calendar,
            Bookings bookings,
            Sessions sessions,
            Seating seating,
            SessionEvents sessionEvents,
            CalendarSyncs syncs,
            Clashes clashes,
            OwnEvents own,
            HostChanges host,
            LostBookings lost,
            Reports reports,
            Transactions transactions,
            Duration grace,
            JanitorMeters meters) {
        this.calendar = calendar;
        this.bookings = bookings;
        this.sessions = sessions;
        this.seating = seating;
        this.sessionEvents = sessionEvents;
        this.syncs = syncs;
        this.clashes = clashes;
        this.own = own;
        this.host = host;
        this.lost = lost;
        this.reports = reports;
        this.transactions = transactions;
        this.grace = grace;
        this.meters = meters;
    }

    /**
     * Looks; answers what had changed, with the token for the next time.
     *
     * @param stillOurs asked now and then during a long look; throws if the look was taken over
     */
    EventChanges look(CalendarSync sync, Runnable stillOurs) {
        EventChanges changes = changes(sync);
        Run run = new Run(sync, stillOurs);
        run.take(changes);
        run.takeDueChecks();
        transactions.single(() -> clashes.settle(sync.calendarId())).block();
        return changes;
    }

    private EventChanges changes(CalendarSync sync) {
        try {
            return calendar.changes(sync.calendarId(), sync.syncToken());
        } catch (CalendarFailure.SyncTokenExpired expired) {
            log.info("calendar {}: its sync token has expired, everything is read", sync.calendarId());
            return calendar.changes(sync.calendarId(), null);
        }
    }

    /** What one look knows. */
    private final class Run {

        private final String calendarId;
        private final Instant now;
        private final Runnable stillOurs;
        private final Set<Clash> open;

        Run(CalendarSync sync, Runnable stillOurs) {
            this.calendarId = sync.calendarId();
            this.now = sync.at();
            this.stillOurs = stillOurs;
            this.open = new HashSet<>(list(() -> clashes.open(calendarId)));
        }

        void take(EventChanges changes) {
            Map<String, Booking> known = own.bookings(changes.events());
            Map<String, Session> shared = own.sessions(changes.events());
            stillOurs.run();
            for (CalendarEvent event : changes.events()) {
                take(event, known.get(event.id()), shared.get(event.id()));
            }
            stillOurs.run();
            Set<String> ours = new HashSet<>(known.keySet());
            ours.addAll(shared.keySet());
            if (changes.complete()) {
                takeMissing(changes, ours);
            }
            takeOthers(changes, ours);
        }

        private void take(CalendarEvent event, @Nullable Booking booking, @Nullable Session session) {
            if (booking != null) {
                takeOwn(booking, event);
            } else if (session != null) {
                takeShared(session, event);
            } else {
                own.provenOfSession(event).ifPresent(marks -> takeLeft(event, marks));
                own.proven(event).ifPresent(marks -> takeUnknown(event, marks));
            }
        }

        private void takeShared(Session session, CalendarEvent event) {
            List<Booking> all = seated(session);
            if (all.isEmpty()) {
                takeDeserted(session, event);
            } else if (!isSettled(all)) {
                checkAgain(event.id(), now.plus(WAIT_FOR_SAGA));
            } else if (isAt(session.slot(), event)) {
                all.stream()
                        .filter(booking -> open.stream()
                                .anyMatch(clash -> clash.bookingId().equals(booking.id())))
                        .forEach(host::inPlace);
            } else if (!isOver(session.slot(), event)) {
                takeSharedChanged(session, isCancelled(event));
            }
        }

        /** Looks closely: first at those who have seats, then at their event. */
        private void takeSharedChanged(Session seen, boolean wasThere) {
            stillOurs.run();
            Session session = sessions.find(seen.id()).block();
            if (session == null || session.generation() != seen.generation()) {
                return;
            }
            List<Booking> all = seated(session);
            if (!isSettled(all)) {
                checkAgain(session.eventId(), now.plus(WAIT_FOR_SAGA));
                return;
            }
            CalendarEvent event =
                    calendar.get(session.calendarId(), session.eventId()).orElse(null);
            if (event == null || isCancelled(event)) {
                if (!host.gone(session, all, event != null || wasThere)) {
                    checkAgain(session.eventId(), now.plus(WAIT_FOR_SAGA));
                }
            } else if (isAt(session.slot(), event)) {
                all.forEach(host::inPlace);
            } else {
                host.moved(session, all, event)
                        .ifPresentOrElse(
                                this::lookAround, () -> checkAgain(session.eventId(), now.plus(WAIT_FOR_ROOM)));
            }
        }

        private List<Booking> seated(Session session) {
            return list(() -> bookings.seated(session.id(), session.generation()));
        }

        /** The event of a session in which nobody has a part: closed, so that nobody gets one before it is removed. */
        private void takeDeserted(Session session, CalendarEvent event) {
            if (isCancelled(event) || isPast(event)) {
                return;
            }
            if (isYoung(event)) {
                checkAgain(event.id(), ripe(event));
                return;
            }
            if (sessionEvents.listsLost(event)) {
                takeUnreadable(event, session.id());
                return;
            }
            transactions.run(() -> seating.abandon(session)).blockOptional().ifPresent(closed -> {
                log.warn("{}: event {} was left behind in calendar {}", session, event.id(), calendarId);
                meters.found(JanitorMeters.Found.ORPHAN);
            });
        }

        /** The event of a generation that is closed, or of a session whose row is lost. */
        private void takeLeft(CalendarEvent event, EventMarks.SessionMarks marks) {
            Session session = sessions.find(marks.sessionId()).block();
            boolean lost = session == null || marks.generation() > session.generation();
            boolean closed = session != null && marks.generation() < session.generation();
            if (lost || (closed && sessionEvents.listsLost(event))) {
                takeUnreadable(event, marks.sessionId());
            } else if (closed) {
                takeOrphan(event, marks.sessionId());
            }
        }

        /** The event by which alone somebody may have a seat: left to people, and looked at again. */
        private void takeUnreadable(CalendarEvent event, UUID sessionId) {
            if (isCancelled(event) || isPast(event)) {
                return;
            }
            if (isYoung(event)) {
                checkAgain(event.id(), ripe(event));
                return;
            }
            log.warn(
                    "{}: rows are lost, and event {} in calendar {} is left as it is; its list tells who has a seat",
                    sessionId,
                    event.id(),
                    calendarId);
            meters.found(JanitorMeters.Found.UNREADABLE);
            checkAgain(event.id(), now.plus(WAIT_FOR_PEOPLE));
        }

        private void takeOwn(Booking booking, CalendarEvent event) {
            switch (booking.state()) {
                case CONFIRMED -> {
                    if (isInPlace(booking, event)) {
                        if (open.stream().anyMatch(clash -> clash.bookingId().equals(booking.id()))) {
                            host.inPlace(booking);
                        }
                    } else if (!isOver(booking.slot(), event)) {
                        takeChanged(booking, isCancelled(event));
                    }
                }
                case HELD, AWAITING_HOST, WRITING, MOVING, UNDOING, PARKED ->
                    checkAgain(event.id(), now.plus(WAIT_FOR_SAGA));
                case REFUSED, DECLINED, CANCELLED, EXPIRED -> takeOrphan(event, booking.id());
            }
        }

        /** Looks closely: first at the booking, then at its event. */
        private void takeChanged(Booking seen, boolean wasThere) {
            stillOurs.run();
            Booking booking = bookings.find(seen.id()).block();
            if (booking == null || booking.state() != BookingState.CONFIRMED) {
                checkAgain(seen.eventId(), now.plus(WAIT_FOR_SAGA));
                return;
            }
            CalendarEvent event =
                    calendar.get(booking.calendarId(), booking.eventId()).orElse(null);
            if (event == null || isCancelled(event)) {
                host.gone(booking, event != null || wasThere);
            } else if (isInPlace(booking, event)) {
                host.inPlace(booking);
            } else {
                host.moved(booking, event)
                        .ifPresentOrElse(
                                this::lookAround, () -> checkAgain(booking.eventId(), now.plus(WAIT_FOR_ROOM)));
            }
        }

        /** What else is in the calendar where a booking has come to be without our asking. */
        private void lookAround(Booking booking) {
            TimeRange guarded = booking.guarded();
            List<CalendarEvent> near = calendar.list(booking.calendarId(), guarded.start(), guarded.end());
            Map<String, Booking> known = own.bookings(near);
            Map<String, Session> shared = own.sessions(near);
            near.stream()
                    .filter(event -> !known.containsKey(event.id()) && !shared.containsKey(event.id()))
                    .forEach(event -> reportOverlaps(event, List.of(booking)));
        }

        private void takeOrphan(CalendarEvent event, UUID bookingId) {
            if (isCancelled(event) || isPast(event)) {
                return;
            }
            if (isYoung(event)) {
                checkAgain(event.id(), ripe(event));
                return;
            }
            stillOurs.run();
            try {
                calendar.delete(calendarId, event.id());
                log.warn(
                        "{}: event {} was left behind in calendar {} and is removed",
                        bookingId,
                        event.id(),
                        calendarId);
                meters.found(JanitorMeters.Found.ORPHAN);
            } catch (CalendarFailure.PermanentFailure e) {
                log.warn("{}: event {} was left behind and can not be removed: {}", bookingId, event.id(), e.reason());
                checkAgain(event.id(), now.plus(WAIT_FOR_PEOPLE));
            } catch (CalendarFailure.NotFound gone) {
                log.debug("{}: event {} is gone by itself", bookingId, event.id());
            }
        }

        /** Ours, and no booking has this event: the booking has another one, or there is no row. */
        private void takeUnknown(CalendarEvent event, EventMarks.Marks marks) {
            if (isCancelled(event) || isPast(event)) {
                return;
            }
            if (isYoung(event)) {
                checkAgain(event.id(), ripe(event));
                return;
            }
            Booking booking = bookings.find(marks.bookingId()).block();
            if (booking != null) {
                // Under this very id only if it was made again a moment ago.
                if (booking.eventId().equals(event.id())) {
                    takeOwn(booking, event);
                } else {
                    takeOrphan(event, marks.bookingId());
                }
                return;
            }
            stillOurs.run();
            switch (lost.restore(calendarId, event, marks)) {
                case RESTORED ->
                    bookings.find(marks.bookingId()).blockOptional().ifPresent(this::lookAround);
                case TAKEN -> checkAgain(event.id(), now.plus(WAIT_FOR_ROOM));
                case UNREADABLE -> checkAgain(event.id(), now.plus(WAIT_FOR_PEOPLE));
                case KNOWN -> {}
            }
        }

        /** Bookings whose event is not among all the events there are. */
        private void takeMissing(EventChanges changes, Set<String> ours) {
            Set<String> there = live(changes).map(CalendarEvent::id).collect(Collectors.toSet());
            // A calendar that holds nothing of ours is rather another calendar than one from which all was removed.
            boolean familiar = there.stream().anyMatch(ours::contains);
            Map<Boolean, List<Booking>> missing = list(() -> bookings.expectedIn(calendarId)).stream()
                    .filter(booking -> !there.contains(booking.eventId()))
                    .collect(Collectors.partitioningBy(booking -> booking.sessionId() != null));
            missing.getOrDefault(false, List.of()).forEach(booking -> takeChanged(booking, familiar));
            takeMissingSeats(missing.getOrDefault(true, List.of()), familiar);
        }

        private void takeMissingSeats(List<Booking> missing, boolean familiar) {
            List<String> eventIds =
                    missing.stream().map(Booking::eventId).distinct().toList();
            Map<String, Session> current = list(() -> sessions.ofEvents(eventIds)).stream()
                    .collect(Collectors.toMap(Session::eventId, Function.identity()));
            current.values().forEach(session -> takeSharedChanged(session, familiar));
            // The event that it shared is closed for good.
            missing.stream()
                    .filter(booking -> !current.containsKey(booking.eventId()))
                    .forEach(booking -> host.gone(booking, familiar));
        }

        private void takeOthers(EventChanges changes, Set<String> ours) {
            List<CalendarEvent> blocking = live(changes)
                    .filter(event -> !ours.contains(event.id()) && event.blocks() && !isPast(event))
                    .filter(event -> event.time().isPresent() && !own.isProven(event))
                    .toList();
            settleOverlaps(changes, blocking);
            if (blocking.isEmpty()) {
                return;
            }
            List<Booking> expected = list(() -> bookings.expectedIn(calendarId));
            blocking.forEach(event -> reportOverlaps(event, expected));
        }

        private void settleOverlaps(EventChanges changes, List<CalendarEvent> blocking) {
            if (open.isEmpty()) {
                return;
            }
            Set<String> there = blocking.stream().map(CalendarEvent::id).collect(Collectors.toSet());
            Set<String> marked = live(changes)
                    .filter(event -> event.blocks() && own.isProven(event))
                    .map(CalendarEvent::id)
                    .collect(Collectors.toSet());
            Set<String> changed =
                    changes.events().stream().map(CalendarEvent::id).collect(Collectors.toSet());
            List<String> gone = open.stream()
                    .map(Clash::eventId)
                    .filter(id -> changes.complete() || changed.contains(id))
                    .filter(id -> !there.contains(id) && !marked.contains(id))
                    .toList();
            transactions.single(() -> clashes.eventsGone(calendarId, gone)).block();
            for (CalendarEvent event : changes.events()) {
                if (open.stream().anyMatch(clash -> clash.eventId().equals(event.id()))) {
                    event.time()
                            .ifPresent(time -> transactions
                                    .single(() -> clashes.eventAt(calendarId, event.id(), time))
                                    .block());
                }
            }
        }

        private void reportOverlaps(CalendarEvent event, List<Booking> candidates) {
            TimeRange time = event.time().orElse(null);
            if (time == null || !event.blocks()) {
                return;
            }
            candidates.stream()
                    .filter(booking -> booking.guarded().overlaps(time))
                    // An instance of the series that the host has made of our event.
                    .filter(booking -> !booking.eventId().equals(event.recurringEventId()))
                    .forEach(booking -> reports.open(booking, event.id(), Clash.Kind.OVERLAP, time));
        }

        /** What could not be judged before. */
        void takeDueChecks() {
            for (String eventId : list(() -> syncs.dueChecks(calendarId, CHECKS_AT_ONCE))) {
                stillOurs.run();
                // First, so that what follows may ask for another look.
                transactions.single(() -> syncs.checked(calendarId, eventId)).block();
                try {
                    check(eventId);
                } catch (RuntimeException e) {
                    checkAgain(eventId, now);
                    throw e;
                }
            }
        }

        private void check(String eventId) {
            Booking booking = bookings.ofEvents(List.of(eventId)).blockFirst();
            if (booking != null && booking.state().holdsSlot() && booking.state() != BookingState.CONFIRMED) {
                checkAgain(eventId, now.plus(WAIT_FOR_SAGA));
                return;
            }
            if (booking != null && booking.state() == BookingState.CONFIRMED) {
                if (booking.slot().end().isAfter(now)) {
                    takeChanged(booking, false);
                }
                return;
            }
            Session session =
                    booking == null ? sessions.ofEvents(List.of(eventId)).blockFirst() : null;
            if (session != null && !seated(session).isEmpty()) {
                if (session.slot().end().isAfter(now)) {
                    takeSharedChanged(session, false);
                }
                return;
            }
            calendar.get(calendarId, eventId).ifPresent(event -> take(event, booking, session));
        }

        private boolean isYoung(CalendarEvent event) {
            return ripe(event).isAfter(now);
        }

        private Instant ripe(CalendarEvent event) {
            return Objects.requireNonNullElse(event.updated(), Instant.EPOCH).plus(grace);
        }

        private boolean isPast(CalendarEvent event) {
            return event.end() != null && !event.end().isAfter(now);
        }

        /** Whether nobody is concerned any more: the appointment is over, and its event was not moved to a time to come. */
        private boolean isOver(TimeRange slot, CalendarEvent event) {
            return !slot.end().isAfter(now) && (isCancelled(event) || isPast(event));
        }

        private void checkAgain(String eventId, Instant due) {
            transactions
                    .single(() -> syncs.checkAgain(calendarId, eventId, due))
                    .block();
        }
    }

    private static boolean isInPlace(Booking booking, CalendarEvent event) {
        return isAt(booking.slot(), event);
    }

    private static boolean isAt(TimeRange slot, CalendarEvent event) {
        return !isCancelled(event) && event.time().equals(Optional.of(slot));
    }

    /** Whether nobody is being written, moved or undone. */
    private static boolean isSettled(List<Booking> all) {
        return !all.isEmpty() && all.stream().allMatch(booking -> booking.state() == BookingState.CONFIRMED);
    }

    private static boolean isCancelled(CalendarEvent event) {
        return event.status() == CalendarEvent.Status.CANCELLED;
    }

    private static Stream<CalendarEvent> live(EventChanges changes) {
        return changes.events().stream().filter(event -> !isCancelled(event));
    }

    private <T> List<T> list(Supplier<Flux<T>> query) {
        return transactions
                .single(() -> query.get().collectList())
                .blockOptional()
                .orElseThrow();
    }
}
