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
import dev.meridian.gateway.request.CancelWish;
import dev.meridian.gateway.request.ChangeAnswer;
import dev.meridian.gateway.request.Refusal;
import dev.meridian.testkit.SettableClock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@EdgeTest
class CancelBookingTests {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final String NUMBER = "+12137771234";
    private static final String CALLER = "\"from_number\":\"" + NUMBER + "\"";
    private static final String NOT_FOUND = "I can not find an appointment of yours.";

    private final Http http;
    private final FakeParts parts;
    private final SettableClock clock;
    private final Booking monday = FakeParts.booked("2026-11-23T17:00:00Z", PACIFIC, NUMBER, "call_made");
    private final Booking tuesday = FakeParts.booked("2026-11-24T17:00:00Z", PACIFIC, NUMBER, "call_made");
    private final Booking strangers = FakeParts.booked("2026-11-25T17:00:00Z", PACIFIC, "+12135559999", "call_other");

    CancelBookingTests(@Autowired WebTestClient client, @Autowired FakeParts parts, @Autowired SettableClock clock) {
        this.http = new Http(client);
        this.parts = parts;
        this.clock = clock;
    }

    @BeforeEach
    void know() {
        parts.reset();
        parts.know(strangers);
        parts.know(monday);
        parts.canceller = wish -> new ChangeAnswer.Done(cancelled(wish.booking()));
    }

    @Test
    void cancelsTheCallersNextAppointment() {
        parts.know(tuesday);
        Http.Reply reply = cancel("{\"reason\":\"I am travelling\"}", CALLER);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/status")).isEqualTo("cancelled");
        assertThat(reply.at("/message"))
                .isEqualTo("Your appointment on Monday, November 23 at 9 AM Pacific Time is cancelled.");
        assertThat(reply.at("/booking/status")).isEqualTo("cancelled");
        CancelWish wish = parts.cancels.getFirst();
        assertThat(wish.id()).isEqualTo(new RequestKey("retell", "c1/t1"));
        assertThat(wish.booking()).isEqualTo(monday);
        assertThat(wish.reason()).isEqualTo("I am travelling");
        assertThat(wish.conversationId()).isEqualTo("c1");
    }

    @Test
    void cancelsTheOneThatIsNamed() {
        parts.know(tuesday);
        assertThat(cancel(id(tuesday), CALLER).at("/booking/id"))
                .isEqualTo(tuesday.id().toString());
    }

    @Test
    void cancelsWhatWasMadeInTheCall() {
        assertThat(call("{}", "{\"call_id\":\"call_made\",\"call_type\":\"web_call\"}")
                        .at("/status"))
                .isEqualTo("cancelled");
    }

    @Test
    void takesTheNumberCalledOnAnOutboundCall() {
        assertThat(cancel(
                                "{}",
                                "\"direction\":\"outbound\",\"from_number\":\"+12135550000\",\"to_number\":\"" + NUMBER
                                        + "\"")
                        .at("/status"))
                .isEqualTo("cancelled");
    }

