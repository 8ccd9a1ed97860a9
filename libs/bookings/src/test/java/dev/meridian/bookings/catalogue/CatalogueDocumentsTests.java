package dev.meridian.bookings.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.catalogue.CatalogueDraft.Reference;
import dev.meridian.scheduling.catalogue.EffectiveDates;
import dev.meridian.scheduling.catalogue.Fault;
import dev.meridian.scheduling.catalogue.Location;
import dev.meridian.scheduling.catalogue.Question;
import dev.meridian.scheduling.catalogue.QuestionType;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CatalogueDocumentsTests {

    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final String STANDARD = """
            { "id": "standard", "name": "Standard appointment", "durations_minutes": [60], "interval_minutes": 60, "alignment": "WINDOW_START",
              "buffer_before_minutes": 0, "buffer_after_minutes": 0, "min_notice_minutes": 120, "window_days": 14, "max_per_day": null, "max_per_week": null,
              "capacity": 1, "requires_confirmation": false, "cancel_notice_minutes": 1440, "reschedule_notice_minutes": 1440,
              "staff": ["default"], "assignment": "LEAST_RECENT", "collective": false, "resources": [], "questions": [],
              "prices": [ {"duration_minutes": 60, "amount": "0.00", "currency": "INR"} ], "location": "NONE", "version": 1 }""";

    private final CatalogueDocuments documents = new CatalogueDocuments(KOLKATA);

    @Test
    void readsTheDocumentsOfTheInterface() {
        CatalogueDraft service = read(CatalogueKind.SERVICE, "standard", STANDARD);
        assertThat(service.faults()).isEmpty();
        assertThat(service.entry()).isEqualTo(Service.standard());
        assertThat(service.references()).containsExactly(new Reference("staff[0]", CatalogueKind.STAFF, "default"));

        CatalogueDraft staff = read(CatalogueKind.STAFF, "default", """
                { "id": "default", "name": "Default host", "zone": "Asia/Kolkata", "calendars": [ {"id": "primary", "read": true, "write": true} ],
                  "schedule": "default", "weight": 1, "version": 7 }""");
        assertThat(staff.faults()).isEmpty();
        assertThat(staff.entry()).isEqualTo(Staff.standard(KOLKATA));
        assertThat(staff.references()).containsExactly(new Reference("schedule", CatalogueKind.SCHEDULE, "default"));

        CatalogueDraft schedule = read(CatalogueKind.SCHEDULE, "default", """
                { "id": "default", "zone": "Asia/Kolkata", "weekly": [ {"days": ["MON","TUE","WED","THU","FRI","SAT"], "start": "18:30", "end": "03:30"} ], "breaks": [],
                  "overrides": [ {"date": "2026-12-31", "windows": [ {"start": "18:30", "end": "22:30"} ]} ], "holidays": {"country": "IN", "subdivision": null, "extra": []},
                  "busy": [], "effective": {"from": null, "to": null}, "version": 1 }""");
        assertThat(schedule.faults()).isEmpty();
        assertThat(((Schedule) Objects.requireNonNull(schedule.entry())).weekly())
                .isEqualTo(Schedule.standard(KOLKATA).weekly());
    }

    @Test
    void readsWhatItWrites() {
        String written = CatalogueJson.write(service("""
                {"name": "Review", "durations_minutes": [45, 90], "window_dates": {"from": "2026-12-01", "to": null},
                 "decision_minutes": 30, "location": "VIDEO",
                 "questions": [{"key": "topic", "label": "What about?", "type": "text", "required": true}],
                 "prices": [{"duration_minutes": 90, "amount": "1500.50", "currency": "INR"}]}"""));

        assertThat(written).contains("\"type\":\"text\"").contains("\"amount\":\"1500.50\"");
        assertThat(CatalogueJson.write(service(written))).isEqualTo(written);
        Service service = service(written);
        assertThat(service.windowDates()).isEqualTo(new EffectiveDates(LocalDate.of(2026, 12, 1), null));
        assertThat(service.location()).isEqualTo(Location.VIDEO);
        assertThat(service.questions()).containsExactly(new Question("topic", "What about?", QuestionType.TEXT, true));
    }

    @Test
    void whatIsAbsentIsAsAnInstallationStarts() {
        Service service = service("{\"name\": \"Plain\"}");
        assertThat(service.durationsMinutes()).containsExactly(60);
        assertThat(service.staff()).containsExactly("default");
        assertThat(service.prices()).isEmpty();
        assertThat(service.decisionMinutes()).isNull();
        assertThat(service.windowDates()).isNull();
        assertThat(read(CatalogueKind.SERVICE, "plain", "{\"name\": \"Plain\"}").references())
                .containsExactly(new Reference("staff", CatalogueKind.STAFF, "default"));

        assertThat(read(CatalogueKind.STAFF, "jo", "{\"name\": \"Jo\"}").entry())
                .isEqualTo(
                        new Staff("jo", "Jo", KOLKATA, Staff.standard(KOLKATA).calendars(), "default", 1, 1));
        assertThat(read(CatalogueKind.SCHEDULE, "never", "{\"weekly\": []}").entry())
                .isEqualTo(Schedule.weekly("never", KOLKATA, List.of()));
    }

    @Test
    void whoNamesTheLastDateMeansNoOtherEnd() {
        assertThat(service("{\"name\": \"S\", \"window_dates\": {\"from\": \"2027-05-03\", \"to\": \"2027-05-07\"}}")
                        .windowDays())
                .isEqualTo(Service.MAX_WINDOW_DAYS);
        assertThat(service("{\"name\": \"S\", \"window_days\": 3, \"window_dates\": {\"to\": \"2027-05-07\"}}")
                        .windowDays())
                .isEqualTo(3);
        assertThat(service("{\"name\": \"S\", \"window_dates\": {\"from\": \"2027-05-03\"}}")
                        .windowDays())
                .isEqualTo(14);
    }

    @Test
    void saysEverythingThatIsWrongWithAServiceAtOnce() {
        assertThat(faults(CatalogueKind.SERVICE, "svc", """
                {"id": "other", "name": "", "durations_minutes": [30, "60", 0], "interval_minutes": 1.5, "alignment": "window_start",
                 "buffer_before_minutes": -1, "window_dates": {"from": "2026-12-02", "to": "2026-12-01", "until": 1},
                 "max_per_day": 0, "capacity": "2", "staff": ["default", 7], "collective": "no",
                 "questions": [{"key": "a", "label": "A?", "type": "colour"}, {"key": "b", "label": " ", "type": "text", "required": 1}],
                 "location": "MOON", "color": "red"}"""))
                .containsExactlyInAnyOrder(
                        "id: other (expected: svc, as in the path)",
                        "name:  (expected: 1 to 200 characters, not all blank)",
                        "durations_minutes[1]: 60 (expected: a whole number)",
                        "durations_minutes[2]: 0 (expected: 1 to 527040)",
                        "interval_minutes: 1.5 (expected: a whole number)",
                        "alignment: window_start (expected: one of WINDOW_START, FREE_RANGE_CLOCK)",
                        "buffer_before_minutes: -1 (expected: 0 to 1440)",
                        "window_dates.until: 1 (expected: no such field; known are from, to)",
                        "window_dates.to: 2026-12-01 (expected: not before 2026-12-02)",
                        "max_per_day: 0 (expected: > 0, or null for no limit)",
                        "capacity: 2 (expected: a whole number)",
                        "staff[1]: 7 (expected: a text without control characters)",
                        "collective: no (expected: true or false)",
                        "questions[0].type: colour (expected: one of text, number, boolean, date, email, phone)",
                        "questions[1].required: 1 (expected: true or false)",
                        "questions[1].label:   (expected: 1 to 500 characters, not all blank)",
                        "location: MOON (expected: one of NONE, IN_PERSON, PHONE, VIDEO)",
                        "color: red (expected: no such field; known are alignment, assignment, buffer_after_minutes,"
                                + " buffer_before_minutes, cancel_notice_minutes, capacity, collective, decision_minutes,"
                                + " durations_minutes, id, interval_minutes, location, max_per_day, max_per_week,"
                                + " min_notice_minutes, name, prices, questions, requires_confirmation,"
                                + " reschedule_notice_minutes, resources, staff, version, window_dates, window_days)");
    }

    @Test
    void saysEverythingThatIsWrongWithAScheduleAtOnce() {
        assertThat(faults(CatalogueKind.SCHEDULE, "Night", """
                {"zone": "Mars/Olympus", "weekly": [{"days": ["MON", "MOON"], "start": "18:30", "end": "03:30"}, 1, {"days": [], "start": "9:00", "end": "24:01"}],
                 "breaks": [{"start": "12:00", "end": "13:00"}],
                 "overrides": [{"date": "2026-02-30", "windows": []}, {"date": "2026-12-31", "windows": [{"start": "24:00"}]}],
                 "holidays": {"country": "india", "extra": ["2026-12-25", "soon"]},
                 "busy": [{"start": "2026-12-01T09:00:00+05:30", "end": "2026-12-01T03:30:00Z"}, {"start": "2026-12-01T09:00"}],
                 "effective": {"from": "2026-12-31", "to": "2026-12-30"}}"""))
                .containsExactlyInAnyOrder(
                        "id: Night (expected: 1 to 64 of a-z, 0-9, '.', '_', '-', not starting with a sign)",
                        "zone: Mars/Olympus (expected: an IANA zone id such as Asia/Kolkata)",
                        "weekly[0].days[1]: MOON (expected: one of MON, TUE, WED, THU, FRI, SAT, SUN)",
                        "weekly[1]: 1 (expected: an object)",
                        "weekly[2].days: [] (expected: at least one of MON to SUN)",
                        "weekly[2].start: 9:00 (expected: HH:mm, 00:00 to 23:59)",
                        "weekly[2].end: 24:01 (expected: HH:mm, 00:00 to 24:00)",
                        "breaks[0].days: null (expected: a list of at most 500)",
                        "overrides[0].date: 2026-02-30 (expected: a date such as 2026-11-23)",
                        "overrides[1].windows[0].start: 24:00 (expected: HH:mm, 00:00 to 23:59)",
                        "overrides[1].windows[0].end: null (expected: a text without control characters)",
                        "holidays.country: india (expected: two capital letters of a country, for example IN or US, or null)",
                        "holidays.extra[1]: soon (expected: a date such as 2026-11-23)",
                        "busy[0].end: 2026-12-01T03:30:00Z (expected: after start)",
                        "busy[1].start: 2026-12-01T09:00 (expected: a time with offset such as 2026-11-23T09:00:00+05:30)",
                        "busy[1].end: null (expected: a time with offset such as 2026-11-23T09:00:00+05:30)",
                        "effective.to: 2026-12-30 (expected: not before 2026-12-31)");
    }

    @Test
    void namesPlacesAsTheyAreInTheDocument() {
        // The first price can not be read; the second one is still the second.
        assertThat(faults(CatalogueKind.SERVICE, "svc", """
                {"name": "S", "durations_minutes": [30],
                 "prices": [{"duration_minutes": 30, "amount": 5, "currency": "INR"}, {"duration_minutes": 45, "amount": "1e9", "currency": "RUPEE"},
                            {"duration_minutes": 45, "amount": "5.00", "currency": "INR"}]}"""))
                .containsExactlyInAnyOrder(
                        "prices[0].amount: 5 (expected: a text such as \"1500.00\")",
                        "prices[1].amount: 1e9 (expected: a text such as \"1500.00\")",
                        "prices[1].currency: RUPEE (expected: an ISO 4217 code such as INR)",
                        "prices[2].duration_minutes: 45 (expected: one of [30])");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                              | name: null (expected: a text without control characters)
            {"name": null}                                                  | name: null (expected: a text without control characters)
            {"name": "a\\u0000b"}                                           | name: a\0b (expected: a text without control characters)
            {"name": "S", "min_notice_minutes": 21600}                      | min_notice_minutes: 21600 (expected: less than today and the days of window_days, or nothing can ever be booked)
            {"name": "S", "max_per_day": 3, "max_per_week": 2}              | max_per_week: 2 (expected: not less than max_per_day, which could never be reached)
            {"name": "S", "interval_minutes": 4294967296}                   | interval_minutes: 4294967296 (expected: a whole number)
            {"name": "S", "staff": "default"}                               | staff: default (expected: a list of at most 500)
            {"name": "S", "staff": ["a", "a"]}                              | staff: a (expected: once)
            """)
    void refusesServicesThatMakeNoSense(String document, String fault) {
        assertThat(faults(CatalogueKind.SERVICE, "svc", document)).containsExactly(fault.replace("\\0", "\0"));
    }

    @Test
    void aNoticeOfAlmostTheWholeWindowIsAllowed() {
        assertThat(faults(CatalogueKind.SERVICE, "svc", "{\"name\": \"S\", \"min_notice_minutes\": 21599}"))
                .isEmpty();
    }

    private Service service(String document) {
        CatalogueDraft draft = read(CatalogueKind.SERVICE, "svc", document);
        assertThat(draft.faults()).isEmpty();
        return (Service) Objects.requireNonNull(draft.entry());
    }

    private List<String> faults(CatalogueKind kind, String id, String document) {
        CatalogueDraft draft = read(kind, id, document);
        assertThat(draft.entry() == null).isEqualTo(!draft.faults().isEmpty());
        return draft.faults().stream().map(Fault::toString).toList();
    }

    private CatalogueDraft read(CatalogueKind kind, String id, String document) {
        return documents.read(kind, id, JsonMapper.shared().readTree(document));
    }
}
