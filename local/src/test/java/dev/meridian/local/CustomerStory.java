package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.local.Meridian.Reply;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody becomes a customer, is known the next time, and is forgotten. */
final class CustomerStory {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NAME = "Zebulon Quartz";
    private static final String EMAIL = "zebulon.quartz@example.org";

    private final Meridian meridian = Meridian.running();
    private final String phone = Meridian.newCaller().number();
    private final String digits = phone.substring(2);

    @Test
    void aCustomerIsKnownTheNextTimeAndForgottenWhenAskedTo() {
        String key = UUID.randomUUID().toString();
        String start = meridian.freeStart();
        JsonNode first = book(key, start, phone);
        JsonNode second = book(
                UUID.randomUUID().toString(),
                meridian.freeStart(),
                "(%s) %s-%s".formatted(digits.substring(0, 3), digits.substring(3, 6), digits.substring(6)));
        String customer = first.path("customer_id").asString();
        assertThat(UUID.fromString(customer).version()).isEqualTo(8);
        assertThat(second.path("customer_id").asString()).isEqualTo(customer);
        assertThat(second.path("phone").asString()).isEqualTo(phone);
        Reply found = meridian.get("/api/customers?email=" + EMAIL.toUpperCase(Locale.ROOT));
        assertThat(found.json().path("id").asString()).isEqualTo(customer);
        assertThat(found.json().path("phones").toString()).isEqualTo("[\"" + phone + "\"]");
        assertThat(meridian.get("/api/bookings?phone=" + digits)
                        .json()
                        .path("bookings")
                        .size())
                .isEqualTo(2);

        learns(customer, 2);
        suggestsWhatIsPreferred(customer);
        forgets(customer, List.of(first, second));

        // The same request again is answered from memory, which knows nothing personal any more.
        Reply again = meridian.post("/api/bookings", key, body(start, phone));
        assertThat(again.status()).as(again.json().toString()).isEqualTo(200);
        assertThat(again.json().path("name").asString()).isEqualTo("Erased");
        assertThat(again.json().path("phone").isNull()).isTrue();
        nothingIsLeft();

        JsonNode fresh = book(UUID.randomUUID().toString(), meridian.freeStart(), phone);
        assertThat(fresh.path("customer_id").asString()).isNotEqualTo(customer);
        learns(fresh.path("customer_id").asString(), 1);
        assertThat(meridian.delete("/api/customers/%2B" + phone.substring(1)).status())
                .isEqualTo(204);
    }

    private void learns(String customer, int bookings) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(meridian.get("/api/customers/" + customer + "/patterns")
                                .json()
                                .path("total")
                                .asInt())
                        .isEqualTo(bookings));
    }

    private void suggestsWhatIsPreferred(String customer) {
        List<String> free = meridian.freeStarts();
        OffsetDateTime wished = OffsetDateTime.parse(free.get(free.size() / 2));
        String day =
                wished.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.US).toUpperCase(Locale.ROOT);
        String from = wished.format(DateTimeFormatter.ofPattern("HH:mm"));
        String to = wished.plusHours(1).format(DateTimeFormatter.ofPattern("HH:mm"));

        Reply set = meridian.put("/api/customers/" + customer + "/preferences", """
                {"windows": [{"days": ["%s"], "start": "%s", "end": "%s"}], "time_zone": "America/Los_Angeles"}""".formatted(day, from, to));

        assertThat(set.status()).as(set.json().toString()).isEqualTo(200);
        assertThat(set.response().headers().firstValue("ETag")).contains("\"1\"");
        String question = "/api/availability?time_zone=America/Los_Angeles&explain=true";
        JsonNode best = meridian.get(question + "&customer=" + digits).json().at("/suggestions/0");
        OffsetDateTime offered = OffsetDateTime.parse(best.path("start").asString());
        assertThat(offered.getDayOfWeek()).as(best.toString()).isEqualTo(wished.getDayOfWeek());
        assertThat(offered.toLocalTime()).isEqualTo(wished.toLocalTime());
        assertThat(reasons(best)).contains("preferred_time");
        assertThat(best.path("score").asInt()).isGreaterThanOrEqualTo(20);
        JsonNode anybodys = meridian.get(question).json().path("suggestions");
        assertThat(anybodys)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(reasons(one)).doesNotContain("preferred_time", "history"));
        assertThat(meridian.get("/api/availability").json().at("/suggestions/0").has("why"))
                .isFalse();
    }

    private void forgets(String customer, List<JsonNode> bookings) {
        assertThat(meridian.tablesWith(digits)).contains("bookings", "contacts");

        Reply erased = meridian.delete("/api/customers/%2B" + phone.substring(1));

        assertThat(erased.status()).isEqualTo(204);
        nothingIsLeft();
        assertThat(meridian.delete("/api/customers/" + customer).status()).isEqualTo(204);
        assertThat(meridian.get("/api/customers?phone=" + digits).status()).isEqualTo(404);
        assertThat(meridian.get("/api/customers/" + customer + "/patterns").status())
                .isEqualTo(404);
        assertThat(meridian.get("/api/bookings?phone=" + digits)
                        .json()
                        .path("bookings")
                        .size())
                .isZero();
        for (JsonNode booking : bookings) {
            String id = booking.path("id").asString();
            JsonNode left = meridian.get("/api/bookings/" + id).json();
            assertThat(left.path("start")).isEqualTo(booking.path("start"));
            assertThat(left.path("status").asString()).isEqualTo("confirmed");
            assertThat(left.path("customer_id").isNull()).isTrue();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(meridian.eventsOf(id))
                            .singleElement()
                            .extracting(JsonNode::toString)
                            .asString()
                            .contains("Erased")
                            .doesNotContain(NAME, digits, EMAIL));
        }
        assertThat(meridian.logs()).doesNotContain(NAME, digits, EMAIL);
    }

    private void nothingIsLeft() {
        for (String word : List.of(NAME, digits, EMAIL)) {
            assertThat(meridian.tablesWith(word)).as(word).isEmpty();
        }
    }

    private static List<String> reasons(JsonNode suggestion) {
        return StreamSupport.stream(suggestion.path("why").spliterator(), false)
                .map(point -> point.path("reason").asString())
                .toList();
    }

    private JsonNode book(String key, String start, String number) {
        Reply made = meridian.post("/api/bookings", key, body(start, number));
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        return made.json();
    }

    private static String body(String start, String number) {
        return """
                {"start": "%s", "time_zone": "America/Los_Angeles", "name": "%s", "phone": "%s", "email": "%s",
                 "notes": "for %s"}""".formatted(start, NAME, number, EMAIL, NAME);
    }
}
