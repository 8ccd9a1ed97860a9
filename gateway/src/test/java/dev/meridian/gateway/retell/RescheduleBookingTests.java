package dev.meridian.gateway.retell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.request.PayloadHash;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.bookings.request.StoredRequest;
import dev.meridian.gateway.EdgeTest;
import dev.meridian.gateway.FakeParts;
import dev.meridian.gateway.Http;
import dev.meridian.gateway.Offers;
import dev.meridian.gateway.request.ChangeAnswer;
import dev.meridian.gateway.request.MoveWish;
import dev.meridian.gateway.request.Refusal;
import dev.meridian.testkit.SettableClock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@EdgeTest
class RescheduleBookingTests {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final String NUMBER = "+12137771234";
    private static final String TUESDAY = "\"start\":\"2026-11-24T09:00:00-08:00\"";

    private final Http http;
    private final FakeParts parts;
    private final SettableClock clock;
    private final Booking monday = FakeParts.booked("2026-11-23T17:00:00Z", PACIFIC, NUMBER, "call_made");
    private final Booking friday = FakeParts.booked("2026-11-27T17:00:00Z", PACIFIC, NUMBER, "call_made");

    RescheduleBookingTests(
            @Autowired WebTestClient client, @Autowired FakeParts parts, @Autowired SettableClock clock) {
        this.http = new Http(client);
        this.parts = parts;
        this.clock = clock;
    }

    @BeforeEach
    void know() {
        parts.reset();
        parts.know(monday);
        parts.mover = wish -> new ChangeAnswer.Done(moved(wish));
    }

    @Test
    void movesTheCallersAppointment() {
        Http.Reply reply = move(TUESDAY);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/status")).isEqualTo("booked");
        assertThat(reply.at("/message"))
                .isEqualTo("I have moved your appointment to Tuesday, November 24 at 9 AM Pacific Time.");
        assertThat(reply.json().at("/repeated").asBoolean(true)).isFalse();
        assertThat(reply.at("/booking/start")).isEqualTo("2026-11-24T09:00:00-08:00");
        MoveWish wish = parts.moves.getFirst();
        assertThat(wish.id()).isEqualTo(new RequestKey("retell", "c1/t1"));
        assertThat(wish.booking()).isEqualTo(monday);
        assertThat(wish.startsAt()).isEqualTo(Offers.TUESDAY_9.start());
        assertThat(wish.conversationId()).isEqualTo("c1");
    }

    @Test
    void saysWhichOneOfSeveralItMoved() {
        parts.know(friday);
        assertThat(move(TUESDAY).at("/message"))
                .isEqualTo("I have moved your next appointment from Monday, November 23 at 9 AM"
                        + " to Tuesday, November 24 at 9 AM Pacific Time.");
        assertThat(parts.moves.getFirst().booking()).isEqualTo(monday);
    }

