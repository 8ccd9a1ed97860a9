package dev.meridian.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.gateway.EdgeTest;
import dev.meridian.gateway.FakeParts;
import dev.meridian.gateway.Http;
import dev.meridian.gateway.Offers;
import dev.meridian.gateway.request.CancelWish;
import dev.meridian.gateway.request.ChangeAnswer;
import dev.meridian.gateway.request.DecisionWish;
import dev.meridian.gateway.request.MoveWish;
import dev.meridian.gateway.request.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@EdgeTest
class BookingChangesTests {

    private static final Map<String, String> KEY = Map.of("Authorization", "Bearer key-one");
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final String TUESDAY = "{\"start\":\"2026-11-24T09:00:00-08:00\"}";

    private final Http http;
    private final FakeParts parts;
    private Booking booking = FakeParts.booked("2026-11-23T17:00:00Z", PACIFIC, "+12137771234", "c1");

    BookingChangesTests(@Autowired WebTestClient client, @Autowired FakeParts parts) {
        this.http = new Http(client);
        this.parts = parts;
    }

    @BeforeEach
    void know() {
        parts.reset();
        booking = parts.know(booking);
        parts.mover = wish ->
                new ChangeAnswer.Done(FakeParts.after(booking, wish.startsAt(), wish.zone(), BookingState.CONFIRMED));
        parts.canceller = wish -> new ChangeAnswer.Done(cancelled());
    }

