package dev.meridian.gateway.retell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.request.PayloadHash;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.bookings.request.StoredRequest;
import dev.meridian.gateway.EdgeTest;
import dev.meridian.gateway.FakeParts;
import dev.meridian.gateway.Http;
import dev.meridian.gateway.Offers;
import dev.meridian.gateway.TestGateway;
import dev.meridian.gateway.request.BookingAnswer;
import dev.meridian.gateway.request.BookingWish;
import dev.meridian.gateway.request.Refusal;
import dev.meridian.scheduling.catalogue.Question;
import dev.meridian.scheduling.catalogue.QuestionType;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.testkit.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@EdgeTest
class SaveBookingTests {

    private static final String MONDAY = "\"start\":\"2026-11-23T09:00:00-08:00\",\"time_zone\":\"Pacific Time\"";

    private final Http http;
    private final FakeParts parts;
    private final SettableClock clock;

    SaveBookingTests(@Autowired WebTestClient client, @Autowired FakeParts parts, @Autowired SettableClock clock) {
        this.http = new Http(client);
        this.parts = parts;
        this.clock = clock;
    }

    @BeforeEach
    void reset() {
        parts.reset();
        parts.decide(wish -> new BookingAnswer.Accepted(FakeParts.booking(wish, BookingState.CONFIRMED), false, false));
    }

    @AfterEach
    void resetClock() {
        clock.set(Instant.parse(TestGateway.NOW));
    }

