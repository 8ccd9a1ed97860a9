package dev.meridian.calendars;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.meridian.scheduling.time.TimeRange;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every provider behind the port does. Works in a random week of the far future, so that it can share a calendar, and leaves
 * only tombstones.
 */
public abstract class CalendarConnectorContract {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final String CALENDAR = "primary";

    private final Instant week = Instant.parse("2031-01-06T00:00:00Z")
            .plus(ThreadLocalRandom.current().nextInt(5_000), ChronoUnit.DAYS);
    private final List<String> written = new ArrayList<>();

    protected abstract CalendarConnector connector();

    /** The provider's clock. */
    protected abstract Instant now();

    /** An address that messages may be sent to; whether they come is not looked at here. */
    protected abstract URI address();

    @AfterEach
    void removeWhatWasWritten() {
        written.forEach(id -> connector().delete(CALENDAR, id));
    }

    @Test
    void insertsUnderOurIdAndReadsItBack() {
        var inserted = insert(event(newId(), 10, 11, false));

        var read = connector().get(CALENDAR, inserted.id()).orElseThrow();
        assertThat(read.status()).isEqualTo(CalendarEvent.Status.CONFIRMED);
        assertThat(read.time()).contains(hours(10, 11));
        assertThat(read.summary()).isEqualTo("Standard appointment – Test");
        assertThat(read.description()).contains("First line\nSecond line");
        assertThat(read.privateProperties()).containsEntry("meridian", "1").containsEntry("generation", "0");
        assertThat(read.blocks()).isTrue();
        assertThat(read.allDay()).isFalse();
        assertThat(read.htmlLink()).startsWith("http");
        assertThat(read.etag()).isNotEmpty().isEqualTo(inserted.etag());
    }

    @Test
    void refusesAnIdThatIsTaken() {
        var inserted = insert(event(newId(), 10, 11, false));

        assertThatExceptionOfType(CalendarFailure.AlreadyExists.class)
                .isThrownBy(() -> connector().insert(CALENDAR, event(inserted.id(), 12, 13, false)));
        assertThat(connector().get(CALENDAR, inserted.id()).orElseThrow().time())
                .contains(hours(10, 11));
    }

    @Test
    void keepsTheIdOfADeletedEventTaken() {
        var id = insert(event(newId(), 10, 11, false)).id();

        connector().delete(CALENDAR, id);
        connector().delete(CALENDAR, id);

        assertThat(connector().get(CALENDAR, id))
                .hasValueSatisfying(e -> assertThat(e.status()).isEqualTo(CalendarEvent.Status.CANCELLED));
        assertThatExceptionOfType(CalendarFailure.AlreadyExists.class)
                .isThrownBy(() -> connector().insert(CALENDAR, event(id, 10, 11, false)));
    }

    @Test
    void tellsAnUnknownEventFromAnUnknownCalendar() {
        assertThat(connector().get(CALENDAR, newId())).isEmpty();
        assertThatExceptionOfType(CalendarFailure.NotFound.class)
                .isThrownBy(() -> connector().get("nobody-has-this@group.calendar.google.com", newId()));
        assertThatExceptionOfType(CalendarFailure.NotFound.class)
                .isThrownBy(() -> connector().delete(CALENDAR, newId()));
    }

    @Test
    void listsWhatOverlapsAndNotWhatOnlyTouches() {
        var second = insert(event(newId(), 11, 12, true));
        var first = insert(event(newId(), 9, 11, false));
        var before = insert(event(newId(), 8, 10, false));
        connector().delete(CALENDAR, insert(event(newId(), 10, 11, false)).id());

        assertThat(connector().list(CALENDAR, hour(10), hour(12)))
                .extracting(CalendarEvent::id)
                .containsExactly(first.id(), second.id());
        assertThat(connector().list(CALENDAR, hour(8), hour(9)))
                .extracting(CalendarEvent::id)
                .containsExactly(before.id());
    }