    @Test
    void moves() {
        Http.Reply reply = reschedule(TUESDAY);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/start")).isEqualTo("2026-11-24T09:00:00-08:00");
        assertThat(reply.json().at("/version").asInt()).isEqualTo(2);
        MoveWish wish = parts.moves.getFirst();
        assertThat(wish.id()).isEqualTo(new RequestKey("api", "k1"));
        assertThat(wish.booking()).isEqualTo(booking);
        assertThat(wish.startsAt()).isEqualTo(Offers.TUESDAY_9.start());
        assertThat(wish.zone()).isEqualTo(PACIFIC);
        assertThat(wish.conversationId()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "start":"2026-11-24T09:00"                                          | 2026-11-24T17:00:00Z | America/Los_Angeles
                    "start":"2026-11-24T12:00","time_zone":"Eastern Time"               | 2026-11-24T17:00:00Z | America/New_York
                    "start":"2026-11-24T17:00:00Z","time_zone":null                     | 2026-11-24T17:00:00Z | America/Los_Angeles
                    "start":"2026-11-24T09:00:00-08:00","time_zone":"America/Chicago"   | 2026-11-24T17:00:00Z | America/Chicago
                    """)
    void readsTheStartInTheZoneAsSaidElseOfTheBooking(String fields, Instant start, ZoneId zone) {
        assertThat(reschedule("{" + fields + "}").status()).isEqualTo(200);
        assertThat(parts.moves.getFirst().startsAt()).isEqualTo(start);
        assertThat(parts.moves.getFirst().zone()).isEqualTo(zone);
    }

    @Test
    void cancels() {
        Http.Reply reply = cancel("{\"reason\":\"Travelling\"}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/status")).isEqualTo("cancelled");
        CancelWish wish = parts.cancels.getFirst();
        assertThat(wish.id()).isEqualTo(new RequestKey("api", "k1"));
        assertThat(wish.reason()).isEqualTo("Travelling");
        assertThat(wish.toString()).doesNotContain("Travelling");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"reason\":null}"})
    void cancelsWithoutAReason(String body) {
        assertThat(cancel(body).status()).isEqualTo(200);
        assertThat(parts.cancels.getFirst().reason()).isNull();
    }

    @Test
    void answersAcceptedPastTheDeadline() {
        Booking undoing = FakeParts.after(booking, booking.slot().start(), PACIFIC, BookingState.UNDOING);
        parts.mover = wish -> new ChangeAnswer.Pending(booking);
        parts.canceller = wish -> new ChangeAnswer.Pending(undoing);
        Http.Reply moving = reschedule(TUESDAY);
        assertThat(moving.status()).isEqualTo(202);
        assertThat(moving.at("/start")).isEqualTo("2026-11-23T09:00:00-08:00");
        assertThat(moving.at("/status")).isEqualTo("confirmed");
        Http.Reply cancelling = cancel("{}");
        assertThat(cancelling.status()).isEqualTo(202);
        assertThat(cancelling.at("/status")).isEqualTo("in_progress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-4000-8000-000000000000", "1-1-1-1-1", "none", "%00"})
    void doesNotFindWhatIsNotThere(String id) {
        for (String what : List.of("reschedule", "cancel", "accept", "decline", "resume")) {
            Http.Reply reply = post("/api/bookings/" + id + "/" + what, TUESDAY, "k1");
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.at("/code")).isEqualTo("not_found");
        }
        assertThat(parts.moves).isEmpty();
        assertThat(parts.cancels).isEmpty();
        assertThat(parts.decisions).isEmpty();
    }

    @Test
    void doesNotFindWhatHasEnded() {
        parts.mover = wish -> new Refusal.NotFound();
        parts.canceller = wish -> new Refusal.NotFound();
        assertThat(reschedule(TUESDAY).at("/code")).isEqualTo("not_found");
        assertThat(cancel("").status()).isEqualTo(404);
    }

    @Test
    void handsOnThatTheHostAccepts() {
        parts.host = wish -> new ChangeAnswer.Done(booking);
        Http.Reply reply = post(path("accept"), "", "k1");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/status")).isEqualTo("confirmed");
        assertThat(parts.decisions).containsExactly(new DecisionWish(new RequestKey("api", "k1"), booking, true, null));
        assertThat(post(path("accept"), "{}", "k2").status()).isEqualTo(200);
    }

    @Test
    void handsOnThatTheHostDeclinesAndWhy() {
        Booking declined = FakeParts.after(booking, booking.slot().start(), PACIFIC, BookingState.DECLINED);
        parts.host = wish -> new ChangeAnswer.Done(declined);
        Http.Reply reply = post(path("decline"), "{\"reason\":\"Fully booked\"}", "k1");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/status")).isEqualTo("declined");
        DecisionWish wish = parts.decisions.getFirst();
        assertThat(wish.accepts()).isFalse();
        assertThat(wish.reason()).isEqualTo("Fully booked");
        assertThat(wish.toString()).doesNotContain("Fully booked");
        assertThat(post(path("decline"), "", "k2").status()).isEqualTo(200);
    }

    @Test
    void answersAcceptedWhileTheHostsBookingIsBeingWritten() {
        Booking writing = FakeParts.after(booking, booking.slot().start(), PACIFIC, BookingState.WRITING);
        parts.host = wish -> new ChangeAnswer.Pending(writing);
        Http.Reply reply = post(path("accept"), "", "k1");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.at("/status")).isEqualTo("in_progress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept", "decline"})
    void tellsThatOthersHaveDecided(String what) {
        parts.host = wish -> new Refusal.AlreadyDecided();
        Http.Reply late = post(path(what), "", "k1");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.at("/code")).isEqualTo("already_decided");
        parts.host = wish -> new Refusal.SlotTaken(List.of());
        Http.Reply taken = post(path(what), "", "k1");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.at("/code")).isEqualTo("slot_taken");
        parts.host = wish -> new Refusal.KeyReused();
        assertThat(post(path(what), "", "k1").at("/code")).isEqualTo("idempotency_key_reused");
        parts.host = wish -> new Refusal.NotFound();
        assertThat(post(path(what), "", "k1").status()).isEqualTo(404);
    }

    @Test
    void asksForAnIdempotencyKey() {
        for (String what : List.of("reschedule", "cancel", "accept", "decline")) {
            assertThat(http.post(path(what), bytes(TUESDAY), KEY).at("/code")).isEqualTo("idempotency_key_required");
            assertThat(post(path(what), TUESDAY, "").at("/code")).isEqualTo("idempotency_key_required");
            assertThat(post(path(what), TUESDAY, "é".repeat(101)).at("/errors/0/field"))
                    .isEqualTo("Idempotency-Key");
        }
        assertThat(parts.moves).isEmpty();
        assertThat(parts.cancels).isEmpty();
        assertThat(parts.decisions).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    reschedule | {}                                                                            | start
                    reschedule | {"start":"soon","time_zone":"IST","stat":1}                                   | start,stat,time_zone
                    reschedule | {"start":"2027-03-14T02:30"}                                                  | start
                    reschedule | {"start":"2027-11-07T01:30"}                                                  | start
                    reschedule | {"start":7,"time_zone":7}                                                     | start,time_zone
                    cancel     | {"reason":7,"resaon":"x"}                                                     | reason,resaon
                    cancel     | {"reason":""}                                                                 | reason
                    decline    | {"reason":7,"resaon":"x"}                                                     | reason,resaon
                    accept     | {"reason":"x"}                                                                | reason
                    """)
    void namesAllThatIsWrongAtOnce(String what, String body, String fields) {
        Http.Reply reply = post(path(what), body, "k1");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/code")).isEqualTo("invalid");
        assertThat(reply.json().at("/errors").values().stream()
                        .map(error -> error.path("field").asString())
                        .sorted())
                .containsExactly(fields.split(","));
        assertThat(parts.moves).isEmpty();
        assertThat(parts.cancels).isEmpty();
        assertThat(parts.decisions).isEmpty();
    }

    @Test
    void refusesBodiesThatAreNoObject() {
        for (String body : List.of("", "no", "[]", "{\"start\":")) {
            assertThat(reschedule(body).at("/code")).isEqualTo("invalid");
        }
        for (String body : List.of("no", "[]", "7")) {
            assertThat(cancel(body).at("/code")).isEqualTo("invalid");
        }
    }

    @Test
    void offersOthersWhereTheNewTimeIsTaken() {
        parts.mover = wish -> new Refusal.SlotTaken(List.of(Offers.MONDAY_10));
        Http.Reply reply = reschedule(TUESDAY);
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.at("/code")).isEqualTo("slot_taken");
        assertThat(reply.at("/alternatives/0/start")).isEqualTo("2026-11-23T10:00:00-08:00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    reschedule_notice | It is too late to move that appointment. Please contact us directly.
                    in_progress       | That appointment is just being changed. Please try again in a moment.
                    awaiting_host     | That appointment is not confirmed yet, so it can not be moved.
                    past              | That time has passed. Shall I look for another time?
                    closed            | We have no appointments at that time. Shall I look for another time?
                    """)
    void tellsWhyABookingCanNotBeMoved(String reason, String detail) {
        parts.mover = wish -> new Refusal.NotAllowed(reason, List.of());
        Http.Reply reply = reschedule(TUESDAY);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.at("/code")).isEqualTo("not_allowed");
        assertThat(reply.at("/reason")).isEqualTo(reason);
        assertThat(reply.at("/detail")).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cancel_notice | It is too late to cancel that appointment. Please contact us directly.
                    past          | That appointment has already begun.
                    other         | That appointment can not be cancelled. Please contact us directly.
                    """)
    void tellsWhyABookingCanNotBeCancelled(String reason, String detail) {
        parts.canceller = wish -> new Refusal.NotAllowed(reason, List.of());
        Http.Reply reply = cancel("");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.at("/reason")).isEqualTo(reason);
        assertThat(reply.at("/detail")).isEqualTo(detail);
    }

