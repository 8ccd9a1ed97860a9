package dev.meridian.calendars.google;

import static dev.meridian.calendars.google.TestEvents.INDIA;
import static dev.meridian.calendars.google.TestEvents.START;
import static dev.meridian.calendars.google.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.meridian.calendars.Attendee;
import dev.meridian.calendars.BusyTimes;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure.OutcomeUnknown;
import dev.meridian.calendars.CalendarFailure.SyncTokenExpired;
import dev.meridian.calendars.CalendarFailure.Unavailable;
import dev.meridian.calendars.EventPatch;
import dev.meridian.calendars.sandbox.Fault;
import dev.meridian.calendars.sandbox.Operation;
import dev.meridian.calendars.sandbox.RecordedCall;
import dev.meridian.calendars.sandbox.Sandbox;
import dev.meridian.calendars.sandbox.SandboxOptions;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GoogleCalendarTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);
    private static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.of(CLOCK, INDIA));
    private static final GoogleCalendar CONNECTOR = GoogleCalendar.connect(withTimeout(Duration.ofSeconds(5)));

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @BeforeEach
    void reset() {
        SANDBOX.reset();
    }

    @Test
    void doesNotKnowWhatBecameOfAWriteWhoseAnswerIsLost() {
        for (var fault : List.of(
                Fault.lostAnswer(Operation.INSERT),
                Fault.truncated(Operation.INSERT),
                Fault.reset(Operation.INSERT),
                Fault.status(Operation.INSERT, 503, "backendError"))) {
            SANDBOX.reset();
            SANDBOX.faults().add(fault);

            assertThatExceptionOfType(OutcomeUnknown.class)
                    .as(fault.toString())
                    .isThrownBy(() -> CONNECTOR.insert("primary", event("abcde")));

            var committed = fault.kind() == Fault.Kind.LOST_ANSWER || fault.kind() == Fault.Kind.TRUNCATED;
            assertThat(CONNECTOR.get("primary", "abcde").isPresent()).isEqualTo(committed);
            assertThat(SANDBOX.calls(Operation.INSERT)).hasSize(1);
        }
    }

    @Test
    void givesUpAfterTheTimeoutWhileTheWriteMayStillArrive() {
        var impatient = GoogleCalendar.connect(withTimeout(Duration.ofMillis(200)));
        SANDBOX.faults().add(Fault.delay(Operation.INSERT, Duration.ofMillis(600)));

        assertThatExceptionOfType(OutcomeUnknown.class)
                .isThrownBy(() -> impatient.insert("primary", event("abcde")))
                .withStackTraceContaining("no complete answer within PT0.2S");
        assertThat(impatient.get("primary", "abcde")).isEmpty();
        await().untilAsserted(
                        () -> assertThat(impatient.get("primary", "abcde")).isPresent());
    }

    @Test
    void seesAWriteThatArrivesLongAfterItsConnectionEnded() {
        SANDBOX.faults().add(Fault.lateCommit(Operation.INSERT, Duration.ofMillis(300)));

        assertThatExceptionOfType(OutcomeUnknown.class).isThrownBy(() -> CONNECTOR.insert("primary", event("abcde")));
        assertThat(CONNECTOR.get("primary", "abcde")).isEmpty();
        await().untilAsserted(
                        () -> assertThat(CONNECTOR.get("primary", "abcde")).isPresent());
    }

    @Test
    void timesOutOnReadsWithoutAnyDoubtAboutTheCalendar() {
        var impatient = GoogleCalendar.connect(withTimeout(Duration.ofMillis(200)));
        SANDBOX.faults().add(Fault.delay(Operation.FREE_BUSY, Duration.ofMillis(600)));
        SANDBOX.faults().add(Fault.delay(Operation.LIST, Duration.ofMillis(600)));

        assertThat(impatient.freeBusy(List.of("primary"), START, START.plusSeconds(3600)))
                .hasEntrySatisfying("primary", b -> assertThat(b).isInstanceOf(BusyTimes.Unknown.class));
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> impatient.list("primary", START, START.plusSeconds(3600)));
    }

    @Test
    void sendsARealPatchAndTellsNobodyUnlessAsked() {
        var inserted = CONNECTOR.insert("primary", event("abcde", List.of("maria@example.com"), true));
        CONNECTOR.patch("primary", "abcde", EventPatch.move(hours(1, 2), INDIA, Map.of()), inserted.etag());
        CONNECTOR.delete("primary", "abcde");

        assertThat(SANDBOX.calls()).extracting(RecordedCall::method).containsExactly("POST", "PATCH", "DELETE");
        assertThat(SANDBOX.calls())
                .allSatisfy(call -> assertThat(call.query()).containsEntry("sendUpdates", List.of("none")));
        assertThat(SANDBOX.events("primary").getFirst()).doesNotContain("maria@example.com");
    }

    @Test
    void invitesWhereItIsSetToInvite() {
        var inviting = GoogleCalendar.connect(new GoogleSettings(
                SANDBOX.rootUrl(),
                null,
                null,
                SANDBOX.token(),
                "primary",
                true,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                List.of()));

        inviting.insert("primary", event("abcde", List.of("maria@example.com"), true));
        inviting.insert("primary", event("abcdf", List.of("maria@example.com"), false));

        assertThat(SANDBOX.calls(Operation.INSERT))
                .extracting(call -> call.query().get("sendUpdates"))
                .containsExactly(List.of("all"), List.of("none"));
        assertThat(SANDBOX.events("primary"))
                .allSatisfy(json -> assertThat(json).contains("maria@example.com"));
    }

    @Test
    void handsAttendeesBackAsTheyWereReadAndInvitesTheNew() {
        var inviting = GoogleCalendar.connect(new GoogleSettings(
                SANDBOX.rootUrl(),
                null,
                null,
                SANDBOX.token(),
                "primary",
                true,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                List.of()));
        inviting.insert("primary", event("abcde", List.of("maria@example.com"), true));
        SANDBOX.changeEvent("primary", "abcde", """
                {"attendees": [{"email": "maria@example.com", "responseStatus": "accepted", "displayName": "Maria",
                                "comment": "late", "optional": true, "additionalGuests": 2}]}""");
        var read = inviting.get("primary", "abcde").orElseThrow();

        var all = new ArrayList<>(read.attendees());
        all.add(Attendee.of("jo@example.com"));
        var patched =
                inviting.patch("primary", "abcde", EventPatch.marks(Map.of()).inviting(all), read.etag());

        assertThat(read.attendees())
                .containsExactly(new Attendee("maria@example.com", "Maria", "accepted", "late", true, false, 2));
        assertThat(patched.attendees())
                .containsExactly(
                        read.attendees().getFirst(),
                        new Attendee("jo@example.com", null, "needsAction", null, false, false, 0));
        assertThat(CONNECTOR
                        .patch("primary", "abcde", EventPatch.marks(Map.of("a", "b")), patched.etag())
                        .attendees())
                .as("a change that is not about people leaves them as they are")
                .isEqualTo(patched.attendees());
    }

    @Test
    void putsTheConfiguredCalendarForPrimary() {
        SANDBOX.addCalendar("clinic@meridian.example", INDIA);
        var clinic = GoogleCalendar.connect(new GoogleSettings(
                SANDBOX.rootUrl(),
                null,
                null,
                SANDBOX.token(),
                "clinic@meridian.example",
                false,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                List.of()));

        clinic.insert("primary", event("abcde"));

        assertThat(SANDBOX.events("clinic@meridian.example")).hasSize(1);
        assertThat(SANDBOX.events("primary")).isEmpty();
        assertThat(clinic.freeBusy(List.of("primary", SANDBOX.calendarId()), START, START.plusSeconds(3600)))
                .containsEntry("primary", new BusyTimes.Known(List.of(new TimeRange(START, START.plusSeconds(3600)))))
                .containsEntry(SANDBOX.calendarId(), new BusyTimes.Known(List.of()));
    }

    @Test
    void asksFreeBusyInRangesAndNumbersGoogleTakes() {
        var ids = IntStream.range(0, 51)
                .mapToObj(i -> "c" + i + "@meridian.example")
                .toList();
        ids.forEach(id -> SANDBOX.addCalendar(id, INDIA));
        SANDBOX.putEvent(ids.get(50), "across two chunks", day(59), day(61));
        SANDBOX.putEvent(ids.getFirst(), "at the end", day(199), day(300));

        var busy = CONNECTOR.freeBusy(ids, day(0), day(200));

        assertThat(busy).hasSize(51).doesNotContainValue(new BusyTimes.Unknown("x"));
        assertThat(busy.get(ids.get(50))).isEqualTo(new BusyTimes.Known(List.of(new TimeRange(day(59), day(61)))));
        assertThat(busy.get(ids.getFirst())).isEqualTo(new BusyTimes.Known(List.of(new TimeRange(day(199), day(200)))));
        assertThat(SANDBOX.calls(Operation.FREE_BUSY)).hasSize(2 * 4);
    }

    @Test
    void takesACalendarForUnknownWhenOneChunkFails() {
        SANDBOX.faults().add(Fault.delay(Operation.FREE_BUSY, Duration.ZERO));
        SANDBOX.faults().add(Fault.status(Operation.FREE_BUSY, 403, "rateLimitExceeded"));

        var busy = CONNECTOR.freeBusy(List.of("primary"), day(0), day(100));

        assertThat(busy.get("primary")).isEqualTo(new BusyTimes.Unknown("free/busy: 403 rateLimitExceeded"));
    }

    @Test
    void takesOnlyTheCalendarWithErrorsForUnknown() {
        SANDBOX.addCalendar("second@meridian.example", INDIA);
        SANDBOX.faults().add(Fault.freeBusyError("second@meridian.example", "somethingNew"));

        var busy = CONNECTOR.freeBusy(List.of("primary", "second@meridian.example"), day(0), day(1));

        assertThat(busy.get("primary")).isEqualTo(new BusyTimes.Known(List.of()));
        assertThat(busy.get("second@meridian.example")).isEqualTo(new BusyTimes.Unknown("free/busy: somethingNew"));
    }

    @Test
    void readsAllDayEventsInTheCalendarsZone() {
        SANDBOX.putEvent(
                "primary",
                "{\"summary\":\"Holiday\",\"start\":{\"date\":\"2026-11-25\"},\"end\":{\"date\":\"2026-11-26\"}}");
        var start = Instant.parse("2026-11-24T18:30:00Z");
        var day = new TimeRange(start, start.plus(Duration.ofDays(1)));

        var listed =
                CONNECTOR.list("primary", START, START.plus(Duration.ofDays(7))).getFirst();
        // A second connector has seen no list yet and has to ask for the zone.
        var read = GoogleCalendar.connect(withTimeout(Duration.ofSeconds(5))).get("primary", listed.id());

        assertThat(listed.allDay()).isTrue();
        assertThat(listed.time()).contains(day);
        assertThat(read.orElseThrow().time()).contains(day);
        assertThat(CONNECTOR.freeBusy(List.of("primary"), START, START.plus(Duration.ofDays(7))))
                .containsEntry("primary", new BusyTimes.Known(List.of(day)));
    }

    @Test
    void tellsWhatBlocksFromWhatDoesNot() {
        var busy = SANDBOX.putEvent("primary", "Dentist", START, START.plusSeconds(3600));
        SANDBOX.putEvent("primary", timed("\"summary\":\"Lunch, maybe\",\"transparency\":\"transparent\""));
        SANDBOX.putEvent(
                "primary",
                timed("\"attendees\":[{\"email\":\"%s\",\"responseStatus\":\"declined\"}]"
                        .formatted(SANDBOX.calendarId())));

        assertThat(CONNECTOR.list("primary", START, START.plusSeconds(60)))
                .hasSize(3)
                .filteredOn(CalendarEvent::blocks)
                .extracting(CalendarEvent::id)
                .containsExactly(busy);
        assertThat(CONNECTOR.freeBusy(List.of("primary"), START, START.plusSeconds(60)))
                .containsEntry("primary", new BusyTimes.Known(List.of(new TimeRange(START, START.plusSeconds(60)))));
    }

    @Test
    void followsPagesToTheEnd() {
        for (int i = 0; i < 2_600; i++) {
            SANDBOX.putEvent("primary", "e", START.plusSeconds(i), START.plusSeconds(i + 1));
        }

        assertThat(CONNECTOR.list("primary", START, day(30))).hasSize(2_600).isSortedAccordingTo((a, b) -> {
            var first = a.time().orElseThrow();
            return first.start().compareTo(b.time().orElseThrow().start());
        });
        assertThat(CONNECTOR.changes("primary", null).events()).hasSize(2_600);
    }

    @Test
    void saysWhenTheSyncTokenIsTooOld() {
        var token = CONNECTOR.changes("primary", null).syncToken();
        SANDBOX.expireSyncTokens("primary");

        assertThatExceptionOfType(SyncTokenExpired.class).isThrownBy(() -> CONNECTOR.changes("primary", token));
    }

    @Test
    void movesWhatAPersonMadeAnAllDayEvent() {
        CONNECTOR.insert("primary", event("abcde"));
        SANDBOX.changeEvent(
                "primary",
                "abcde",
                "{\"start\":{\"date\":\"2026-11-25\",\"dateTime\":null},\"end\":{\"date\":\"2026-11-26\",\"dateTime\":null}}");
        var allDay = CONNECTOR.get("primary", "abcde").orElseThrow();

        var moved = CONNECTOR.patch("primary", "abcde", EventPatch.move(hours(1, 2), INDIA, Map.of()), allDay.etag());

        assertThat(allDay.allDay()).isTrue();
        assertThat(moved.allDay()).isFalse();
        assertThat(moved.time()).contains(hours(1, 2));
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        var tasks = new ArrayList<Callable<CalendarEvent>>();
        for (int i = 0; i < 200; i++) {
            var id = "event" + i;
            tasks.add(() -> CONNECTOR.insert("primary", event(id)));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get().status()).isEqualTo(CalendarEvent.Status.CONFIRMED);
            }
        }
        assertThat(SANDBOX.events("primary")).hasSize(200);
    }

    private static GoogleSettings withTimeout(Duration timeout) {
        return new GoogleSettings(
                SANDBOX.rootUrl(),
                null,
                null,
                SANDBOX.token(),
                "primary",
                false,
                Duration.ofSeconds(2),
                timeout,
                List.of());
    }

    private static String timed(String more) {
        return "{\"start\":{\"dateTime\":\"2026-11-23T22:30:00+05:30\"},\"end\":{\"dateTime\":\"2026-11-23T23:30:00+05:30\"},%s}"
                .formatted(more);
    }

    private static TimeRange hours(int from, int to) {
        return new TimeRange(START.plus(Duration.ofHours(from)), START.plus(Duration.ofHours(to)));
    }

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }
}