    @Test
    void mergesAndClipsBusyTimes() {
        insert(event(newId(), 10, 12, false));
        insert(event(newId(), 11, 13, false));
        insert(event(newId(), 13, 14, false));
        insert(event(newId(), 15, 16, true));
        insert(event(newId(), 18, 22, false));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(connector().freeBusy(List.of(CALENDAR), hour(9), hour(20)))
                        .containsExactly(
                                Map.entry(CALENDAR, new BusyTimes.Known(List.of(hours(10, 14), hours(18, 20))))));
    }

    @Test
    void takesAnUnknownCalendarForUnknownAndNotForFree() {
        var nobody = "nobody-has-this@group.calendar.google.com";

        var busy = connector().freeBusy(List.of(nobody, CALENDAR), hour(0), hour(24));

        assertThat(busy.get(nobody)).isInstanceOf(BusyTimes.Unknown.class);
        assertThat(busy.get(CALENDAR)).isInstanceOf(BusyTimes.Known.class);
    }

    @Test
    void movesAnEventAndKeepsWhatOthersWrote() {
        var event = insert(event(newId(), 10, 11, false));

        var moved = connector()
                .patch(
                        CALENDAR,
                        event.id(),
                        EventPatch.move(hours(14, 15), INDIA, Map.of("generation", "1")),
                        event.etag());

        assertThat(moved.time()).contains(hours(14, 15));
        assertThat(moved.summary()).isEqualTo(event.summary());
        assertThat(moved.privateProperties()).containsEntry("meridian", "1").containsEntry("generation", "1");
        assertThat(moved.etag()).isNotEqualTo(event.etag());
    }

    @Test
    void rewritesWhatAnEventTellsAndLeavesItsTimeAndMarks() {
        var event = insert(event(newId(), 10, 11, false));

        var rewritten = connector()
                .patch(CALENDAR, event.id(), EventPatch.rewrite("Erased", "Nothing.", List.of()), event.etag());

        assertThat(rewritten.summary()).isEqualTo("Erased");
        assertThat(rewritten.description()).isEqualTo("Nothing.");
        assertThat(rewritten.time()).isEqualTo(event.time());
        assertThat(rewritten.privateProperties()).isEqualTo(event.privateProperties());
    }

    @Test
    void refusesAPatchWithAnOldEtag() {
        var event = insert(event(newId(), 10, 11, false));
        var renamed = new EventPatch("Renamed", null, null, null, null, Map.of(), false);
        connector().patch(CALENDAR, event.id(), renamed, event.etag());

        assertThatExceptionOfType(CalendarFailure.PreconditionFailed.class)
                .isThrownBy(() -> connector()
                        .patch(CALENDAR, event.id(), EventPatch.move(hours(1, 2), INDIA, Map.of()), event.etag()));
        assertThat(connector().get(CALENDAR, event.id()).orElseThrow().time()).contains(hours(10, 11));
    }

    @Test
    void tellsWhatChangedSinceTheToken() {
        var stays = insert(event(newId(), 10, 11, false));
        var all = connector().changes(CALENDAR, null);
        assertThat(all.complete()).isTrue();
        assertThat(all.events()).extracting(CalendarEvent::id).contains(stays.id());

        var added = insert(event(newId(), 12, 13, false));
        connector().delete(CALENDAR, stays.id());
        var changes = connector().changes(CALENDAR, all.syncToken());

        assertThat(changes.complete()).isFalse();
        assertThat(changes.events())
                .filteredOn(e -> e.id().equals(added.id()) || e.id().equals(stays.id()))
                .extracting(CalendarEvent::id, CalendarEvent::status)
                .containsExactlyInAnyOrder(
                        tuple(added.id(), CalendarEvent.Status.CONFIRMED),
                        tuple(stays.id(), CalendarEvent.Status.CANCELLED));
        assertThat(connector().changes(CALENDAR, changes.syncToken()).events())
                .extracting(CalendarEvent::id)
                .doesNotContain(added.id());
    }

    @Test
    void watchesForAWhileUnderAnIdThatIsUsedOnce() {
        var channel = new NewChannel(UUID.randomUUID().toString(), address(), "token");

        assertThat(connector().watch(CALENDAR, channel)).isAfter(now().plus(Duration.ofHours(1)));

        assertThatExceptionOfType(CalendarFailure.PermanentFailure.class)
                .isThrownBy(() -> connector().watch(CALENDAR, channel))
                .satisfies(e -> assertThat(e.reason()).isEqualTo("channelIdNotUnique"));
    }

    @Test
    void doesNotWatchAnUnknownCalendar() {
        var channel = new NewChannel(UUID.randomUUID().toString(), address(), "token");

        assertThatExceptionOfType(CalendarFailure.NotFound.class)
                .isThrownBy(() -> connector().watch("nobody-has-this@group.calendar.google.com", channel));
    }

    private CalendarEvent insert(NewEvent event) {
        written.add(event.id());
        return connector().insert(CALENDAR, event);
    }

    private NewEvent event(String id, int from, int to, boolean transparent) {
        return new NewEvent(
                id,
                "Standard appointment – Test",
                "First line\nSecond line",
                hour(from),
                hour(to),
                INDIA,
                transparent,
                Map.of("meridian", "1", "generation", "0"),
                List.of(),
                false);
    }

    private TimeRange hours(int from, int to) {
        return new TimeRange(hour(from), hour(to));
    }

    private Instant hour(int hour) {
        return week.plus(Duration.ofHours(hour));
    }

    private static String newId() {
        return HexFormat.of().formatHex(UUID.randomUUID().toString().getBytes(UTF_8));
    }
}
