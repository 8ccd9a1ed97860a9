package dev.meridian.gateway.api;

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
import dev.meridian.gateway.request.AvailabilityAnswer;
import dev.meridian.gateway.request.AvailabilityQuestion;
import dev.meridian.gateway.request.BookingAnswer;
import dev.meridian.gateway.request.BookingWish;
import dev.meridian.gateway.request.Refusal;
import dev.meridian.scheduling.catalogue.Question;
import dev.meridian.scheduling.catalogue.QuestionType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

@EdgeTest
class RestTests {

    private static final Map<String, String> KEY = Map.of("Authorization", "Bearer key-one");
    private static final String MONDAY =
            "\"start\":\"2026-11-23T09:00:00-08:00\",\"time_zone\":\"America/Los_Angeles\"";

    private final Http http;
    private final FakeParts parts;

    RestTests(@Autowired WebTestClient client, @Autowired FakeParts parts) {
        this.http = new Http(client);
        this.parts = parts;
    }

    @BeforeEach
    void reset() {
        parts.reset();
        parts.decide(wish -> new BookingAnswer.Accepted(FakeParts.booking(wish, BookingState.CONFIRMED), false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer wrong", "Basic key-one", "key-one", "Bearer key-one2"})
    void asksForAKey(String authorization) {
        Map<String, String> headers = authorization.isEmpty() ? Map.of() : Map.of("Authorization", authorization);
        for (String path : List.of("/api/availability", "/api/bookings/x", "/api/nothing", "/v3/api-docs")) {
            Http.Reply reply = http.get(path, headers);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.at("/code")).isEqualTo("unauthorized");
            assertThat(reply.headers().getFirst("WWW-Authenticate")).isEqualTo("Bearer");
        }
        assertThat(http.post("/api/bookings", new byte[0], headers).status()).isEqualTo(401);
    }

    @Test
    void takesAnyOfTheKeys() {
        assertThat(http.get("/api/bookings/x", Map.of("Authorization", "bearer key-two"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void doesNotLetMatrixParametersRoundTheFilter() {
        assertThat(http.get("/api;x=1/bookings/x", Map.of()).status()).isEqualTo(401);
        assertThat(http.get("/%61pi/bookings/x", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void offersFreeTimes() {
        parts.offer(Offers.many(600));
        Http.Reply reply =
                http.get("/api/availability?time_zone=America/Los_Angeles&date=2026-11-23&explain=true", KEY);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/status")).isEqualTo("available");
        assertThat(reply.json().at("/suggestions").size()).isEqualTo(5);
        assertThat(reply.json().at("/slots").size()).isEqualTo(500);
        assertThat(reply.at("/slots/0/start")).isEqualTo("2026-11-23T09:00:00-08:00");
        assertThat(parts.questions.getFirst().source()).isEqualTo("api");
        assertThat(reply.json().at("/suggestions/0/score").asInt()).isEqualTo(50);
        assertThat(reply.json().at("/suggestions/0/why").toString())
                .isEqualTo("[{\"reason\":\"preferred_time\",\"score\":30},{\"reason\":\"buffer_kept\",\"score\":20}]");
        assertThat(reply.json().at("/slots/0").has("why")).isFalse();
    }

    @Test
    void explainsOnlyWhenAsked() {
        parts.offer(Offers.many(6));
        assertThat(http.get("/api/availability", KEY)
                        .json()
                        .at("/suggestions/0")
                        .has("why"))
                .isFalse();
        assertThat(http.get("/api/availability?explain=perhaps", KEY).at("/errors/0/expected"))
                .isEqualTo("true or false");
    }

    @Test
    void asksForTwoWeeksByDefault() {
        http.get("/api/availability", KEY);
        AvailabilityQuestion question = parts.questions.getFirst();
        assertThat(question.zone().getId()).isEqualTo("America/New_York");
        assertThat(question.from()).isEqualTo("2026-11-20");
        assertThat(question.to()).isEqualTo("2026-12-04");
    }

    @Test
    void namesAllThatIsWrongInAQueryAtOnce() {
        Http.Reply reply = http.get(
                "/api/availability?time_zone=CST&date=soon&part_of_day=tea&duration_minutes=x&service=none&staff=none",
                KEY);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/code")).isEqualTo("invalid");
        assertThat(reply.json().at("/errors").values().stream()
                        .map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("time_zone", "date", "part_of_day", "duration_minutes", "service", "staff");
        assertThat(parts.questions).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.meridian.gateway.PeerCases#dates")
    void takesADateAsItIsWrittenInIso8601(String text) {
        parts.offer(Offers.none("2026-12-04"));
        Http.Reply reply = http.get("/api/availability?date=" + text, KEY);
        if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(parts.questions.getFirst().from()).hasToString(text);
            assertThat(parts.questions.getFirst().to()).hasToString(text);
        } else {
            isNamed(reply, "date", text);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.meridian.gateway.PeerCases#noDates")
    @ValueSource(strings = {"0000-01-01", "-0001-12-31"})
    void namesADateThatIsNone(String text) {
        for (String field : List.of("date", "start_date", "end_date")) {
            isNamed(http.get("/api/availability?" + field + "=" + text, KEY), field, text);
        }
        String start = text + "T09:00";
        isNamed(
                book("\"start\":\"" + start + "\",\"time_zone\":\"America/Los_Angeles\",\"name\":\"Jo\""),
                "start",
                start);
    }

    private void isNamed(Http.Reply reply, String field, String value) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/code")).isEqualTo("invalid");
        assertThat(reply.json().at("/errors").values()).singleElement().satisfies(error -> {
            assertThat(error.path("field").asString()).isEqualTo(field);
            assertThat(error.path("value").asString()).isEqualTo(value);
            assertThat(error.path("expected").asString()).contains("2026-11-23");
        });
        assertThat(parts.questions).isEmpty();
        assertThat(parts.wishes).isEmpty();
    }

    @Test
    void refusesDatesInTheWrongOrder() {
        assertThat(http.get("/api/availability?start_date=2026-11-24&end_date=2026-11-23", KEY)
                        .at("/errors/0/field"))
                .isEqualTo("end_date");
    }

    @Test
    void namesALengthThatAServiceDoesNotComeInTogetherWithWhatElseIsWrong() {
        Http.Reply reply = http.get("/api/availability?date=soon&duration_minutes=45&service=standard", KEY);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors").values().stream()
                        .map(error -> error.path("field").asString() + ": "
                                + error.path("value").asString() + ", "
                                + error.path("expected").asString()))
                .containsExactly("duration_minutes: 45, one of [60]", "date: soon, a date such as 2026-11-23");
        assertThat(parts.questions).isEmpty();
    }

    @Test
    void saysWhenCalendarsAreAwayOrWeAreBusy() {
        Http.Reply away = http.get("/api/availability", KEY);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.at("/code")).isEqualTo("calendar_unavailable");
        parts.offer(new AvailabilityAnswer.Overloaded());
        Http.Reply busy = http.get("/api/availability", KEY);
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.at("/code")).isEqualTo("overloaded");
        assertThat(busy.headers().getFirst("Retry-After")).isEqualTo("1");
        parts.offer(new AvailabilityAnswer.Invalid("durationMinutes", "one of [60]"));
        assertThat(http.get("/api/availability?duration_minutes=45", KEY).at("/errors/0/field"))
                .isEqualTo("duration_minutes");
        parts.offer(new AvailabilityAnswer.Invalid("toDate", "a date such as 2026-11-23"));
        assertThat(http.get("/api/availability?start_date=9999-12-25", KEY).at("/errors/0/field"))
                .isEqualTo("end_date");
    }

    @Test
    void books() {
        Http.Reply reply = book(MONDAY + ",\"name\":\"Jo Example\",\"phone\":\"+1 213 777 1234\","
                + "\"email\":\"jo@example.com\",\"guests\":[\"a@example.com\"],\"answers\":{\"shoe\":\"42\"},"
                + "\"service\":\"standard\",\"staff\":\"default\",\"duration_minutes\":60,\"notes\":null");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.headers().getFirst("Location")).isEqualTo("/api/bookings/" + reply.at("/id"));
        assertThat(reply.at("/status")).isEqualTo("confirmed");
        assertThat(reply.at("/created_by")).isEqualTo("api");
        assertThat(reply.json().at("/email").isNull()).isFalse();
        BookingWish wish = parts.wishes.getFirst();
        assertThat(wish.id()).isEqualTo(new RequestKey("api", "k1"));
        assertThat(wish.startsAt()).isEqualTo(Offers.MONDAY_9.start());
        assertThat(wish.phone()).isEqualTo("+12137771234");
        assertThat(wish.answers()).containsEntry("shoe", "42");
        assertThat(wish.conversationId()).isNull();
    }

    @Test
    void answersCreatedAlsoWhereTheHostHasYetToAgree() {
        parts.decide(
                wish -> new BookingAnswer.Accepted(FakeParts.booking(wish, BookingState.AWAITING_HOST), true, false));
        Http.Reply reply = book(MONDAY + ",\"name\":\"Jo\"");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.at("/status")).isEqualTo("awaiting_host");
    }

    @Test
    void namesAllAnswersThatAreMissingOrWrongAtOnce() {
        ask();
        Http.Reply reply = book(MONDAY + ",\"name\":\"\",\"answers\":{\"insuranceNo\":\"none\",\"first\":\"yes\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors").values().stream()
                        .map(error -> error.path("field").asString() + "=" + error.path("value")))
                .containsExactlyInAnyOrder(
                        "name=\"\"", "answers.reason=null", "answers.insuranceNo=\"none\"", "answers.first=\"yes\"");
        assertThat(parts.wishes).isEmpty();
        assertThat(book(MONDAY + ",\"name\":\"Jo\",\"answers\":[]")
                        .json()
                        .at("/errors")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void refusesMoreAnswersThanARequestCanHold() {
        String many = IntStream.rangeClosed(0, 50)
                .mapToObj(i -> "\"q" + i + "\":\"yes\"")
                .collect(Collectors.joining(","));
        for (String answers : List.of(many, "\"" + "q".repeat(201) + "\":\"yes\"")) {
            Http.Reply reply = book(MONDAY + ",\"name\":\"Jo\",\"answers\":{" + answers + "}");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.at("/errors/0/field")).isEqualTo("answers");
            assertThat(reply.at("/errors/0/expected")).contains("at most 50");
        }
        assertThat(parts.wishes).isEmpty();
    }

    @Test
    void handsOnAnswersThatAreRight() {
        ask();
        assertThat(book(MONDAY
                                + ",\"name\":\"Jo\",\"answers\":{\"reason\":\"Back pain\",\"insuranceNo\":12,\"first\":true}")
                        .status())
                .isEqualTo(201);
        assertThat(parts.wishes.getFirst().answers())
                .isEqualTo(Map.of("reason", "Back pain", "insuranceNo", "12", "first", "true"));
    }

    @Test
    void doesNotAskAgainForAKeyThatIsKnownOrForASlotThatIsKept() {
        ask();
        RequestKey key = new RequestKey("api", "k1");
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
        assertThat(book(MONDAY + ",\"name\":\"Jo\"").status()).isEqualTo(201);
        assertThat(post("{" + MONDAY + ",\"name\":\"Jo\",\"hold_token\":\"t\"}", "k2")
                        .status())
                .isEqualTo(201);
        parts.decide(wish -> new Refusal.Invalid("answers.insuranceNo", "a number"));
        assertThat(book(MONDAY + ",\"name\":\"Jo\"").at("/errors/0/field")).isEqualTo("answers.insuranceNo");
    }

    private void ask() {
        parts.services = List.of(FakeParts.service(
                "standard",
                "Standard appointment",
                List.of(
                        new Question("reason", "What brings you?", QuestionType.TEXT, true),
                        new Question("insuranceNo", "Insurance number", QuestionType.NUMBER, false),
                        new Question("first", "Is it your first visit?", QuestionType.BOOLEAN, true))));
    }

    @Test
    void readsLocalStartsInTheZoneAsSaidElseOfTheNumberElseTheDefault() {
        book("\"start\":\"2026-11-23T09:00\",\"name\":\"Jo\",\"time_zone\":\"Pacific Time\"");
        book("\"start\":\"2026-11-23T09:00\",\"name\":\"Jo\",\"phone\":\"+12137771234\"");
        book("\"start\":\"2026-11-23T12:00\",\"name\":\"Jo\"");
        assertThat(parts.wishes)
                .hasSize(3)
                .allSatisfy(wish -> assertThat(wish.startsAt()).isEqualTo(Offers.MONDAY_9.start()));
    }

    @Test
    void sameKeyAgainIsTheSameBooking() {
        parts.decide(wish -> new BookingAnswer.Accepted(FakeParts.booking(wish, BookingState.CONFIRMED), false, true));
        assertThat(book(MONDAY + ",\"name\":\"Jo\"").status()).isEqualTo(200);
    }

    @Test
    void answersInProgressPastTheDeadline() {
        parts.decide(wish -> {
            Booking writing = FakeParts.booking(wish, BookingState.WRITING);
            return new BookingAnswer.Pending(writing.id(), writing);
        });
        Http.Reply known = book(MONDAY + ",\"name\":\"Jo\"");
        assertThat(known.status()).isEqualTo(202);
        assertThat(known.at("/status")).isEqualTo("in_progress");
        assertThat(known.headers().getFirst("Location")).isEqualTo("/api/bookings/" + known.at("/id"));
        UUID id = UUID.fromString("5f2b6f0e-1111-8222-8333-444455556666");
        parts.decide(wish -> new BookingAnswer.Pending(id, null));
        Http.Reply unknown = book(MONDAY + ",\"name\":\"Jo\"");
        assertThat(unknown.status()).isEqualTo(202);
        assertThat(unknown.headers().getFirst("Location")).isEqualTo("/api/bookings/" + id);
        assertThat(unknown.at("/id")).isEqualTo(id.toString());
        assertThat(unknown.at("/status")).isEqualTo("in_progress");
        assertThat(unknown.at("/start")).isEqualTo("2026-11-23T09:00:00-08:00");
    }

    @Test
    void saysThatTheDatabaseIsAwayAndNotThatItFailed() {
        parts.desk = wish -> Mono.error(new DataAccessResourceFailureException("no connection"));
        Http.Reply reply = book(MONDAY + ",\"name\":\"Jo\"");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.at("/code")).isEqualTo("unavailable");
    }

    @Test
    void tellsWhyNot() {
        parts.decide(wish -> new Refusal.SlotTaken(List.of(Offers.MONDAY_10)));
        Http.Reply taken = book(MONDAY + ",\"name\":\"Jo\"");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.at("/code")).isEqualTo("slot_taken");
        assertThat(taken.at("/alternatives/0/start")).isEqualTo("2026-11-23T10:00:00-08:00");
        parts.decide(wish -> new Refusal.NotAllowed("notice", List.of()));
        Http.Reply forbidden = book(MONDAY + ",\"name\":\"Jo\"");
        assertThat(forbidden.status()).isEqualTo(422);
        assertThat(forbidden.at("/code")).isEqualTo("not_allowed");
        assertThat(forbidden.at("/reason")).isEqualTo("notice");
        parts.decide(wish -> new Refusal.KeyReused());
        assertThat(book(MONDAY + ",\"name\":\"Jo\"").at("/code")).isEqualTo("idempotency_key_reused");
        parts.decide(wish -> new Refusal.HoldGone());
        assertThat(book(MONDAY + ",\"name\":\"Jo\"").at("/code")).isEqualTo("hold_gone");
        parts.decide(wish -> new Refusal.Expired());
        assertThat(book(MONDAY + ",\"name\":\"Jo\"").status()).isEqualTo(503);
        parts.decide(wish -> new Refusal.Invalid("durationMinutes", "one of [60]"));
        Http.Reply wrong = book(MONDAY + ",\"name\":\"Jo\",\"duration_minutes\":45");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().at("/errors").toString())
                .isEqualTo("[{\"field\":\"duration_minutes\",\"value\":45,\"expected\":\"one of [60]\"}]");
        parts.decide(wish -> new Refusal.Overloaded());
        Http.Reply busy = book(MONDAY + ",\"name\":\"Jo\"");
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.at("/code")).isEqualTo("overloaded");
        assertThat(busy.headers().getFirst("Retry-After")).isEqualTo("1");
    }

    @Test
    void asksForAnIdempotencyKey() {
        assertThat(http.post("/api/bookings", bytes("{}"), KEY).at("/code")).isEqualTo("idempotency_key_required");
        assertThat(post("{}", "").at("/code")).isEqualTo("idempotency_key_required");
        assertThat(post("{}", "k".repeat(201)).at("/code")).isEqualTo("invalid");
    }

    @Test
    void namesAllThatIsWrongInABodyAtOnce() {
        Http.Reply reply =
                book("\"start\":\"soon\",\"time_zone\":\"IST\",\"name\":\"\",\"phone\":\"x\",\"email\":\"x\","
                        + "\"notes\":7,\"service\":\"none\",\"staff\":\"none\",\"duration_minutes\":0,\"guests\":[\"x\"],"
                        + "\"answers\":[],\"nmae\":\"Jo\"");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.headers().getContentType()).hasToString("application/problem+json");
        assertThat(reply.json().at("/errors").values().stream()
                        .map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder(
                        "start",
                        "time_zone",
                        "name",
                        "phone",
                        "email",
                        "notes",
                        "service",
                        "staff",
                        "duration_minutes",
                        "guests",
                        "answers",
                        "nmae");
        assertThat(parts.wishes).isEmpty();
    }

    @Test
    void refusesAnswersThatNoRecordCouldHold() {
        String many =
                IntStream.range(0, 51).mapToObj(i -> "\"q" + i + "\":\"a\"").collect(Collectors.joining(","));
        for (String answers : List.of(many, "\"" + "q".repeat(201) + "\":\"a\"")) {
            Http.Reply reply = book(MONDAY + ",\"name\":\"Jo\",\"answers\":{" + answers + "}");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.at("/errors/0/field")).isEqualTo("answers");
        }
        assertThat(parts.wishes).isEmpty();
    }

    @Test
    void refusesHalfACharacter() {
        Http.Reply half = book(MONDAY + ",\"name\":\"Jo \\ud83d\",\"notes\":\"\\udc4b\"");
        assertThat(half.json().at("/errors").values().stream()
                        .map(error -> error.path("field").asString()))
                .containsExactly("name", "notes");
        Http.Reply cut = book(MONDAY + ",\"name\":\"" + "a".repeat(199) + "👋!\"");
        assertThat(cut.status()).isEqualTo(400);
        assertThat(cut.at("/errors/0/field")).isEqualTo("name");
        assertThat(book(MONDAY + ",\"name\":\"Jo\",\"\\ud83dx\":1").status()).isEqualTo(400);
        assertThat(book(MONDAY + ",\"name\":\"Jo \\ud83d\\udc4b\"").status()).isEqualTo(201);
        assertThat(parts.wishes.getFirst().name()).isEqualTo("Jo 👋");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "name":"Jo"                                                                          | start
                    "start":"2026-11-23T09:00"                                                           | name
                    "start":"2027-03-14T02:30","time_zone":"America/Los_Angeles","name":"Jo"             | start
                    "start":"2027-11-07T01:30","time_zone":"America/Los_Angeles","name":"Jo"             | start
                    "start":"2026-11-23","name":"Jo"                                                     | start
                    "start":1795132800,"name":"Jo"                                                       | start
                    "start":"2026-11-23T09:00","name":"Jo","time_zone":""                                | time_zone
                    """)
    void refusesStartsThatAreNone(String fields, String wrong) {
        Http.Reply reply = book(fields);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/errors/0/field")).isEqualTo(wrong);
        assertThat(reply.json().at("/errors").size()).isEqualTo(1);
    }

    @Test
    void takesTheOffsetForTheSideOfAnOverlap() {
        assertThat(book("\"start\":\"2027-11-07T01:30:00-08:00\",\"time_zone\":\"America/Los_Angeles\",\"name\":\"Jo\"")
                        .status())
                .isEqualTo(201);
        assertThat(parts.wishes.getFirst().startsAt()).isEqualTo("2027-11-07T09:30:00Z");
    }

    @Test
    void refusesBodiesThatAreNoObject() {
        for (String body : List.of("", "no", "[]", "{\"start\":")) {
            Http.Reply reply = post(body, "k1");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.at("/code")).isEqualTo("invalid");
        }
    }

    @Test
    void findsBookings() {
        book(MONDAY + ",\"name\":\"Jo\"");
        Booking booking = FakeParts.booking(parts.wishes.getFirst(), BookingState.CONFIRMED);
        parts.bookings.put(booking.id(), booking);
        Http.Reply reply = http.get("/api/bookings/" + booking.id(), KEY);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/id")).isEqualTo(booking.id().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-000000000000", "1-1-1-1-1", "none", "%00"})
    void doesNotFindWhatIsNotThere(String id) {
        Http.Reply reply = http.get("/api/bookings/" + id, KEY);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.at("/code")).isEqualTo("not_found");
    }

    @Test
    void answersOtherPathsWithProblems() {
        Http.Reply reply = http.get("/api/nothing", KEY);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.headers().getContentType()).hasToString("application/problem+json");
        assertThat(reply.at("/code")).isEqualTo("not_found");
        assertThat(http.post("/api/availability", bytes("{}"), KEY).at("/code")).isEqualTo("method_not_allowed");
        assertThat(http.get("/nothing", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void describesEveryPathItServes() {
        assertThat(http.document().path("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/retell/functions",
                        "/retell/functions/check_availability",
                        "/retell/functions/save_booking",
                        "/retell/functions/find_bookings",
                        "/retell/functions/reschedule_booking",
                        "/retell/functions/cancel_booking",
                        "/retell/webhook",
                        "/retell/inbound",
                        "/api/availability",
                        "/api/bookings",
                        "/api/bookings/{id}",
                        "/api/bookings/{id}/reschedule",
                        "/api/bookings/{id}/cancel",
                        "/api/bookings/{id}/accept",
                        "/api/bookings/{id}/decline",
                        "/api/bookings/{id}/resume",
                        "/api/holds",
                        "/api/holds/{token}",
                        "/api/customers",
                        "/api/customers/{id}",
                        "/api/customers/{id}/preferences",
                        "/api/customers/{id}/patterns",
                        "/api/services",
                        "/api/services/{id}",
                        "/api/services/{id}/changes",
                        "/api/staff",
                        "/api/staff/{id}",
                        "/api/staff/{id}/changes",
                        "/api/schedules",
                        "/api/schedules/{id}",
                        "/api/schedules/{id}/changes",
                        "/api/schedules/preview");
        assertThat(http.document().path("info").path("title").asString()).isEqualTo("Meridian");
        assertThat(http.document().path("components").path("securitySchemes").propertyNames())
                .containsExactlyInAnyOrder("apiKey", "retellSignature");
    }

    @Test
    void servesAllThatIsWritten() throws IOException {
        try (InputStream yaml = new ClassPathResource("openapi.yml").getInputStream()) {
            assertThat(lost("", YAMLMapper.shared().readTree(yaml), http.document()))
                    .isEmpty();
        }
    }

    /** Where the second is not at least the first. */
    private static List<String> lost(String at, JsonNode written, JsonNode served) {
        if (written.isObject() && served.isObject()) {
            return written.properties().stream()
                    .flatMap(entry ->
                            lost(at + "/" + entry.getKey(), entry.getValue(), served.path(entry.getKey())).stream())
                    .toList();
        }
        boolean kept = (written.isArray() && served.isArray())
                ? Set.copyOf(written.values()).equals(Set.copyOf(served.values()))
                : written.equals(served);
        return kept ? List.of() : List.of(at + ": " + served);
    }

    @Test
    void tellsItsHealth() {
        assertThat(http.get("/actuator/health/readiness", Map.of()).at("/status"))
                .isEqualTo("UP");
        assertThat(http.get("/actuator/health/liveness", Map.of()).at("/status"))
                .isEqualTo("UP");
    }

    private Http.Reply book(String fields) {
        return post("{" + fields + "}", "k1");
    }

    private Http.Reply post(String body, String key) {
        Map<String, String> headers = new HashMap<>(KEY);
        headers.put("Idempotency-Key", key);
        return http.post("/api/bookings", bytes(body), headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
