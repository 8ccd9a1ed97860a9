package dev.meridian.gateway.retell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.catalogue.CatalogueJson;
import dev.meridian.gateway.EdgeTest;
import dev.meridian.gateway.FakeCustomers;
import dev.meridian.gateway.FakeParts;
import dev.meridian.gateway.Http;
import dev.meridian.gateway.Offers;
import dev.meridian.gateway.TestGateway;
import dev.meridian.gateway.request.AvailabilityAnswer;
import dev.meridian.gateway.request.AvailabilityQuestion;
import dev.meridian.gateway.request.Slot;
import dev.meridian.scheduling.catalogue.Holidays;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.suggestion.PartOfDay;
import dev.meridian.scheduling.suggestion.Preferences;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@EdgeTest
class CheckAvailabilityTests {

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final LocalDate LAST_DAY = LocalDate.parse("2026-12-04");

    private final Http http;
    private final FakeParts parts;

    private final FakeCustomers customers;

    CheckAvailabilityTests(
            @Autowired WebTestClient client, @Autowired FakeParts parts, @Autowired FakeCustomers customers) {
        this.http = new Http(client);
        this.parts = parts;
        this.customers = customers;
    }

    @BeforeEach
    void reset() {
        parts.reset();
        customers.reset();
    }

    @Test
    void asksInTheNameOfWhoeversLineItIsAndReadsNoReasonsAloud() {
        UUID ada = customers.know("+12137771234", "ada@example.org");
        parts.offer(Offers.of(Offers.MONDAY_9));
        Http.Reply reply = check("\"phone\":\"+12137770000\"");
        assertThat(parts.questions.getFirst().customerId()).isEqualTo(ada);
        assertThat(reply.json().at("/suggestions/0/start").asString()).isEqualTo("2026-11-23T09:00:00-08:00");
        assertThat(reply.text()).doesNotContain("preferred_time").doesNotContain("score");
    }

    @Test
    void asksForAnybodyWhereTheLineIsNobodysOrNobodyCanBeRead() {
        customers.know("+12137770000", "ada@example.org");
        check("");
        customers.readable = false;
        check("");
        assertThat(parts.questions).extracting(AvailabilityQuestion::customerId).containsExactly(null, null);
    }

    @Test
    void offersFreeTimesOnTheCallersClock() {
        parts.offer(Offers.of(Offers.MONDAY_9, Offers.MONDAY_10, Offers.TUESDAY_9));
        Http.Reply reply = check("\"time_zone\":\"Pacific Time Zone\",\"date\":\"2026-11-23\"");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/status")).isEqualTo("available");
        assertThat(reply.at("/time_zone")).isEqualTo("America/Los_Angeles");
        assertThat(reply.at("/business_time_zone")).isEqualTo("Asia/Kolkata");
        assertThat(reply.at("/as_of")).isEqualTo("2026-11-20T18:00:00.250Z");
        assertThat(reply.json().at("/slots").toString())
                .startsWith(
                        "[{\"start\":\"2026-11-23T09:00:00-08:00\",\"end\":\"2026-11-23T10:00:00-08:00\","
                                + "\"spoken\":\"Monday, November 23 at 9 AM Pacific Time\","
                                + "\"business_start\":\"2026-11-23T22:30:00+05:30\",\"staff\":\"default\",\"staff_available\":[\"default\"]}");
        assertThat(reply.at("/message"))
                .isEqualTo("I can offer Monday, November 23 at 9 or 10 AM, or "
                        + "Tuesday, November 24 at 9 AM, Pacific Time. Which suits you?");
        AvailabilityQuestion question = parts.questions.getFirst();
        assertThat(question.zone().getId()).isEqualTo("America/Los_Angeles");
        assertThat(question.from()).isEqualTo(LocalDate.parse("2026-11-23"));
        assertThat(question.to()).isEqualTo(LocalDate.parse("2026-11-23"));
        assertThat(question.source()).isEqualTo("retell");
    }

