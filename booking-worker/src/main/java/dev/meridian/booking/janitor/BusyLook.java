package dev.meridian.booking.janitor;

import dev.meridian.bookings.request.PayloadHash;
import dev.meridian.bookings.upkeep.BusyTold;
import dev.meridian.bookings.upkeep.CalendarSync;
import dev.meridian.calendars.BusyDays;
import dev.meridian.calendars.BusyTimes;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a calendar when it is busy, if that may have changed since it was told last: something in the calendar has, a new day has
 * begun, or it did not answer the last time. Never fails: of a calendar that does not answer nothing is told until it does.
 * Blocks; for virtual threads, outside of transactions.
 */
final class BusyLook {

    private static final Logger log = LoggerFactory.getLogger(BusyLook.class);

    private final CalendarConnector calendar;
    private final CalendarBusyPublisher publisher;
    private final Clock clock;
    private final JanitorMeters meters;

    BusyLook(CalendarConnector calendar, CalendarBusyPublisher publisher, Clock clock, JanitorMeters meters) {
        this.calendar = calendar;
        this.publisher = publisher;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Looks; answers what is to be told and stored when the look at the calendar ends.
     *
     * @param changed whether something in the calendar may have changed since the last look
     */
    BusyNews look(CalendarSync sync, boolean changed) {
        TimeRange days = BusyDays.around(sync.at());
        if (!changed && days.end().equals(sync.told().until())) {
            return new BusyNews(sync.told(), null);
        }
        try {
            return ask(sync, days);
        } catch (RuntimeException e) {
            return unknown(sync, e.toString());
        }
    }

    private BusyNews ask(CalendarSync sync, TimeRange days) {
        String calendarId = sync.calendarId();
        Instant asOf = clock.instant();
        BusyTimes answer = calendar.freeBusy(List.of(calendarId), days.start(), days.end())
                .getOrDefault(calendarId, new BusyTimes.Unknown("not in the answer"));
        return switch (answer) {
            case BusyTimes.Known known -> {
                BusyTold now = new BusyTold(digest(days, known.busy()), days.end());
                boolean same = Objects.equals(now.digest(), sync.told().digest());
                meters.busy(same ? "unchanged" : "told");
                yield new BusyNews(now, same ? null : publisher.busy(calendarId, days, asOf, known.busy()));
            }
            case BusyTimes.Unknown unknown -> unknown(sync, unknown.reason());
        };
    }

    private BusyNews unknown(CalendarSync sync, String why) {
        meters.busy("unknown");
        if (sync.told().until() == null) {
            log.debug("calendar {}: still does not say when it is busy: {}", sync.calendarId(), why);
        } else {
            log.warn(
                    "calendar {}: does not say when it is busy, asked again at the next look: {}",
                    sync.calendarId(),
                    why);
        }
        return new BusyNews(sync.told().inDoubt(), null);
    }

    private static String digest(TimeRange days, List<TimeRange> busy) {
        return PayloadHash.of(days + busy.stream().map(TimeRange::toString).collect(Collectors.joining()))
                .hex();
    }
}
