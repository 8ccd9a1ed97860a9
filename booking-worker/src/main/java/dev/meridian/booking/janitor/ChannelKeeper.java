package dev.meridian.booking.janitor;

import dev.meridian.booking.saga.Backoff;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.identity.ChannelTokens;
import dev.meridian.bookings.upkeep.CalendarChannels;
import dev.meridian.bookings.upkeep.ChannelTry;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.NewChannel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Has the provider of each calendar tell us of changes, so that they are looked at within seconds. Messages may get lost and
 * channels may fail to open: what holds is that every calendar is read again and again anyway.
 */
final class ChannelKeeper {

    private static final Logger log = LoggerFactory.getLogger(ChannelKeeper.class);

    /** Longer than a call to the calendar can take. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** After a failure that only a person can end, such as an address the provider does not accept. */
    private static final Duration WAIT_FOR_PEOPLE = Duration.ofHours(1);

    private final CalendarConnector calendar;
    private final CalendarChannels channels;
    private final ChannelTokens tokens;
    private final Optional<URI> address;
    private final Transactions transactions;
    private final Backoff backoff;
    private final JanitorMeters meters;

    ChannelKeeper(
            CalendarConnector calendar,
            CalendarChannels channels,
            ChannelTokens tokens,
            Optional<URI> address,
            Transactions transactions,
            Backoff backoff,
            JanitorMeters meters) {
        this.calendar = calendar;
        this.channels = channels;
        this.tokens = tokens;
        this.address = address;
        this.transactions = transactions;
        this.backoff = backoff;
        this.meters = meters;
    }

    /** Takes as many channels to open as there is room for, if so many are due; none if nobody can reach us. */
    List<ChannelTry> claim(Set<String> calendars, int max) {
        return address.map(url -> transactions
                        .single(() ->
                                channels.claim(calendars, url, PATIENCE, max).collectList())
                        .blockOptional()
                        .orElseThrow())
                .orElse(List.of());
    }

    /** Opens a channel, and says when the next one is due. */
    void open(ChannelTry attempt) {
        try {
            Instant until = calendar.watch(
                    attempt.calendarId(),
                    new NewChannel(
                            UUID.randomUUID().toString(), address.orElseThrow(), tokens.token(attempt.calendarId())));
            boolean ours = did(channels.opened(attempt, until));
            meters.channel(ours ? "opened" : "taken_over");
            log.info("calendar {}: its changes are told until {}", attempt.calendarId(), until);
        } catch (CalendarFailure failure) {
            putOff(attempt, backoff.after(failure, attempt.attempts()).orElse(WAIT_FOR_PEOPLE), failure);
        } catch (RuntimeException e) {
            putOff(attempt, backoff.afterOutage(attempt.attempts()), e);
        }
    }

    private void putOff(ChannelTry attempt, Duration pause, RuntimeException why) {
        meters.channel("failed");
        if (attempt.attempts() == 0) {
            log.warn(
                    "calendar {}: its changes are not told for now, and read as often as ever: {}",
                    attempt.calendarId(),
                    why.toString());
        } else {
            log.debug(
                    "calendar {}: attempt {} failed: {}", attempt.calendarId(), attempt.attempts() + 1, why.toString());
        }
        did(channels.putOff(attempt, pause));
    }

    private boolean did(Mono<Boolean> statement) {
        return Objects.requireNonNull(transactions.single(() -> statement).block());
    }
}
