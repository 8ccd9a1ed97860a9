package dev.meridian.gateway.retell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.gateway.EdgeTest;
import dev.meridian.gateway.FakeParts;
import dev.meridian.gateway.Http;
import dev.meridian.gateway.request.BookingWish;
import dev.meridian.testkit.SettableClock;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@EdgeTest
class FindBookingsTests {

    private static final String NUMBER = "+12137771234";

    private final Http http;
    private final FakeParts parts;
    private final SettableClock clock;

    FindBookingsTests(@Autowired WebTestClient client, @Autowired FakeParts parts, @Autowired SettableClock clock) {
        this.http = new Http(client);
        this.parts = parts;
        this.clock = clock;
    }

    @BeforeEach
    void book() {
        parts.reset();
        Signed.post(
                http,
                "/retell/functions/save_booking",
                "{\"name\":\"save_booking\",\"args\":{\"start\":\"2026-11-23T09:00:00-08:00\",\"time_zone\":\"Pacific\",\"name\":\"Jo\"},"
                        + "\"call\":{\"call_id\":\"call_made\",\"direction\":\"inbound\",\"from_number\":\"" + NUMBER
                        + "\"}}",
                clock.instant());
        Booking booking = FakeParts.booking(parts.wishes.getFirst(), BookingState.CONFIRMED);
        parts.bookings.put(UUID.randomUUID(), booking);
    }

    @Test
    void findsWhatWasBookedUnderTheCallersOwnNumber() {
        Http.Reply reply = find("{\"call_id\":\"call_later\",\"from_number\":\"" + NUMBER + "\"}", "{}");
        assertThat(reply.at("/status")).isEqualTo("found");
        assertThat(reply.at("/message"))
                .isEqualTo("You have an appointment on Monday, November 23 at 9 AM Pacific Time.");
        assertThat(reply.at("/bookings/0/status")).isEqualTo("confirmed");
    }

    @Test
    void saysWhichOfThemTheHostHasYetToConfirm() {
        Booking asked = FakeParts.booking(parts.wishes.getFirst(), BookingState.AWAITING_HOST);
        parts.bookings.clear();
        parts.bookings.put(asked.id(), asked);
        String caller = "{\"call_id\":\"call_later\",\"from_number\":\"" + NUMBER + "\"}";
        Http.Reply reply = find(caller, "{}");
        assertThat(reply.at("/message"))
                .isEqualTo("You have asked for an appointment on Monday, November 23 at 9 AM Pacific Time,"
                        + " which the host has yet to confirm.");
        assertThat(reply.at("/bookings/0/status")).isEqualTo("awaiting_host");
        parts.know(FakeParts.booked("2026-11-24T17:00:00Z", asked.timeZone(), NUMBER, "call_other"));
        assertThat(find(caller, "{}").at("/message"))
                .isEqualTo("You have 2 appointments: Monday, November 23 at 9 AM Pacific Time, which the host has yet"
                        + " to confirm and Tuesday, November 24 at 9 AM Pacific Time.");
    }

    @Test
    void keepsTheAnswerShortWhateverPeopleHaveWritten() {
        BookingWish wish = parts.wishes.getFirst();
        parts.bookings.clear();
        for (int i = 0; i < 5; i++) {
            BookingWish chatty = new BookingWish(
                    new RequestKey("api", "k" + i),
                    wish.start().plusDays(i),
                    null,
                    null,
                    null,
                    "J".repeat(200),
                    NUMBER,
                    "j".repeat(60) + "@" + "e".repeat(180) + ".example.com",
                    "\"\n".repeat(1000),
                    Collections.nCopies(20, "guest@example.com"),
                    Map.of("why", "y".repeat(4000)),
                    null,
                    null,
                    null);
            parts.know(FakeParts.booking(chatty, BookingState.CONFIRMED));
        }
        Http.Reply reply = find("{\"call_id\":\"call_later\",\"from_number\":\"" + NUMBER + "\"}", "{}");
        assertThat(reply.text()).hasSizeLessThan(15_000);
        assertThat(reply.json().at("/bookings").size()).isEqualTo(5);
        assertThat(reply.at("/bookings/4/notes")).startsWith("\"\n\"\n").endsWith("…");
    }

    @Test
    void findsWhatWasBookedInTheCall() {
        assertThat(find("{\"call_id\":\"call_made\",\"call_type\":\"web_call\"}", "{}")
                        .at("/status"))
                .isEqualTo("found");
    }

    @Test
    void takesTheNumberCalledOnAnOutboundCall() {
        assertThat(find(
                                "{\"call_id\":\"call_out\",\"direction\":\"outbound\",\"from_number\":\"+12135550000\",\"to_number\":\""
                                        + NUMBER + "\"}",
                                "{}")
                        .at("/status"))
                .isEqualTo("found");
    }

    @Test
    void findsNothingUnderANumberThatTheModelSays() {
        Http.Reply reply = find(
                "{\"call_id\":\"call_other\",\"from_number\":\"+12135559999\"}",
                "{\"phone\":\"" + NUMBER + "\",\"call_id\":\"call_made\"}");
        assertThat(reply.at("/status")).isEqualTo("none");
        assertThat(reply.at("/message")).isEqualTo("I can not find an appointment of yours.");
    }

    @Test
    void findsNothingByACallIdThatIsOnlyAnArgument() {
        Http.Reply reply =
                Signed.post(http, "/retell/functions/find_bookings", "{\"call_id\":\"call_made\"}", clock.instant());
        assertThat(reply.at("/status")).isEqualTo("none");
    }

    @Test
    void findsNothingByACallThatIsOnlyAnArgument() {
        Http.Reply reply = Signed.post(
                http,
                "/retell/functions/find_bookings",
                "{\"call\":{\"call_id\":\"call_made\",\"from_number\":\"" + NUMBER + "\"}}",
                clock.instant());
        assertThat(reply.at("/status")).isEqualTo("none");
    }

    @Test
    void findsNothingForNobody() {
        assertThat(find("{\"call_id\":\"call_x\",\"from_number\":\"anonymous\"}", "{}")
                        .at("/status"))
                .isEqualTo("none");
    }

    private Http.Reply find(String call, String arguments) {
        return Signed.post(
                http,
                "/retell/functions/find_bookings",
                "{\"name\":\"find_bookings\",\"args\":" + arguments + ",\"call\":" + call + "}",
                clock.instant());
    }
}
