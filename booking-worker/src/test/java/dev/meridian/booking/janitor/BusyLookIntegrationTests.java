package dev.meridian.booking.janitor;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.NINE;
import static dev.meridian.booking.TestDesk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.TestDesk;
import dev.meridian.bookings.upkeep.ChannelTry;
import dev.meridian.calendars.google.GoogleCalendar;
import dev.meridian.calendars.google.GoogleSettings;
import dev.meridian.calendars.sandbox.Fault;
import dev.meridian.calendars.sandbox.Operation;
import dev.meridian.calendars.sandbox.Sandbox;
import dev.meridian.calendars.sandbox.SandboxOptions;
import dev.meridian.scheduling.catalogue.CalendarUse;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Staff;
import dev.meridian.schema.Topics;
import dev.meridian.schema.calendar.BusyTime;
import dev.meridian.schema.calendar.CalendarBusy;
import dev.meridian.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What others are told of when calendars are busy, and what that costs. */
class BusyLookIntegrationTests {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final BusyTime AT_NINE = new BusyTime(NINE, NINE.plus(HOUR));

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.of(new SettableClock(NOW), BUSINESS_ZONE));
    private static final GoogleCalendar CALENDAR =
            GoogleCalendar.connect(GoogleSettings.local(SANDBOX.rootUrl(), SANDBOX.token()));

    private final TestJanitor janitor = new TestJanitor(desk, CALENDAR, "one", true);

    @BeforeEach
    void emptyCalendar() {
        SANDBOX.reset();
    }

    @AfterAll
    static void stop() {
        CALENDAR.close();
        SANDBOX.close();
    }

    @Test
    void aCalendarIsToldAtTheFirstLook() {
        SANDBOX.putEvent("primary", "Dentist", NINE, NINE.plus(HOUR));

        janitor.sync();

        CalendarBusy told = only();
        assertThat(told.getCalendarId()).isEqualTo("primary");
        assertThat(told.getFrom()).isEqualTo("2026-11-20T00:00:00Z");
        assertThat(told.getTo()).isEqualTo("2027-01-19T00:00:00Z");
        assertThat(told.getAsOf()).isEqualTo(NOW);
        assertThat(told.getBusy()).containsExactly(AT_NINE);
        assertThat(desk.count("outbox where topic = 'calendar.busy.v1' and key = 'primary'"))
                .isOne();
    }

    @Test
    void aChangeIsToldOnce() {
        janitor.sync();
        SANDBOX.putEvent("primary", "Dentist", NINE, NINE.plus(HOUR));

        janitor.syncAt(Duration.ofMinutes(2));
        janitor.syncAt(Duration.ofMinutes(4));

        assertThat(told()).hasSize(2);
        assertThat(told().getFirst().getBusy()).isEmpty();
        assertThat(told().getLast().getBusy()).containsExactly(AT_NINE);
    }

    @Test
    void aCalendarIsNotAskedWhereNothingHasChanged() {
        janitor.sync();
        SANDBOX.forgetCalls();

        assertThat(janitor.syncAt(Duration.ofMinutes(2))).isOne();
        assertThat(janitor.syncAt(Duration.ofMinutes(4))).isOne();

        assertThat(SANDBOX.calls(Operation.FREE_BUSY)).isEmpty();
    }

    @Test
    void whatChangesNoBusyTimeIsNotTold() {
        String event = SANDBOX.putEvent("primary", "Dentist", NINE, NINE.plus(HOUR));
        janitor.sync();

        SANDBOX.changeEvent("primary", event, "{\"summary\": \"Doctor\"}");
        janitor.syncAt(Duration.ofMinutes(2));
        janitor.syncs.request("primary", true).block();
        janitor.sync();

        assertThat(told()).hasSize(1);
        assertThat(SANDBOX.calls(Operation.FREE_BUSY)).hasSize(3);
    }

    @Test
    void eachDayIsToldWithoutAChange() {
        janitor.sync();

        janitor.syncAt(Duration.ofHours(14));
        janitor.syncAt(Duration.ofHours(15));

        assertThat(told()).hasSize(2);
        assertThat(told().getLast().getFrom()).isEqualTo("2026-11-21T00:00:00Z");
    }

    @Test
    void aCalendarThatIsOnlyReadIsToldToo() {
        SANDBOX.addCalendar("private", BUSINESS_ZONE);
        SANDBOX.putEvent("private", "Dentist", NINE, NINE.plus(HOUR));
        readToo("private");
        try {
            assertThat(janitor.sync()).isEqualTo(2);
            assertThat(toldOf("private")).hasSize(1);
            assertThat(toldOf("private").getFirst().getBusy()).containsExactly(AT_NINE);
            assertThat(SANDBOX.calls(Operation.LIST)).hasSize(1);
            // Nobody has to be told of its changes, and who may see when it is busy need not see more.
            assertThat(reachable().claimChannels())
                    .extracting(ChannelTry::calendarId)
                    .containsExactly("primary");

            SANDBOX.putEvent(
                    "private", "Lunch", NINE.plus(HOUR), NINE.plus(HOUR).plus(HOUR));
            janitor.syncAt(Duration.ofMinutes(2));
            janitor.syncAt(Duration.ofMinutes(4));

            assertThat(toldOf("private")).hasSize(2);
            assertThat(toldOf("private").getLast().getBusy())
                    .containsExactly(new BusyTime(NINE, NINE.plus(HOUR).plus(HOUR)));
            assertThat(toldOf("primary")).hasSize(1);
        } finally {
            desk.hire(Staff.standard(BUSINESS_ZONE), Schedule.standard(BUSINESS_ZONE));
        }
    }

    @Test
    void aCalendarThatDoesNotAnswerIsAskedAtTheNextLookAndTheRestIsDone() {
        janitor.sync();
        SANDBOX.putEvent("primary", "Dentist", NINE, NINE.plus(HOUR));
        SANDBOX.faults()
                .add(Fault.freeBusyError(SANDBOX.calendarId(), "internalError").times(1));
        SANDBOX.faults().add(Fault.freeBusyError("primary", "internalError").times(1));

        janitor.syncAt(Duration.ofMinutes(2));

        assertThat(told()).hasSize(1);
        assertThat(synced("failed")).isZero();
        SANDBOX.faults().clear();
        SANDBOX.forgetCalls();
        // The token has moved on: nothing has changed since.
        janitor.syncAt(Duration.ofMinutes(4));
        janitor.syncAt(Duration.ofMinutes(6));

        assertThat(told()).hasSize(2);
        assertThat(told().getLast().getBusy()).containsExactly(AT_NINE);
        assertThat(SANDBOX.calls(Operation.FREE_BUSY)).hasSize(1);
    }

    @Test
    void whoeverWasTakenOverTellsNothing() {
        var slow = janitor.claim().getFirst();
        desk.setClock(TestJanitor.at(Duration.ofMinutes(5)));
        TestJanitor other = new TestJanitor(desk, CALENDAR, "two", true);
        other.sync();

        janitor.run(slow);

        assertThat(told()).hasSize(1);
        assertThat(synced("taken_over")).isOne();
    }

    private static TestJanitor reachable() {
        return new TestJanitor(desk, CALENDAR, "reachable", true, URI.create("http://127.0.0.1:9/"));
    }

    private static void readToo(String calendarId) {
        Staff staff = Staff.standard(BUSINESS_ZONE);
        desk.hire(
                new Staff(
                        staff.id(),
                        staff.name(),
                        staff.zone(),
                        List.of(new CalendarUse("primary", true, true), new CalendarUse(calendarId, true, false)),
                        staff.schedule(),
                        staff.weight(),
                        staff.version()),
                Schedule.standard(BUSINESS_ZONE));
    }

    private double synced(String result) {
        var counter = janitor.meters
                .find("meridian.calendar.syncs")
                .tag("result", result)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private static CalendarBusy only() {
        assertThat(told()).hasSize(1);
        return told().getFirst();
    }

    private static List<CalendarBusy> toldOf(String calendarId) {
        return told().stream()
                .filter(told -> told.getCalendarId().equals(calendarId))
                .toList();
    }

    private static List<CalendarBusy> told() {
        return desk.waiting(Topics.CALENDAR_BUSY).stream()
                .map(CalendarBusy.class::cast)
                .toList();
    }
}