    @Test
    void booksTheSlotThatWasOffered() {
        Http.Reply reply =
                save(MONDAY + ",\"name\":\"Jo Example\",\"email\":\"jo@example.com\",\"notes\":\"Ring twice\","
                        + "\"guests\":\"a@example.com, b@example.com\"");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/status")).isEqualTo("booked");
        assertThat(reply.at("/message")).isEqualTo("You are booked for Monday, November 23 at 9 AM Pacific Time.");
        assertThat(reply.json().at("/repeated").asBoolean(true)).isFalse();
        assertThat(reply.json().at("/booking").propertyNames())
                .containsExactly(
                        "id",
                        "status",
                        "start",
                        "end",
                        "time_zone",
                        "spoken",
                        "business_start",
                        "business_end",
                        "business_time_zone",
                        "service",
                        "staff",
                        "name",
                        "phone",
                        "email",
                        "notes",
                        "guests",
                        "answers",
                        "calendar_event_id",
                        "calendar_event_url",
                        "meeting_url",
                        "created_by",
                        "created_at",
                        "version",
                        "customer_id");
        assertThat(reply.at("/booking/business_start")).isEqualTo("2026-11-23T22:30:00+05:30");
        assertThat(reply.at("/booking/created_by")).isEqualTo("retell");
        BookingWish wish = parts.wishes.getFirst();
        assertThat(wish.id()).isEqualTo(new RequestKey("retell", "c1/t1"));
        assertThat(wish.startsAt()).isEqualTo(Offers.MONDAY_9.start());
        assertThat(wish.phone()).isEqualTo("+12137771234");
        assertThat(wish.guests()).containsExactly("a@example.com", "b@example.com");
        assertThat(wish.conversationId()).isEqualTo("c1");
        assertThat(wish.toolCallId()).isEqualTo("t1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "start":"2026-11-23T09:00:00-08:00"                       | 2026-11-23T17:00:00Z
                    "start":"2026-11-23T17:00:00Z"                            | 2026-11-23T17:00:00Z
                    "start":"2026-11-23T09:00"                                | 2026-11-23T17:00:00Z
                    "date":"2026-11-23","time":"09:00"                        | 2026-11-23T17:00:00Z
                    "date":"November 23","time":"9 AM"                        | 2026-11-23T17:00:00Z
                    "date":"next Monday","time":"noon"                        | 2026-11-23T20:00:00Z
                    "date":"11/23/2026","time":"2:30 pm"                      | 2026-11-23T22:30:00Z
                    "date":"tomorrow","time":"14:00","time_zone":"PST"        | 2026-11-21T22:00:00Z
                    "date":"2026-11-23T09:00:00-08:00"                        | 2026-11-23T17:00:00Z
                    "start":"","date":"2026-11-23","time":"10:00"             | 2026-11-23T18:00:00Z
                    "start":"first slot","date":"2026-11-23","time":"10:00"   | 2026-11-23T18:00:00Z
                    "start":"2027-11-07T01:30:00-08:00"                       | 2027-11-07T09:30:00Z
                    "start":"2027-11-07T01:30:00-07:00"                       | 2027-11-07T08:30:00Z
                    "start":"Monday, November 23 at 9 AM Pacific Time"        | 2026-11-23T17:00:00Z
                    "start":"Monday, November 23 at 9 AM Eastern Time"        | 2026-11-23T14:00:00Z
                    "start":"tomorrow at 3pm"                                 | 2026-11-21T23:00:00Z
                    "start":"November 23","time":"9 AM"                       | 2026-11-23T17:00:00Z
                    "start":"9 AM","date":"2026-11-23"                        | 2026-11-23T17:00:00Z
                    "date":"tomorrow at 3 pm"                                 | 2026-11-21T23:00:00Z
                    "time":"3 pm tomorrow"                                    | 2026-11-21T23:00:00Z
                    "date":"tomorrow morning","time":"9"                      | 2026-11-21T17:00:00Z
                    "date":"today","time":"seven in the evening"              | 2026-11-21T03:00:00Z
                    "date":"today","time":"at seven"                          | 2026-11-21T03:00:00Z
                    "date":"2026-11-23","time":1400                           | 2026-11-23T22:00:00Z
                    "date":"2026-11-23","time":"12 AM"                        | 2026-11-23T08:00:00Z
                    "date":"2027-03-14","time":"2:30"                         | 2027-03-14T21:30:00Z
                    "date":"2027-11-07","time":"2027-11-07T01:30:00-08:00"    | 2027-11-07T09:30:00Z
                    "date":"2026-11-23","time":"2026-11-24T00:00:00-08:00"    | 2026-11-24T08:00:00Z
                    """)
    void fixesTheStart(String arguments, Instant start) {
        assertThat(save(arguments + ",\"name\":\"Jo\"").at("/status")).isEqualTo("booked");
        assertThat(parts.wishes.getFirst().startsAt()).isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "name":"Jo"                                                             | start
                    "name":"Jo","date":"2026-11-23"                                         | time
                    "name":"Jo","time":"09:00"                                              | date
                    "name":"Jo","start":"{{first_slot}}"                                    | start
                    "name":"Jo","start":"nine-ish"                                          | start
                    "name":"Jo","start":"2026-11-19T09:00:00-08:00"                         | start
                    "name":"Jo","date":"2026-11-19","time":"09:00"                          | date
                    "name":"Jo","date":"2025-11-23","time":"09:00"                          | date
                    "name":"Jo","date":"2026-11-20","time":"09:00"                          | time
                    "name":"Jo","date":"2026-02-30","time":"09:00"                          | date
                    "name":"Jo","date":"2026-11-23","time":"at 7"                           | time
                    "name":"Jo","date":"2026-11-23","time":"25:00"                          | time
                    "name":"Jo","date":"next week","time":"9 AM"                            | date
                    "name":"Jo","date":"Monday or Tuesday","time":"9 AM"                    | date
                    "name":"Jo","date":"Tuesday, November 23","time":"9 AM"                 | date
                    "name":"Jo","date":"February 30"                                        | date
                    "name":"Jo","date":"2026-11-23","time":"after five"                     | time
                    "name":"Jo","date":"2026-11-23","time":"around three pm"                | time
                    "name":"Jo","date":"2026-11-23","time":"morning"                        | time
                    "name":"Jo","date":"2026-11-23","time":"midnight"                       | time
                    "name":"Jo","date":"tomorrow morning"                                   | time
                    "name":"Jo","start":"2026-11-23"                                        | start
                    "name":"Jo","date":"2027-03-14","time":"02:30"                          | time
                    "name":"Jo","date":"2027-11-07","time":"01:30"                          | time
                    "name":"Jo","start":"2027-03-14T02:30"                                  | start
                    "name":"Jo","start":"2026-11-23T09:00","time_zone":"BST"                | time_zone
                    "start":"2026-11-23T09:00"                                              | name
                    "start":"2026-11-23T09:00","name":"{{user_name}}"                       | name
                    "start":"2026-11-23T09:00","name":null                                  | name
                    "start":"2026-11-23T09:00","name":"Jo","email":"jo"                     | email
                    "start":"2026-11-23T09:00","name":"Jo","guests":"a@example.com, b"      | guests
                    "start":"2026-11-23T09:00","name":"Jo","service":"massage"              | service
                    """)
    void asksForWhatIsMissingOrUnclearAndPublishesNothing(String arguments, String field) {
        Http.Reply reply = save(arguments);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/status")).isEqualTo("needs_input");
        assertThat(reply.at("/field")).isEqualTo(field);
        assertThat(reply.at("/message")).isNotBlank();
        assertThat(parts.wishes).isEmpty();
    }

    @Test
    void offersBothSidesOfAnOverlap() {
        assertThat(save("\"name\":\"Jo\",\"date\":\"2027-11-07\",\"time\":\"01:30\"")
                        .json()
                        .at("/choices")
                        .toString())
                .isEqualTo("[\"2027-11-07T01:30:00-07:00\",\"2027-11-07T01:30:00-08:00\"]");
    }

    /** The default host works from 18:30 to 03:30 in India: 5 AM to 2 PM on the caller's weekdays. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Pacific | at seven           | 2026-11-23T15:00:00Z
                    Pacific | seven              | 2026-11-23T15:00:00Z
                    Pacific | half past seven    | 2026-11-23T15:30:00Z
                    Pacific | one                | 2026-11-23T21:00:00Z
                    Eastern | at one             | 2026-11-23T18:00:00Z
                    Eastern | four o'clock       | 2026-11-23T21:00:00Z
                    IST     | ten                | 2026-11-23T16:30:00Z
                    """)
    void takesTheHalfOfTheDayInWhichSomebodyWorks(String zone, String time, Instant start) {
        parts.work(Schedule.standard(FakeParts.INDIA));
        String where = zone.equals("IST") ? "Asia/Kolkata" : zone;
        assertThat(save("\"name\":\"Jo\",\"date\":\"2026-11-23\",\"time\":\"" + time + "\",\"time_zone\":\"" + where
                                + "\"")
                        .at("/status"))
                .isEqualTo("booked");
        assertThat(parts.wishes.getFirst().startsAt()).isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    three              | Do you mean 3 AM or 3 PM?                          | ["03:00","15:00"]
                    half past four     | Do you mean 4:30 AM or 4:30 PM?                    | ["04:30","16:30"]
                    """)
    void asksWhereNeitherHalfIsOpen(String time, String message, String choices) {
        parts.work(Schedule.standard(FakeParts.INDIA));
        Http.Reply reply = save("\"name\":\"Jo\",\"date\":\"2026-11-23\",\"time\":\"" + time + "\"");
        assertThat(reply.at("/field")).isEqualTo("time");
        assertThat(reply.at("/message")).isEqualTo(message);
        assertThat(reply.json().at("/choices").toString()).isEqualTo(choices);
        assertThat(parts.wishes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "date":"2025-11-23","time":"9 AM"  | Sunday, November 23, 2025 is past. Do you mean Monday, November 23, 2026? | ["2026-11-23"]
                    "date":"2026-11-19","time":"9 AM"  | Thursday, November 19, 2026 is past. Which day would you like? | []
                    "date":"Tuesday, November 24, 2025","time":"9 AM" | Monday, November 24, 2025 is past. Do you mean Tuesday, November 24, 2026? | ["2026-11-24"]
                    "date":"Tuesday, November 23","time":"9 AM" | Monday, November 23 is not a Tuesday. Do you mean that day, or Tuesday, November 24? | ["2026-11-23","2026-11-24"]
                    "date":"Friday","time":"9 AM"      | Do you mean Friday, November 20 or Friday, November 27? | ["2026-11-20","2026-11-27"]
                    "date":"this weekend","time":"9 AM" | Do you mean Saturday, November 21 or Sunday, November 22? | ["2026-11-21","2026-11-22"]
                    "date":"February 30","time":"9 AM" | There is no February 30. Which day would you like? | []
                    "date":"February 29, 2027","time":"9 AM" | There is no February 29 in 2027. Which day would you like? | []
                    "date":"2026-11-23","time":"midnight" | Do you mean the midnight with which Monday, November 23 begins, or the one with which it ends? | ["2026-11-23T00:00:00-08:00","2026-11-24T00:00:00-08:00"]
                    "date":"2026-11-23","time":"after five" | At what time exactly would you like to come? | []
                    "date":"2027-03-14","time":"2:30 am" | There is no 2:30 AM on Sunday, March 14 because the clocks go forward. Would 3:30 AM suit you? | ["2027-03-14T03:30:00-07:00"]
                    "date":"2027-11-07","time":"1:30"  | Do you mean 1:30 AM Pacific Daylight Time, 1:30 AM Pacific Standard Time, or 1:30 PM Pacific Time? | ["2027-11-07T01:30:00-07:00","2027-11-07T01:30:00-08:00","2027-11-07T13:30:00-08:00"]
                    """)
    void asksAsAPersonWould(String arguments, String message, String choices) {
        Http.Reply reply = save("\"name\":\"Jo\"," + arguments);
        assertThat(reply.at("/status")).isEqualTo("needs_input");
        assertThat(reply.at("/message")).isEqualTo(message);
        assertThat(reply.json().at("/choices").toString()).isEqualTo(choices);
    }

    /** Relative words count in the caller's zone at the moment of the call. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-11-21T07:59:00Z | America/Los_Angeles | tomorrow | 2026-11-21T20:00:00Z
                    2026-11-21T08:01:00Z | America/Los_Angeles | tomorrow | 2026-11-22T20:00:00Z
                    2026-11-21T07:59:00Z | America/New_York    | tomorrow | 2026-11-22T17:00:00Z
                    2026-11-20T18:29:00Z | Asia/Kolkata        | tomorrow | 2026-11-21T06:30:00Z
                    2026-11-20T18:31:00Z | Asia/Kolkata        | tomorrow | 2026-11-22T06:30:00Z
                    2026-12-31T23:30:00Z | Pacific/Auckland    | today    | 2026-12-31T23:00:00Z
                    2027-03-13T12:00:00Z | America/Los_Angeles | tomorrow | 2027-03-14T19:00:00Z
                    2027-03-14T07:30:00Z | America/Los_Angeles | today    | 2027-03-13T20:00:00Z
                    2027-11-06T12:00:00Z | America/Los_Angeles | tomorrow | 2027-11-07T20:00:00Z
                    2027-11-07T08:30:00Z | America/Los_Angeles | in 3 days | 2027-11-10T20:00:00Z
                    2026-11-21T07:59:00Z | Honolulu            | this Friday | 2026-11-20T22:00:00Z
                    """)
    void relativeWordsCountInTheCallersZone(Instant now, String zone, String date, Instant noon) {
        clock.set(now);
        Http.Reply reply =
                save("\"name\":\"Jo\",\"date\":\"" + date + "\",\"time\":\"noon\",\"time_zone\":\"" + zone + "\"");
        if (noon.isAfter(now)) {
            assertThat(parts.wishes.getFirst().startsAt()).isEqualTo(noon);
        } else {
            assertThat(reply.at("/status")).isEqualTo("needs_input");
        }
    }

    @Test
    void sameToolCallAgainIsTheSameAnswer() {
        Http.Reply first = save(MONDAY + ",\"name\":\"Jo\"");
        parts.decide(wish -> new BookingAnswer.Accepted(FakeParts.booking(wish, BookingState.CONFIRMED), false, true));
        assertThat(save(MONDAY + ",\"name\":\"Jo\"").json()).isEqualTo(first.json());
    }

    @Test
    void newToolCallForTheSameBookingIsRepeated() {
        parts.decide(wish -> new BookingAnswer.Accepted(
                FakeParts.booking(wish, BookingState.CONFIRMED, new RequestKey("retell", "c1/t0")), false, true));
        Http.Reply reply = save(MONDAY + ",\"name\":\"Jo\"");
        assertThat(reply.at("/status")).isEqualTo("booked");
        assertThat(reply.json().at("/repeated").asBoolean(false)).isTrue();
        assertThat(reply.at("/message"))
                .isEqualTo("You are already booked for Monday, November 23 at 9 AM Pacific Time.");
    }

    @Test
    void keysByContentWhereTheTranscriptIsBehind() {
        parts.decide(wish -> wish.id().key().equals("c1/t1")
                ? new Refusal.KeyReused()
                : new BookingAnswer.Accepted(FakeParts.booking(wish, BookingState.CONFIRMED), false, false));
        Http.Reply reply = save(MONDAY + ",\"name\":\"Jo\"");
        assertThat(reply.at("/status")).isEqualTo("booked");
        assertThat(reply.json().at("/repeated").asBoolean(true)).isFalse();
        assertThat(reply.at("/message")).startsWith("You are booked for ");
        assertThat(parts.wishes).hasSize(2);
        assertThat(parts.wishes.getLast().id().key()).startsWith("c1/t1/");
    }

    @Test
    void saysThatTheHostDecides() {
        parts.decide(
                wish -> new BookingAnswer.Accepted(FakeParts.booking(wish, BookingState.AWAITING_HOST), true, false));
        Http.Reply reply = save(MONDAY + ",\"name\":\"Jo\"");
        assertThat(reply.at("/status")).isEqualTo("requested");
        assertThat(reply.at("/message"))
                .isEqualTo("I have asked for Monday, November 23 at 9 AM Pacific Time."
                        + " The host has yet to confirm it, and you will hear then.");
        assertThat(reply.at("/booking/status")).isEqualTo("awaiting_host");
    }

    @Test
    void asksWhatTheServiceWantsToKnowOneByOne() {
        ask();
        Http.Reply first = save(MONDAY + ",\"name\":\"Jo\"");
        assertThat(first.at("/status")).isEqualTo("needs_input");
        assertThat(first.at("/field")).isEqualTo("answers.reason");
        assertThat(first.at("/message")).isEqualTo("What brings you?");
        Http.Reply second = save(MONDAY + ",\"name\":\"Jo\",\"answers\":{\"reason\":\"Back pain\",\"age\":\"old\"}");
        assertThat(second.at("/field")).isEqualTo("answers.age");
        assertThat(second.at("/message")).isEqualTo("I did not get that right. Your age?");
        Http.Reply third = save(MONDAY + ",\"name\":\"Jo\",\"answers\":{\"reason\":\"Back pain\",\"age\":36}");
        assertThat(third.at("/field")).isEqualTo("answers.first");
        assertThat(third.json().at("/choices").values().stream().map(JsonNode::asString))
                .containsExactly("yes", "no");
        assertThat(parts.wishes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"answers\":{\"reason\":\"Back pain\",\"age\":\"36\",\"first\":\"Yes.\",\"mail\":\"jo at example dot com\"}",
                "\"answers\":{\"reason\":\"Back pain\"},\"age\":36,\"first\":true,\"mail\":\"jo@example.com\"",
                "\"reason\":\"Back pain\",\"age\":\"36\",\"first\":\"true\",\"mail\":\"jo@example.com\""
            })
    void takesAnswersAsTheyAreSaid(String said) {
        ask();
        assertThat(save(MONDAY + ",\"name\":\"Jo\"," + said).at("/status")).isEqualTo("booked");
        assertThat(parts.wishes.getFirst().answers())
                .isEqualTo(Map.of("reason", "Back pain", "age", "36", "first", "true", "mail", "jo@example.com"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            March 3rd, 1990         | 1990-03-03
            3/4/1990                | 1990-03-04
            1990-03-03              | 1990-03-03
            the 3rd of March, 1990  | 1990-03-03
            yesterday               | 2026-11-19
            March 3rd               | -
            3/4/90                  | -
            the nineties            | -
            """)
    void takesDatesAsTheyAreSaidButGuessesNoYear(String said, String written) {
        parts.services = List.of(FakeParts.service(
                "standard",
                "Standard appointment",
                List.of(new Question("born", "When were you born?", QuestionType.DATE, true))));
        Http.Reply reply = save(MONDAY + ",\"name\":\"Jo\",\"answers\":{\"born\":\"" + said + "\"}");
        if (written.equals("-")) {
            assertThat(reply.at("/field")).isEqualTo("answers.born");
            assertThat(parts.wishes).isEmpty();
        } else {
            assertThat(reply.at("/status")).isEqualTo("booked");
            assertThat(parts.wishes.getFirst().answers()).isEqualTo(Map.of("born", written));
        }
    }

    @Test
    void takesTheAnswersOfACallThatComesAgainAsTheFirstTime() {
        ask();
        String said = MONDAY + ",\"name\":\"Jo\",\"reason\":\"Back pain\",\"first\":\"Yes.\"";
        save(said);
        RequestKey key = parts.wishes.getFirst().id();
        parts.requests.put(
                key,
                new StoredRequest(
                        key,
                        "RequestBooking",
                        PayloadHash.of(""),
                        UUID.randomUUID(),
                        false,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null,
                        null));
        save(said);
        assertThat(parts.wishes)
                .hasSize(2)
                .extracting(BookingWish::answers)
                .containsOnly(Map.of("reason", "Back pain", "first", "true"));
        assertThat(save(MONDAY + ",\"name\":\"Jo\"").at("/status")).isEqualTo("booked");
    }

    @Test
    void asksForAnAnswerThatTheWorkersMissed() {
        parts.decide(wish -> new Refusal.Invalid("answers.insurance_no", "any text"));
        Http.Reply reply = save(MONDAY + ",\"name\":\"Jo\"");
        assertThat(reply.at("/field")).isEqualTo("answers.insurance_no");
        assertThat(reply.at("/message")).isEqualTo("There is one more thing I need to know: insurance no?");
    }

    private void ask() {
        parts.services = List.of(FakeParts.service(
                "standard",
                "Standard appointment",
                List.of(
                        new Question("reason", "What brings you?", QuestionType.TEXT, true),
                        new Question("age", "Your age", QuestionType.NUMBER, false),
                        new Question("first", "Is it your first visit?", QuestionType.BOOLEAN, true),
                        new Question("mail", "Where can we write to you?", QuestionType.EMAIL, false))));
    }

    @Test
    void offersOthersWhereTheSlotIsTaken() {
        parts.decide(wish -> new Refusal.SlotTaken(List.of(Offers.MONDAY_10, Offers.TUESDAY_9)));
        Http.Reply reply = save(MONDAY + ",\"name\":\"Jo\"");
        assertThat(reply.at("/status")).isEqualTo("slot_taken");
        assertThat(reply.at("/alternatives/0/start")).isEqualTo("2026-11-23T10:00:00-08:00");
        assertThat(reply.at("/message"))
                .isEqualTo("That time is already taken. Would Monday, November 23 at 10 AM or "
                        + "Tuesday, November 24 at 9 AM, Pacific Time, suit you?");
    }

    @Test
    void tellsWhatTheRulesForbid() {
        parts.decide(wish -> new Refusal.NotAllowed("off_grid", List.of(Offers.MONDAY_9)));
        Http.Reply reply = save(MONDAY + ",\"name\":\"Jo\"");
        assertThat(reply.at("/status")).isEqualTo("not_allowed");
        assertThat(reply.at("/reason")).isEqualTo("off_grid");
        assertThat(reply.json().at("/alternatives").size()).isEqualTo(1);
    }

    @Test
    void speaksOfWhatIsUnderWayAndOfWhatCouldNotBe() {
        parts.decide(wish -> new BookingAnswer.Pending(new UUID(1, 1), null));
        assertThat(save(MONDAY + ",\"name\":\"Jo\"").at("/status")).isEqualTo("pending");
        parts.decide(wish -> new Refusal.Overloaded());
        assertThat(save(MONDAY + ",\"name\":\"Jo\"").at("/status")).isEqualTo("unavailable");
        parts.decide(wish -> new Refusal.Expired());
        assertThat(save(MONDAY + ",\"name\":\"Jo\"").at("/status")).isEqualTo("unavailable");
        parts.decide(wish -> new Refusal.Invalid("customer.name", "short"));
        assertThat(save(MONDAY + ",\"name\":\"Jo\"").at("/field")).isEqualTo("name");
    }

    @Test
    void takesTheNamesThatModelsUse() {
        save(MONDAY + ",\"full_name\":\"Jo Example\",\"phone\":\"(213) 777-9999\"");
        save(MONDAY + ",\"first_name\":\"Jo\",\"last_name\":\"Example\",\"phone\":\"this one\"");
        assertThat(parts.wishes).extracting(BookingWish::name).containsOnly("Jo Example");
        assertThat(parts.wishes).extracting(BookingWish::phone).containsExactly("+12137779999", "+12137771234");
    }

    @Test
    void booksFromFlatBodiesAndChats() {
        Http.Reply flat = post("{\"name\":\"Jo Example\"," + MONDAY + "}");
        assertThat(flat.at("/status")).isEqualTo("booked");
        assertThat(parts.wishes.getFirst().name()).isEqualTo("Jo Example");
        assertThat(parts.wishes.getFirst().phone()).isNull();
        Http.Reply chat = post("{\"name\":\"save_booking\",\"args\":{\"name\":\"Jo\"," + MONDAY
                + "},\"chat\":{\"chat_id\":\"chat_1\"}}");
        assertThat(chat.at("/status")).isEqualTo("booked");
        assertThat(parts.wishes.getLast().conversationId()).isEqualTo("chat_1");
    }

    private Http.Reply save(String arguments) {
        return post(
                "{\"name\":\"save_booking\",\"args\":{" + arguments + "},\"call\":{\"call_id\":\"c1\","
                        + "\"direction\":\"inbound\",\"from_number\":\"+12137771234\",\"transcript_with_tool_calls\":["
                        + "{\"role\":\"tool_call_invocation\",\"name\":\"save_booking\",\"tool_call_id\":\"t1\",\"arguments\":\"{}\"}]}}");
    }

    private Http.Reply post(String body) {
        return Signed.post(http, "/retell/functions/save_booking", body, clock.instant());
    }
}