    /** Which words a model sends must never open somebody else's bookings. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"booking_id":"%s"}                                        | "from_number":"+12135550000"
                    {"booking_id":"%s","phone":"+12137771234"}                 | "from_number":"+12135550000"
                    {"booking_id":"%s","call_id":"call_made"}                  | "from_number":"+12135550000"
                    {"booking_id":"%s"}                                        | "from_number":"anonymous"
                    {"booking_id":"%s"}                                        | "direction":"outbound","from_number":"+12137771234","to_number":"+12135550000"
                    {"phone":"+12137771234","from_number":"+12137771234"}      | "from_number":"+12135550000"
                    {"booking_id":"none"}                                      | "from_number":"+12137771234"
                    {"booking_id":"00000000-0000-4000-8000-000000000000"}      | "from_number":"+12137771234"
                    {}                                                         | "from_number":"anonymous"
                    """)
    void doesNotFindWhatIsNotTheCallers(String arguments, String caller) {
        Http.Reply reply = cancel(arguments.formatted(monday.id()), caller);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"status\":\"not_found\",\"message\":\"" + NOT_FOUND + "\"}");
        assertThat(parts.cancels).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"call_id\":\"call_made\"}",
                "{\"booking_id\":\"%s\",\"call\":{\"call_id\":\"call_made\",\"from_number\":\"+12137771234\"}}",
                "{\"booking_id\":\"%s\",\"chat\":{\"chat_id\":\"call_made\"}}",
                "{\"name\":\"Jo\",\"call\":{\"call_id\":\"x\",\"from_number\":\"+12137771234\"}}"
            })
    void doesNotBelieveAFlatBodyWhoCalls(String body) {
        Http.Reply reply =
                Signed.post(http, "/retell/functions/cancel_booking", body.formatted(monday.id()), clock.instant());
        assertThat(reply.at("/status")).isEqualTo("not_found");
        assertThat(reply.at("/message")).isEqualTo(NOT_FOUND);
        assertThat(parts.cancels).isEmpty();
    }

    @Test
    void sameToolCallAgainIsTheSameBookingThoughAnotherIsNextByNow() {
        Http.Reply first = cancel("{}", CALLER);
        parts.bookings.remove(monday.id());
        parts.know(tuesday);
        parts.know(cancelled(monday));
        parts.requests.put(new RequestKey("retell", "c1/t1"), stored(monday.id()));
        parts.canceller = wish -> new ChangeAnswer.Done(wish.booking());
        assertThat(cancel("{}", CALLER).json()).isEqualTo(first.json());
        assertThat(parts.cancels).extracting(wish -> wish.booking().id()).containsExactly(monday.id(), monday.id());
    }

    @Test
    void keysByContentWhereTheTranscriptIsBehind() {
        parts.canceller = wish -> wish.id().key().equals("c1/t1")
                ? new Refusal.KeyReused()
                : new ChangeAnswer.Done(cancelled(wish.booking()));
        assertThat(cancel(id(monday), CALLER).at("/status")).isEqualTo("cancelled");
        assertThat(parts.cancels.getLast().id().key()).startsWith("c1/t1/");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cancel_notice | It is too late to cancel your appointment on Monday, November 23 at 9 AM Pacific Time. Please contact us directly.
                    past          | Your appointment on Monday, November 23 at 9 AM Pacific Time has already begun.
                    version       | Your appointment on Monday, November 23 at 9 AM Pacific Time is just being changed. Please try again in a moment.
                    """)
    void saysWhyNot(String reason, String message) {
        parts.canceller = wish -> new Refusal.NotAllowed(reason, List.of());
        Http.Reply reply = cancel("{}", CALLER);
        assertThat(reply.at("/status")).isEqualTo("not_allowed");
        assertThat(reply.at("/reason")).isEqualTo(reason);
        assertThat(reply.at("/message")).isEqualTo(message);
    }

    @Test
    void speaksOfWhatIsUnderWayAndOfWhatCouldNotBe() {
        parts.canceller = wish -> new ChangeAnswer.Pending(wish.booking());
        Http.Reply pending = cancel("{}", CALLER);
        assertThat(pending.at("/status")).isEqualTo("pending");
        assertThat(pending.at("/message"))
                .isEqualTo("I am still cancelling your appointment on Monday, November 23 at 9 AM Pacific Time."
                        + " It will be settled in a moment.");
        parts.canceller = wish -> new Refusal.NotFound();
        assertThat(cancel("{}", CALLER).at("/message")).isEqualTo(NOT_FOUND);
        parts.canceller = wish -> new Refusal.Overloaded();
        assertThat(cancel("{}", CALLER).at("/status")).isEqualTo("unavailable");
        parts.canceller = wish -> new Refusal.Expired();
        assertThat(cancel("{}", CALLER).at("/status")).isEqualTo("unavailable");
        parts.canceller = wish -> new Refusal.Invalid("reason", "shorter");
        assertThat(cancel("{}", CALLER).at("/field")).isEqualTo("reason");
        parts.readable = false;
        assertThat(cancel("{}", CALLER).at("/status")).isEqualTo("unavailable");
    }

    @Test
    void shortensLongReasons() {
        cancel("{\"reason\":\"" + "x".repeat(900) + "\"}", CALLER);
        assertThat(parts.cancels.getFirst().reason()).hasSize(500);
    }

    private Http.Reply cancel(String arguments, String caller) {
        return call(
                arguments,
                "{\"call_id\":\"c1\"," + caller + ",\"transcript_with_tool_calls\":[{\"role\":\"tool_call_invocation\","
                        + "\"name\":\"cancel_booking\",\"tool_call_id\":\"t1\",\"arguments\":\"{}\"}]}");
    }

    private Http.Reply call(String arguments, String call) {
        return Signed.post(
                http,
                "/retell/functions/cancel_booking",
                "{\"name\":\"cancel_booking\",\"args\":" + arguments + ",\"call\":" + call + "}",
                clock.instant());
    }

    private static String id(Booking booking) {
        return "{\"booking_id\":\"" + booking.id() + "\"}";
    }

    private static Booking cancelled(Booking booking) {
        return FakeParts.after(booking, booking.slot().start(), PACIFIC, BookingState.CANCELLED);
    }

    private static StoredRequest stored(UUID bookingId) {
        Instant at = Instant.parse("2026-11-20T18:00:00Z");
        return new StoredRequest(
                new RequestKey("retell", "c1/t1"),
                "CancelBooking",
                PayloadHash.of("x"),
                bookingId,
                false,
                at,
                at.plusSeconds(60),
                null,
                null);
    }
}
