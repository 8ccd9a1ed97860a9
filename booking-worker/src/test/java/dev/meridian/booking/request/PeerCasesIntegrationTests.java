package dev.meridian.booking.request;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.NOW;
import static dev.meridian.booking.TestDesk.request;
import static dev.meridian.booking.request.TestHours.ALWAYS;
import static dev.meridian.booking.request.TestHours.at;
import static dev.meridian.booking.request.TestRequests.answered;
import static dev.meridian.booking.request.TestRequests.underWay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.TestDesk;
import dev.meridian.booking.TestService;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Outcome.Status;
import dev.meridian.bookings.session.Vacancy;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.schema.booking.HoldSlot;
import dev.meridian.schema.booking.RequestBooking;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of other booking systems expect of who keeps a slot and of several who want one, as data. */
class PeerCasesIntegrationTests {

    private static final int WEEK = 7 * 24;

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private final TestRequests requests = new TestRequests(desk);
    private final TestHours hours = new TestHours(requests);

    @BeforeEach
    void hire() {
        List.of("amy", "ben").forEach(id -> desk.hire(id, 1, ALWAYS));
    }

    @Test
    void aHoldTakesASeat() {
        JsonNode test = find("cal-75-hold-takes-a-seat");
        JsonNode input = test.get("input");
        TimeRange slot = new TimeRange(
                Instant.parse(input.at("/slot/0").asString()),
                Instant.parse(input.at("/slot/1").asString()));
        Instant now = Instant.parse(input.get("now").asString());
        String start = LocalDateTime.ofInstant(slot.start(), BUSINESS_ZONE).toString();
        int seats = input.get("seats").asInt();
        assertThat(input.get("host_zone").asString()).isEqualTo(BUSINESS_ZONE.getId());
        desk.setClock(now);
        desk.offer(TestService.of("class", "amy")
                .lasting((int) slot.length().toMinutes())
                .shared(seats));
        IntStream.range(0, input.get("seat_holds").asInt())
                .forEach(i -> assertThat(answered(requests.ask(hold("hold-" + i, start, now)))
                                .status())
                        .isEqualTo(Status.HELD));

        int taken = test.at("/expect/seats_taken").asInt();
        boolean offered = test.at("/expect/offered").asBoolean();
        assertThat(desk.sessions
                        .vacancies("class", List.of("amy"), seats, slot.start(), slot.end())
                        .collectList()
                        .block())
                .isEqualTo(offered ? List.of(vacancy(slot, seats - taken)) : List.of());
        for (int i = taken; i < seats; i++) {
            underWay(requests.ask(seat("seat-" + i, start, now)));
        }
        assertThat(answered(requests.ask(seat("late", start, now))).status()).isEqualTo(Status.SLOT_TAKEN);
    }

    @Test
    void whoeverHoldsASlotGetsItAndNobodyElse() {
        JsonNode test = find("cal-76-book-on-held-slot");
        Outcome held = answered(requests.ask(HoldSlot.newBuilder()
                .setRequestId("A holds S")
                .setExpiresAt(NOW.plusSeconds(60))
                .setStart("2026-11-23T09:00")
                .setTimeZone("America/Los_Angeles")));

        Acceptance b = requests.ask(request("B books S without hold"));
        Acceptance a = requests.ask(
                request("A books S").setHoldToken(desk.ids.holdToken(Objects.requireNonNull(held.bookingId()))));

        assertThat(code(b)).isEqualTo(test.at("/expect/B").asInt());
        assertThat(code(a)).isEqualTo(test.at("/expect/A_then_books").asInt());
    }

    @Test
    void aSeriesAndASingleBookingDoNotShareATime() {
        JsonNode expect = find("cal-86-recurring-vs-single").get("expect");
        desk.offer(TestService.of("talk", "amy"));
        // A series is so many bookings, each of which is decided by itself.
        List<RequestBooking.Builder> wishes = new ArrayList<>(IntStream.range(0, 3)
                .mapToObj(week -> at("talk", 1 + week * WEEK))
                .toList());
        wishes.add(at("talk", 1 + WEEK).setRequestId("single"));

        assertThat(codes(wishes))
                .containsExactlyInAnyOrder(
                        201, 201, expect.get("one").asInt(), expect.get("other").asInt());
        assertThat(desk.count("bookings")).isEqualTo(3);
    }

    @Test
    void ofTwoBrowsersOneGetsTheLastProvider() {
        JsonNode test = find("ea-87-two-browsers");
        JsonNode input = test.get("input");
        assertThat(input.get("any_provider").asBoolean()).isTrue();
        assertThat(input.get("providers_free").asInt()).isOne();
        desk.offer(TestService.of("talk", "amy", "ben"));
        hours.booked("talk", 1, "ben");

        List<Integer> codes = codes(IntStream.range(0, input.get("parallel").asInt())
                .mapToObj(i -> at("talk", 1).setRequestId("browser-" + i))
                .toList());

        for (int code : List.of(201, 409)) {
            assertThat(codes)
                    .filteredOn(answer -> answer == code)
                    .hasSize(test.get("expect").get(Integer.toString(code)).asInt());
        }
    }

    private static Vacancy vacancy(TimeRange slot, int seatsLeft) {
        return new Vacancy(desk.ids.sessionId("class", "amy", slot, 1), "amy", slot, seatsLeft);
    }

    private static HoldSlot.Builder hold(String key, String start, Instant now) {
        return HoldSlot.newBuilder()
                .setRequestId(key)
                .setExpiresAt(now.plusSeconds(60))
                .setStart(start)
                .setTimeZone(BUSINESS_ZONE.getId())
                .setService("class");
    }

    private static RequestBooking.Builder seat(String key, String start, Instant now) {
        return request(key)
                .setExpiresAt(now.plusSeconds(60))
                .setStart(start)
                .setTimeZone(BUSINESS_ZONE.getId())
                .setService("class");
    }

    private List<Integer> codes(List<RequestBooking.Builder> wishes) {
        return hours.inParallel(wishes).stream()
                .map(PeerCasesIntegrationTests::code)
                .toList();
    }

    /** What HTTP makes of it. */
    private static int code(Acceptance acceptance) {
        if (acceptance instanceof Acceptance.UnderWay) {
            return 201;
        }
        assertThat(answered(acceptance).status()).isEqualTo(Status.SLOT_TAKEN);
        return 409;
    }

    private static JsonNode find(String id) {
        try (InputStream json = Objects.requireNonNull(
                PeerCasesIntegrationTests.class.getResourceAsStream("/dev/meridian/scheduling/peer-cases.json"))) {
            return JsonMapper.shared()
                    .readTree(json)
                    .get("cases")
                    .valueStream()
                    .filter(test -> test.get("id").asString().equals(id))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
