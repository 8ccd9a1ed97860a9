package dev.meridian.booking.janitor;

import dev.meridian.booking.decision.BookingRepliesPublisher;
import dev.meridian.booking.decision.Conclusion;
import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.decision.FollowUp;
import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.session.Session;
import dev.meridian.bookings.upkeep.Clash;
import dev.meridian.bookings.upkeep.Clashes;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.scheduling.time.TimeRange;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the host did to the event of a confirmed booking comes into the book. The booking must have been read before the event
 * was: then a move of our own in between has raised the epoch, and nothing is done.
 */
final class HostChanges {

    private static final Logger log = LoggerFactory.getLogger(HostChanges.class);

    private final Decisions decisions;
    private final Clashes clashes;
    private final Reports reports;
    private final Transactions transactions;
    private final BookingRepliesPublisher replies;
    private final OutboxRelay relay;
    private final boolean follow;
    private final JanitorMeters meters;

    HostChanges(
            Decisions decisions,
            Clashes clashes,
            Reports reports,
            Transactions transactions,
            BookingRepliesPublisher replies,
            OutboxRelay relay,
            boolean follow,
            JanitorMeters meters) {
        this.decisions = decisions;
        this.clashes = clashes;
        this.reports = reports;
        this.transactions = transactions;
        this.replies = replies;
        this.relay = relay;
        this.follow = follow;
        this.meters = meters;
    }

    /** The event is as the book has it. */
    void inPlace(Booking booking) {
        transactions.single(() -> clashes.eventInPlace(booking.id())).block();
    }

    /**
     * The event is gone.
     *
     * @param removed whether the calendar shows that it was there; if not, this may be another calendar than it was
     */
    void gone(Booking seen, boolean removed) {
        if (!follow || !removed) {
            reports.open(seen, seen.eventId(), Clash.Kind.MISSING, null);
            return;
        }
        Optional<Conclusion> conclusion = transactions
                .run(() -> decisions
                        .removed(seen)
                        .flatMap(done -> reports.settled(done.booking(), Clash.Kind.MISSING, null)
                                .thenReturn(done)))
                .blockOptional();
        conclusion.ifPresent(done -> {
            log.info("{}: cancelled, as its event was removed in the calendar", seen.id());
            meters.found(JanitorMeters.Found.REMOVED);
            replies.tell(done.decided());
            relay.wake();
        });
    }

    /** The event of a session is gone; as for one booking, for all of them. Whether nothing has come in between. */
    boolean gone(Session session, List<Booking> all, boolean removed) {
        if (!follow || !removed) {
            all.forEach(seen -> reports.open(seen, session.eventId(), Clash.Kind.MISSING, null));
            return true;
        }
        List<Conclusion> conclusions = transactions
                .run(() -> decisions
                        .removed(session, all)
                        .delayUntil(done -> Flux.fromIterable(done)
                                .concatMap(
                                        conclusion -> reports.settled(conclusion.booking(), Clash.Kind.MISSING, null))))
                .blockOptional()
                .orElse(List.of());
        if (conclusions.isEmpty()) {
            return false;
        }
        log.info("{}: its {} bookings are cancelled, as its event was removed", session, conclusions.size());
        meters.found(JanitorMeters.Found.REMOVED);
        conclusions.forEach(done -> replies.tell(done.decided()));
        relay.wake();
        return true;
    }

    /** The event of a session has another time. Answers one of its bookings as it is now if they followed. */
    Optional<Booking> moved(Session session, List<Booking> all, CalendarEvent event) {
        TimeRange time = event.time().orElse(null);
        if (follow && time != null && !event.allDay()) {
            Optional<List<Booking>> result = transactions
                    .run(() -> decisions
                            .follow(session, all, time, event.etag())
                            .delayUntil(followed -> Flux.fromIterable(followed)
                                    .concatMap(booking -> reports.settled(booking, Clash.Kind.MOVED, time))))
                    .blockOptional();
            if (result.isEmpty()) {
                return Optional.empty();
            }
            if (!result.get().isEmpty()) {
                log.info("{}: its {} bookings follow its event", session, all.size());
                meters.found(JanitorMeters.Found.MOVED);
                relay.wake();
                return Optional.of(result.get().getFirst());
            }
        }
        all.forEach(seen -> reports.open(seen, session.eventId(), Clash.Kind.MOVED, time));
        return Optional.empty();
    }

    /** The event has another time. Answers the booking as it is now if it followed. */
    Optional<Booking> moved(Booking seen, CalendarEvent event) {
        TimeRange time = event.time().orElse(null);
        // A whole day is a note to oneself rather than an appointment's time.
        if (follow && time != null && !event.allDay()) {
            Optional<FollowUp> result = transactions
                    .run(() -> decisions.follow(seen, time, event.etag()).flatMap(followUp -> switch (followUp) {
                        case FollowUp.Followed followed ->
                            reports.settled(followed.booking(), Clash.Kind.MOVED, time)
                                    .thenReturn(followUp);
                        case FollowUp.Taken taken -> Mono.just(followUp);
                    }))
                    .blockOptional();
            if (result.isEmpty()) {
                return Optional.empty();
            }
            if (result.get() instanceof FollowUp.Followed followed) {
                log.info("{}: follows its event, which was moved in the calendar", seen.id());
                meters.found(JanitorMeters.Found.MOVED);
                relay.wake();
                return Optional.of(followed.booking());
            }
        }
        reports.open(seen, seen.eventId(), Clash.Kind.MOVED, time);
        return Optional.empty();
    }
}