    @Test
    void asksForTwoWeeksByDefaultInTheZoneOfTheNumber() {
        check("");
        AvailabilityQuestion question = parts.questions.getFirst();
        assertThat(question.zone().getId()).isEqualTo("America/Los_Angeles");
        assertThat(question.from()).isEqualTo(LocalDate.parse("2026-11-20"));
        assertThat(question.to()).isEqualTo(LocalDate.parse("2026-12-04"));
        assertThat(question.part()).isEqualTo(PartOfDay.ANY);
        assertThat(question.service()).isNull();
        assertThat(question.staff()).isNull();
        assertThat(question.durationMinutes()).isNull();
    }

    @Test
    void fallsBackToTheDefaultZoneOnWebCalls() {
        Signed.post(
                http,
                "/retell/functions/check_availability",
                "{\"name\":\"check_availability\",\"args\":{},\"call\":{\"call_type\":\"web_call\",\"call_id\":\"w\"}}",
                Instant.parse(TestGateway.NOW));
        assertThat(parts.questions.getFirst().zone().getId()).isEqualTo("America/New_York");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "date":"tomorrow"                                     | 2026-11-21 | 2026-11-21
                    "date":"next Tuesday"                                 | 2026-11-24 | 2026-11-24
                    "date":"11/24"                                        | 2026-11-24 | 2026-11-24
                    "date":"2024-11-23"                                   | 2026-11-23 | 2026-11-23
                    "date":"2026-11-19"                                   | 2027-11-19 | 2027-11-19
                    "date":"{{date}}"                                     | 2026-11-20 | 2026-12-04
                    "start_date":"2026-11-24"                             | 2026-11-24 | 2026-12-08
                    "end_date":"2026-11-24"                               | 2026-11-20 | 2026-11-24
                    "start_date":"2026-11-23","end_date":"2026-11-25"     | 2026-11-23 | 2026-11-25
                    "start_date":"2026-11-01","end_date":"2026-11-25"     | 2026-11-20 | 2026-11-25
                    "start_date":"2024-11-23","end_date":"2024-11-25"     | 2026-11-23 | 2026-11-25
                    "date":"2026-11-23","start_date":"2026-11-25"         | 2026-11-23 | 2026-11-23
                    "date":"next week"                                    | 2026-11-23 | 2026-11-29
                    "date":"between Monday and Wednesday"                 | 2026-11-23 | 2026-11-25
                    "start_date":"next week"                              | 2026-11-23 | 2026-11-29
                    "start_date":"tomorrow","end_date":"next week"        | 2026-11-21 | 2026-11-29
                    "date":"tomorrow morning"                             | 2026-11-21 | 2026-11-21
                    "date":"tonight"                                      | 2026-11-20 | 2026-11-20
                    "date":"Monday, November 23, 2023"                    | 2026-11-23 | 2026-11-23
                    "date":" `２０２６-11-23`. "                           | 2026-11-23 | 2026-11-23
                    "date":["2026-11-23"]                                 | 2026-11-23 | 2026-11-23
                    "date":20261123                                       | 2026-11-23 | 2026-11-23
                    "date":"null","end_date":""                           | 2026-11-20 | 2026-12-04
                    "date":"TOMORROW!"                                    | 2026-11-21 | 2026-11-21
                    "date":"as soon as possible"                          | 2026-11-20 | 2026-12-04
                    """)
    void fixesDates(String arguments, LocalDate from, LocalDate to) {
        check(arguments);
        assertThat(parts.questions.getFirst().from()).isEqualTo(from);
        assertThat(parts.questions.getFirst().to()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "time_zone":"IST"                                  | time_zone
                    "time_zone":"CST","date":"2026-11-23"              | time_zone
                    "time_zone":"Middle-earth"                         | time_zone
                    "date":"2026-02-30"                                | date
                    "date":"whenever"                                  | date
                    "date":"yesterday"                                 | date
                    "date":"Friday"                                    | date
                    "date":"Tuesday, November 23"                      | date
                    "start_date":"soon"                                | start_date
                    "end_date":"later"                                 | end_date
                    "start_date":"2026-11-25","end_date":"2026-11-24"  | end_date
                    "date":["2026-11-23","2026-11-24"]                 | date
                    "date":true                                        | date
                    "date":{"day":1}                                   | date
                    "date":"February 29, 2027"                         | date
                    "date":"last week Monday"                          | date
                    "date":"Thursday, November 23, 2023"               | date
                    "part_of_day":"teatime"                            | part_of_day
                    "part_of_day":"night"                              | part_of_day
                    "time":"at nine"                                   | time
                    "time":"midnight"                                  | time
                    "part_of_day":"evening","time":"9 AM"              | time
                    "service":"massage"                                | service
                    "staff":"Nobody"                                   | staff
                    "duration_minutes":"long"                          | duration_minutes
                    "duration_minutes":0                               | duration_minutes
                    """)
    void asksForWhatIsUnclearAndPublishesNothing(String arguments, String field) {
        Http.Reply reply = check(arguments);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/status")).isEqualTo("needs_input");
        assertThat(reply.at("/field")).isEqualTo(field);
        assertThat(parts.questions).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.meridian.gateway.PeerCases#noDates")
    void asksAboutADateThatIsNone(String text) {
        Http.Reply reply = check("\"date\":\"" + text + "\"");
        assertThat(reply.at("/status")).isEqualTo("needs_input");
        assertThat(reply.at("/field")).isEqualTo("date");
        assertThat(parts.questions).isEmpty();
    }

    @Test
    void givesChoicesForAmbiguousZones() {
        JsonNode choices = Signed.post(
                        http,
                        "/retell/functions/check_availability",
                        "{\"name\":\"check_availability\",\"args\":{\"time_zone\":\"CST\"},\"call\":{\"call_id\":\"w\"}}",
                        Instant.parse(TestGateway.NOW))
                .json()
                .at("/choices");
        assertThat(choices.toString()).contains("America/Chicago", "Asia/Shanghai");
    }

    @Test
    void asksWhichServiceOnlyWhereANameFitsSeveral() {
        parts.services = List.of(
                Service.standard(),
                FakeParts.service("first", "First visit"),
                FakeParts.service("second", "Second visit"));
        assertThat(check("\"service\":\"visit\"").json().at("/choices").toString())
                .isEqualTo("[\"First visit\",\"Second visit\"]");
        check("\"service\":\"first visit\"");
        assertThat(parts.questions.getFirst().service()).isEqualTo("first");
    }

    @Test
    void passesOnWhatElseWasSaid() {
        check("\"part_of_day\":\"Morning\",\"duration_minutes\":60,\"staff\":\"default host\"");
        AvailabilityQuestion question = parts.questions.getFirst();
        assertThat(question.part()).isEqualTo(PartOfDay.MORNING);
        assertThat(question.durationMinutes()).isEqualTo(60);
        assertThat(question.staff()).isEqualTo("default");
    }

    @Test
    void saysTheFullDateWhereItHadToRollOne() {
        parts.offer(Offers.of(Offers.MONDAY_9));
        assertThat(check("\"date\":\"2024-11-23\"").at("/message")).contains("Monday, November 23, 2026");
    }

    @Test
    void saysUntilWhenItCanBook() {
        parts.offer(Offers.none("2026-12-04"));
        Http.Reply reply = check("\"date\":\"2027-05-03\"");
        assertThat(reply.at("/status")).isEqualTo("none");
        assertThat(reply.at("/message")).contains("until Friday, December 4");
        assertThat(reply.json().at("/slots").isEmpty()).isTrue();
    }

    @Test
    void saysThatAServiceIsOverAndNotThatADayIsTooFarAhead() {
        parts.offer(Offers.none("2026-10-31"));
        Http.Reply reply = check("\"date\":\"2026-11-23\"");
        assertThat(reply.at("/status")).isEqualTo("none");
        assertThat(reply.at("/message"))
                .isEqualTo("This could be booked until Saturday, October 31, and can not be booked any more.");
    }

    @Test
    void saysThatADayIsFullAndAllAfterIt() {
        parts.offer(Offers.none("2026-12-04"));
        Http.Reply reply = check("\"date\":\"2026-11-23\",\"part_of_day\":\"evening\"");
        assertThat(reply.at("/status")).isEqualTo("none");
        assertThat(reply.at("/message"))
                .isEqualTo("Nothing is free in the evening on Monday, November 23. There is nothing later either until"
                        + " Friday, December 4, which is as far as I can book.");
        assertThat(parts.questions)
                .extracting(AvailabilityQuestion::from)
                .last()
                .isEqualTo(MONDAY.plusDays(1));
        assertThat(parts.questions).extracting(AvailabilityQuestion::to).last().isEqualTo(LAST_DAY);
        assertThat(parts.questions).extracting(AvailabilityQuestion::part).containsOnly(PartOfDay.EVENING);
        assertThat(parts.questions).extracting(AvailabilityQuestion::requestId).doesNotHaveDuplicates();
    }

    @Test
    void offersOtherDaysWhereTheNextAreNotKnown() {
        parts.available = question -> Mono.just(
                question.from().equals(MONDAY) ? Offers.none("2026-12-04") : new AvailabilityAnswer.Unknown());
        assertThat(check("\"date\":\"2026-11-23\"").at("/message"))
                .isEqualTo("Nothing is free on Monday, November 23. Shall I look at other days?");
    }

    /** The default host works from 18:30 to 03:30 in India: 5 AM to 2 PM on the caller's weekdays. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "date":"2026-11-22"                          | We are closed on Sunday, November 22, but
                    "date":"this weekend"                        | Nothing is free from Saturday, November 21 to Sunday, November 22, but
                    "date":"2026-11-21"                          | There is no free time left on Saturday, November 21, but
                    "date":"2026-11-21","part_of_day":"evening"  | We have no appointments in the evening on Saturday, November 21, but
                    "date":"2026-11-21","part_of_day":"morning"  | Nothing is free in the morning on Saturday, November 21, but
                    """)
    void saysWhyAndOffersTheNextDayThatHasSomething(String arguments, String why) {
        parts.work(Schedule.standard(FakeParts.INDIA));
        parts.available = question -> Mono.just(
                question.to().isBefore(MONDAY)
                        ? Offers.none("2026-12-04")
                        : Offers.of(Offers.MONDAY_9, Offers.MONDAY_10, Offers.TUESDAY_9));
        Http.Reply reply = check(arguments);
        assertThat(reply.at("/status")).isEqualTo("none");
        assertThat(reply.at("/message"))
                .isEqualTo(why + " I can offer Monday, November 23 at 9 or 10 AM, Pacific Time. Which suits you?");
        assertThat(reply.json().at("/slots").isEmpty()).isTrue();
        assertThat(reply.json().at("/more").asBoolean(true)).isFalse();
        assertThat(reply.at("/suggestions/0/start")).isEqualTo("2026-11-23T09:00:00-08:00");
        assertThat(reply.json().at("/suggestions").size()).isEqualTo(2);
    }

    @Test
    void saysThatItIsAHoliday() {
        Schedule schedule = Schedule.standard(FakeParts.INDIA);
        parts.work(new Schedule(
                schedule.id(),
                schedule.zone(),
                schedule.weekly(),
                schedule.breaks(),
                schedule.overrides(),
                new Holidays(null, null, List.of(LocalDate.parse("2026-11-21"))),
                schedule.busy(),
                schedule.effective(),
                1));
        parts.available = question ->
                Mono.just(question.to().isBefore(MONDAY) ? Offers.none("2026-12-04") : Offers.of(Offers.MONDAY_9));
        assertThat(check("\"date\":\"2026-11-21\"").at("/message"))
                .isEqualTo("We are closed for a holiday on Saturday, November 21, but I can offer Monday, November 23"
                        + " at 9 AM, Pacific Time. Which suits you?");
    }

    @Test
    void saysThatItIsOfferedLaterOnly() {
        parts.work(Schedule.standard(FakeParts.INDIA));
        parts.services = List.of(CatalogueJson.read(
                CatalogueJson.write(Service.standard())
                        .replace("\"window_dates\":null", "\"window_dates\":{\"from\":\"2026-11-23\",\"to\":null}"),
                Service.class));
        parts.available = question ->
                Mono.just(question.to().isBefore(MONDAY) ? Offers.none("2026-12-04") : Offers.of(Offers.MONDAY_9));
        assertThat(check("\"date\":\"2026-11-21\"").at("/message"))
                .isEqualTo("That is not offered yet on Saturday, November 21, but I can offer Monday, November 23"
                        + " at 9 AM, Pacific Time. Which suits you?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "time":"after nine thirty am"          | available | 10
                    "time":"before 10 am"                  | available | 9
                    "part_of_day":"between 8 and 9:30 am"  | available | 9
                    "time":"around nine am"                | available | 9
                    "time":"10 AM"                         | available | 10
                    "date":"Monday before 10 am"           | available | 9
                    "date":"Monday","part_of_day":"late morning" | available | 10
                    """)
    void keepsToTheHoursThatWereSaid(String arguments, String status, int hour) {
        parts.offer(Offers.of(Offers.MONDAY_9, Offers.MONDAY_10));
        Http.Reply reply = check(arguments);
        assertThat(reply.at("/status")).isEqualTo(status);
        assertThat(reply.json().at("/slots").size()).isEqualTo(1);
        assertThat(reply.json().at("/suggestions").size()).isEqualTo(1);
        assertThat(reply.at("/slots/0/start")).contains("T%02d:00".formatted(hour));
        assertThat(parts.questions.getFirst().part()).isEqualTo(PartOfDay.ANY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "time":"9 AM"                                | available | 2026-11-24T09:00:00-08:00
                    "time":"before 11 am"                        | available | 2026-11-24T09:00:00-08:00
                    "time":"between 8 and 10 am"                 | available | 2026-11-24T09:00:00-08:00
                    "part_of_day":"late morning"                 | available | 2026-11-23T10:00:00-08:00
                    "date":"next week","time":"after 5 pm"       | none      | 2026-11-24T09:00:00-08:00
                    """)
    void whatTheCustomerLikesComesFirstAtTheHoursThatWereSaidToo(String arguments, String status, String first) {
        parts.offer(Offers.of(Offers.MONDAY_9, Offers.MONDAY_10, Offers.TUESDAY_9));
        UUID ada = customers.know("+12137771234", "ada@example.org");
        customers.preferences.put(ada, new Preferences(Set.of(Weekday.TUE), List.of(), 0, null, 1));
        Http.Reply reply = check(arguments);
        assertThat(reply.at("/status")).isEqualTo(status);
        assertThat(reply.at("/suggestions/0/start")).isEqualTo(first);
        customers.reset();
        assertThat(check(arguments).at("/suggestions/0/start")).startsWith("2026-11-23T");
    }

    @Test
    void offersOtherHoursOfTheDayWhereTheseAreTaken() {
        parts.offer(Offers.of(Offers.MONDAY_9, Offers.MONDAY_10));
        Http.Reply reply = check("\"date\":\"Monday\",\"time\":\"after 5 pm\"");
        assertThat(reply.at("/status")).isEqualTo("none");
        assertThat(reply.at("/message"))
                .isEqualTo(
                        "Nothing is free after 5 PM on Monday, November 23, but I can offer 9 or 10 AM, Pacific Time."
                                + " Which suits you?");
        assertThat(parts.questions).hasSize(1);
    }

    @Test
    void takesTheHalfOfTheDayInWhichSomebodyWorks() {
        parts.offer(Offers.of(Offers.MONDAY_9, Offers.MONDAY_10));
        parts.work(Schedule.standard(FakeParts.INDIA));
        assertThat(check("\"date\":\"Monday\",\"time\":\"at nine\"").at("/slots/0/start"))
                .isEqualTo("2026-11-23T09:00:00-08:00");
        parts.work(Schedule.weekly(
                "default", FakeParts.INDIA, List.of(WeeklyWindow.of(Set.of(Weekday.values()), "00:00", "24:00"))));
        Http.Reply both = check("\"date\":\"Monday\",\"time\":\"at nine\"");
        assertThat(both.at("/status")).isEqualTo("needs_input");
        assertThat(both.at("/message")).isEqualTo("Do you mean at 9 AM or at 9 PM?");
        assertThat(both.json().at("/choices").toString()).isEqualTo("[\"at 9 AM\",\"at 9 PM\"]");
    }

    @Test
    void keepsTheAnswerShort() {
        parts.offer(Offers.many(400));
        Http.Reply reply = check("\"time_zone\":\"America/Argentina/ComodRivadavia\"");
        assertThat(reply.text()).hasSizeLessThan(15_000);
        assertThat(reply.json().at("/slots").size()).isEqualTo(40);
        assertThat(reply.json().at("/suggestions").size()).isEqualTo(3);
        assertThat(reply.json().at("/more").asBoolean()).isTrue();
    }

    @Test
    void keepsTheAnswerShortHoweverManyPeopleAreFree() {
        List<String> everybody =
                IntStream.range(0, 200).mapToObj(i -> "x".repeat(60) + i).toList();
        Slot[] slots = Offers.many(60).slots().stream()
                .map(slot -> new Slot(slot.start(), slot.end(), everybody.getFirst(), everybody))
                .toArray(Slot[]::new);
        parts.offer(Offers.of(slots));
        Http.Reply reply = check("\"time_zone\":\"Pacific\"");
        assertThat(reply.text()).hasSizeLessThan(15_000);
        assertThat(reply.json().at("/suggestions").size()).isEqualTo(3);
        assertThat(reply.json().at("/slots").size()).isGreaterThan(5);
        assertThat(reply.json().at("/slots/0/staff_available").size()).isEqualTo(10);
        assertThat(reply.json().at("/more").asBoolean()).isTrue();
    }

    @Test
    void speaksWhenCalendarsAreAwayOrWeAreBusy() {
        parts.offer(new AvailabilityAnswer.Unknown());
        assertThat(check("").at("/status")).isEqualTo("unavailable");
        parts.offer(new AvailabilityAnswer.Overloaded());
        Http.Reply busy = check("");
        assertThat(busy.status()).isEqualTo(200);
        assertThat(busy.at("/status")).isEqualTo("unavailable");
        assertThat(busy.at("/message")).isNotBlank();
    }

    @Test
    void speaksWhenSomethingBreaks() {
        parts.available = question -> Mono.error(new IllegalStateException("broken"));
        Http.Reply reply = check("");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/status")).isEqualTo("unavailable");
        assertThat(reply.text()).doesNotContain("broken");
    }

    @Test
    void asksForALengthOrAPersonThatTheServiceHas() {
        Service amys = CatalogueJson.read(
                CatalogueJson.write(FakeParts.service("first", "First visit"))
                        .replace("\"staff\":[\"default\"]", "\"staff\":[\"amy\"]")
                        .replace("\"durations_minutes\":[60]", "\"durations_minutes\":[60,30]"),
                Service.class);
        parts.services = List.of(Service.standard(), amys);

        Http.Reply length = check("\"service\":\"first visit\",\"duration_minutes\":45");
        assertThat(length.at("/status")).isEqualTo("needs_input");
        assertThat(length.at("/field")).isEqualTo("duration_minutes");
        assertThat(length.at("/message")).isEqualTo("I can book 60 or 30 minutes. Which would you like?");
        assertThat(length.json().at("/choices").toString()).isEqualTo("[\"60\",\"30\"]");
        assertThat(check("\"duration_minutes\":\"half an hour\"").at("/message"))
                .isEqualTo("I can only book 60 minutes. Would that suit you?");
        assertThat(check("\"service\":\"first visit\",\"staff\":\"default host\"")
                        .at("/field"))
                .isEqualTo("staff");
        assertThat(parts.questions).isEmpty();
        check("\"service\":\"first visit\",\"duration_minutes\":30");
        assertThat(parts.questions.getFirst().durationMinutes()).isEqualTo(30);
    }

    @Test
    void asksForWhatTheWorkersRefuse() {
        parts.offer(new AvailabilityAnswer.Invalid("durationMinutes", "one of [60]"));
        assertThat(check("\"duration_minutes\":\"45\"").at("/field")).isEqualTo("duration_minutes");
    }

    private Http.Reply check(String arguments) {
        String body = "{\"name\":\"check_availability\",\"args\":{" + arguments
                + "},\"call\":{\"call_id\":\"c1\",\"direction\":\"inbound\",\"from_number\":\"+12137771234\"}}";
        return Signed.post(http, "/retell/functions/check_availability", body, Instant.parse(TestGateway.NOW));
    }
}
