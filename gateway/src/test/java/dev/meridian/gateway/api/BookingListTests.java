package dev.meridian.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingSearch;
import dev.meridian.bookings.booking.BookingSearch.Position;
import dev.meridian.bookings.booking.BookingState.Status;
import dev.meridian.gateway.EdgeTest;
import dev.meridian.gateway.FakeParts;
import dev.meridian.gateway.Http;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@EdgeTest
class BookingListTests {

    private static final Map<String, String> KEY = Map.of("Authorization", "Bearer key-one");
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Instant MONDAY = Instant.parse("2026-11-23T17:00:00Z");

    private final Http http;
    private final FakeParts parts;

    BookingListTests(@Autowired WebTestClient client, @Autowired FakeParts parts) {
        this.http = new Http(client);
        this.parts = parts;
    }

    @BeforeEach
    void reset() {
        parts.reset();
    }

    @Test
    void listsAll() {
        parts.know(FakeParts.booked("2026-11-23T17:00:00Z", PACIFIC, "+12137771234", "c1"));
        Http.Reply reply = http.get("/api/bookings", KEY);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/bookings").size()).isEqualTo(1);
        assertThat(reply.json().at("/next").isNull()).isTrue();
        assertThat(parts.searches.getFirst())
                .isEqualTo(new BookingSearch(Set.of(), null, null, null, null, null, false, null, 51));
    }

    @Test
    void pages() {
        for (int i = 0; i < 51; i++) {
            parts.know(FakeParts.booked(MONDAY.plus(Duration.ofHours(i)).toString(), PACIFIC, "+12137771234", "c" + i));
        }
        Http.Reply first = http.get("/api/bookings", KEY);
        assertThat(first.json().at("/bookings").size()).isEqualTo(50);
        String next = first.at("/next");
        assertThat(next).matches("[A-Za-z0-9_-]+");
        http.get("/api/bookings?after=" + next, KEY);
        assertThat(parts.searches.getLast().after())
                .isEqualTo(
                        new Position(MONDAY.plus(Duration.ofHours(49)), UUID.fromString(first.at("/bookings/49/id"))));
    }

    @Test
    void takesAllThatIsAskedForTogether() {
        http.get(
                "/api/bookings?email=Jo@example.com&staff=default&status=in_progress&parked=true"
                        + "&from=2026-11-23T09:00:00-08:00&to=2026-11-23T18:00:00Z",
                KEY);
        assertThat(parts.searches.getFirst())
                .isEqualTo(new BookingSearch(
                        Set.of(),
                        "Jo@example.com",
                        MONDAY,
                        MONDAY.plusSeconds(3600),
                        "default",
                        Status.IN_PROGRESS,
                        true,
                        null,
                        51));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2B12137771234",
                "+12137771234",
                "12137771234",
                "(213)%20777-1234",
                "213.777.1234",
                "0012137771234"
            })
    void takesANumberInAnySpelling(String phone) {
        http.get("/api/bookings?phone=" + phone, KEY);
        assertThat(parts.searches.getFirst().phones()).contains("+12137771234");
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-11-23,2026-11-22T18:30:00Z,",
        "to=2026-11-23,,2026-11-23T18:30:00Z",
        "from=2026-11-23T09:00:00%2B05:30,2026-11-23T03:30:00Z,",
        "from=2026-11-23T09:00:00+05:30,2026-11-23T03:30:00Z,",
        "from=2026-11-23&to=2026-11-23,2026-11-22T18:30:00Z,2026-11-23T18:30:00Z"
    })
    void readsDatesAsTheBusinessesAndTheLastOneInclusive(String query, Instant from, Instant to) {
        http.get("/api/bookings?" + query, KEY);
        BookingSearch search = parts.searches.getFirst();
        assertThat(search.from()).isEqualTo(from);
        assertThat(search.to()).isEqualTo(to);
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        Http.Reply reply = http.get(
                "/api/bookings?phone=x&email=x&from=soon&to=2026-11-23T09:00&status=open&parked=1&after=x&fone=1", KEY);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/code")).isEqualTo("invalid");
        assertThat(reply.json().at("/errors").values().stream()
                        .map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("phone", "email", "from", "to", "status", "parked", "after", "fone");
        assertThat(http.get("/api/bookings?from=2026-11-24&to=2026-11-22", KEY).at("/errors/0/field"))
                .isEqualTo("to");
        assertThat(parts.searches).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999999999-01-01", "-0001-01-01", "9999-12-31", "0000-01-01"})
    void refusesDatesThatNoCalendarHas(String date) {
        assertThat(http.get("/api/bookings?from=" + date, KEY).at("/errors/0/field"))
                .isEqualTo("from");
    }

    @Test
    void saysWhenBookingsCanNotBeRead() {
        parts.readable = false;
        Http.Reply reply = http.get("/api/bookings", KEY);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.at("/code")).isEqualTo("unavailable");
    }

    @Test
    void asksForAKey() {
        assertThat(http.get("/api/bookings", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void findsItsOwnPositionsAndNoOthers() {
        Booking booking = FakeParts.booked("2026-11-23T17:00:00Z", PACIFIC, "+12137771234", "c1");
        Position position = Position.of(booking);
        assertThat(PagePosition.read(PagePosition.write(position))).contains(position);
        assertThat(PagePosition.read("%%")).isEmpty();
        assertThat(PagePosition.read("")).isEmpty();
        assertThat(PagePosition.read("MjAyNi0xMS0yM1QxNzowMDowMFovbm9uZQ")).isEmpty();
    }
}