    @Test
    void movesTheOneThatIsNamed() {
        parts.know(friday);
        Http.Reply reply = move(TUESDAY + ",\"booking_id\":\"" + friday.id() + "\"");
        assertThat(parts.moves.getFirst().booking()).isEqualTo(friday);
        assertThat(reply.at("/message"))
                .isEqualTo("I have moved your appointment to Tuesday, November 24 at 9 AM Pacific Time.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "start":"2026-11-24T17:00:00Z"                                      | 2026-11-24T17:00:00Z
                    "start":"2026-11-24T09:00"                                          | 2026-11-24T17:00:00Z
                    "date":"November 24","time":"9 AM"                                  | 2026-11-24T17:00:00Z
                    "date":"2026-11-24","time":"12:00","time_zone":"Eastern Time"       | 2026-11-24T17:00:00Z
                    "date":"tomorrow","time":"noon"                                     | 2026-11-21T20:00:00Z
                    """)
    void fixesTheNewStart(String arguments, Instant start) {
        assertThat(move(arguments).at("/status")).isEqualTo("booked");
        assertThat(parts.moves.getFirst().startsAt()).isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "reason":"x"                                              | start
                    "date":"2026-11-24"                                       | time
                    "time":"09:00"                                            | date
                    "start":"{{first_slot}}"                                  | start
                    "start":"2026-11-19T09:00:00-08:00"                       | start
                    "date":"2026-11-24","time":"at 7"                         | time
                    "date":"2026-02-30","time":"09:00"                        | date
                    "start":"2027-03-14T02:30"                                | start
                    "start":"2026-11-24T09:00","time_zone":"BST"              | time_zone
                    """)
    void asksForWhatIsMissingOrUnclearAndPublishesNothing(String arguments, String field) {
        Http.Reply reply = move(arguments);
        assertThat(reply.at("/status")).isEqualTo("needs_input");
        assertThat(reply.at("/field")).isEqualTo(field);
        assertThat(parts.moves).isEmpty();
    }

    @Test
    void sameToolCallAgainIsTheSameAnswer() {
        Http.Reply first = move(TUESDAY);
        Booking there = moved(parts.moves.getFirst());
        parts.know(there);
        parts.know(FakeParts.booked("2026-11-23T20:00:00Z", PACIFIC, NUMBER, "call_made"));
        parts.mover = wish -> new ChangeAnswer.Done(there);
        parts.requests.put(new RequestKey("retell", "c1/t1"), stored());
        assertThat(move(TUESDAY).json()).isEqualTo(first.json());
        assertThat(parts.moves.getLast().booking()).isEqualTo(there);
    }

    @Test
    void newToolCallForTheTimeItHasIsRepeated() {
        parts.mover = wish -> new ChangeAnswer.Done(monday);
        Http.Reply reply = move("\"start\":\"2026-11-23T09:00:00-08:00\"");
        assertThat(reply.at("/status")).isEqualTo("booked");
        assertThat(reply.json().at("/repeated").asBoolean(false)).isTrue();
        assertThat(reply.at("/message"))
                .isEqualTo("Your appointment is already on Monday, November 23 at 9 AM Pacific Time.");
    }

    @Test
    void keysByContentWhereTheTranscriptIsBehind() {
        parts.mover =
                wish -> wish.id().key().equals("c1/t1") ? new Refusal.KeyReused() : new ChangeAnswer.Done(moved(wish));
        assertThat(move(TUESDAY).at("/status")).isEqualTo("booked");
        assertThat(parts.moves.getLast().id().key()).startsWith("c1/t1/");
    }

    @Test
    void offersOthersWhereTheNewTimeIsTaken() {
        parts.mover = wish -> new Refusal.SlotTaken(List.of(Offers.MONDAY_10));
        Http.Reply reply = move(TUESDAY);
        assertThat(reply.at("/status")).isEqualTo("slot_taken");
        assertThat(reply.at("/alternatives/0/start")).isEqualTo("2026-11-23T10:00:00-08:00");
        assertThat(reply.at("/message"))
                .isEqualTo("That time is already taken. Would Monday, November 23 at 10 AM, Pacific Time, suit you?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    reschedule_notice | It is too late to move your appointment on Monday, November 23 at 9 AM Pacific Time. Please contact us directly.
                    in_progress       | Your appointment on Monday, November 23 at 9 AM Pacific Time is just being changed. Please try again in a moment.
                    awaiting_host     | Your appointment on Monday, November 23 at 9 AM Pacific Time is not confirmed yet, so it can not be moved.
                    cancelled         | Your appointment on Monday, November 23 at 9 AM Pacific Time has been cancelled meanwhile.
                    off_grid          | Appointments do not start at that time. Shall I look for another time?
                    """)
    void saysWhyNot(String reason, String message) {
        parts.mover = wish -> new Refusal.NotAllowed(reason, List.of());
        Http.Reply reply = move(TUESDAY);
        assertThat(reply.at("/status")).isEqualTo("not_allowed");
        assertThat(reply.at("/reason")).isEqualTo(reason);
        assertThat(reply.at("/message")).isEqualTo(message);
    }

    @Test
    void doesNotFindWhatIsNotTheCallers() {
        Http.Reply reply = call(
                "{" + TUESDAY + ",\"booking_id\":\"" + monday.id() + "\"}",
                "{\"call_id\":\"c1\",\"from_number\":\"+12135550000\"}");
        assertThat(reply.text())
                .isEqualTo("{\"status\":\"not_found\",\"message\":\"I can not find an appointment of yours.\"}");
        assertThat(Signed.post(
                                http,
                                "/retell/functions/reschedule_booking",
                                "{" + TUESDAY + ",\"call\":{\"call_id\":\"call_made\",\"from_number\":\"" + NUMBER
                                        + "\"}}",
                                clock.instant())
                        .at("/status"))
                .isEqualTo("not_found");
        assertThat(parts.moves).isEmpty();
    }

    @Test
    void speaksOfWhatIsUnderWayAndOfWhatCouldNotBe() {
        parts.mover = wish -> new ChangeAnswer.Pending(wish.booking());
        Http.Reply pending = move(TUESDAY);
        assertThat(pending.at("/status")).isEqualTo("pending");
        assertThat(pending.at("/message"))
                .isEqualTo("I am still moving your appointment to Tuesday, November 24 at 9 AM Pacific Time."
                        + " It will be settled in a moment.");
        parts.mover = wish -> new Refusal.Overloaded();
        assertThat(move(TUESDAY).at("/status")).isEqualTo("unavailable");
        parts.mover = wish -> new Refusal.NotFound();
        assertThat(move(TUESDAY).at("/status")).isEqualTo("not_found");
        parts.readable = false;
        assertThat(move(TUESDAY).at("/status")).isEqualTo("unavailable");
    }

    private Http.Reply move(String arguments) {
        return call(
                "{" + arguments + "}",
                "{\"call_id\":\"c1\",\"direction\":\"inbound\",\"from_number\":\"" + NUMBER
                        + "\",\"transcript_with_tool_calls\":[{\"role\":\"tool_call_invocation\","
                        + "\"name\":\"reschedule_booking\",\"tool_call_id\":\"t1\",\"arguments\":\"{}\"}]}");
    }

    private Http.Reply call(String arguments, String call) {
        return Signed.post(
                http,
                "/retell/functions/reschedule_booking",
                "{\"name\":\"reschedule_booking\",\"args\":" + arguments + ",\"call\":" + call + "}",
                clock.instant());
    }

    private static Booking moved(MoveWish wish) {
        return FakeParts.after(wish.booking(), wish.startsAt(), wish.zone(), BookingState.CONFIRMED);
    }

    private StoredRequest stored() {
        Instant at = Instant.parse("2026-11-20T18:00:00Z");
        return new StoredRequest(
                new RequestKey("retell", "c1/t1"),
                "RescheduleBooking",
                PayloadHash.of("x"),
                monday.id(),
                false,
                at,
                at.plusSeconds(60),
                null,
                null);
    }
}