    @Test
    void saysThatAnAppointmentHasBegun() {
        booking = parts.know(FakeParts.booked("2026-11-20T17:30:00Z", PACIFIC, "+12137771234", "c1"));
        parts.mover = wish -> new Refusal.NotAllowed("past", List.of());
        assertThat(reschedule(TUESDAY).at("/detail")).isEqualTo("That appointment has already begun.");
    }

    @Test
    void tellsOtherRefusals() {
        parts.canceller = wish -> new Refusal.KeyReused();
        Http.Reply reused = cancel("");
        assertThat(reused.status()).isEqualTo(422);
        assertThat(reused.at("/code")).isEqualTo("idempotency_key_reused");
        parts.canceller = wish -> new Refusal.Expired();
        assertThat(cancel("").at("/code")).isEqualTo("expired");
        parts.canceller = wish -> new Refusal.Overloaded();
        Http.Reply busy = cancel("");
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.at("/code")).isEqualTo("overloaded");
        assertThat(busy.headers().getFirst("Retry-After")).isEqualTo("1");
        parts.mover = wish -> new Refusal.Invalid("timeZone", "an IANA id");
        assertThat(reschedule(TUESDAY).at("/errors/0/field")).isEqualTo("time_zone");
    }

    @Test
    void saysWhenBookingsCanNotBeRead() {
        parts.readable = false;
        for (String what : List.of("reschedule", "cancel", "accept", "decline", "resume")) {
            Http.Reply reply = post(path(what), TUESDAY, "k1");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.at("/code")).isEqualTo("unavailable");
        }
    }

    @Test
    void resumesWhatIsParked() {
        Http.Reply confirmed = post(path("resume"), "", "k1");
        assertThat(confirmed.status()).isEqualTo(409);
        assertThat(confirmed.at("/code")).isEqualTo("not_parked");
        parts.know(FakeParts.after(booking, booking.slot().start(), PACIFIC, BookingState.PARKED));
        Http.Reply reply = http.post(path("resume"), new byte[0], KEY);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(UUID.fromString(reply.at("/id"))).isEqualTo(booking.id());
    }

    private Booking cancelled() {
        return FakeParts.after(booking, booking.slot().start(), PACIFIC, BookingState.CANCELLED);
    }

    private Http.Reply reschedule(String body) {
        return post(path("reschedule"), body, "k1");
    }

    private Http.Reply cancel(String body) {
        return post(path("cancel"), body, "k1");
    }

    private String path(String what) {
        return "/api/bookings/" + booking.id() + "/" + what;
    }

    private Http.Reply post(String path, String body, String key) {
        Map<String, String> headers = new HashMap<>(KEY);
        headers.put("Idempotency-Key", key);
        return http.post(path, bytes(body), headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
