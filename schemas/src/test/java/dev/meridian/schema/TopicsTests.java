package dev.meridian.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.schema.booking.RequestBooking;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTests {

    @Test
    void haveTheNamesThatOthersRelyOn() {
        assertThat(Topics.ALL)
                .extracting(Topic::name)
                .isEqualTo(List.of(
                        "availability.requests.v1",
                        "booking.requests.v1",
                        "replies.v1",
                        "booking.events.v1",
                        "call.events.v1",
                        "catalogue.v1",
                        "calendar.busy.v1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "booking.requests.v1",
                "booking.requests.crm.v1",
                "booking.requests.web-shop2.v1",
                "booking.requests.Web_Shop.v1"
            })
    void takesRequestsFromTopicsOfSources(String name) {
        assertThat(name).matches(Topics.BOOKING_REQUESTS_PATTERN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "booking.requests.v1.booking-worker.dlt",
                "booking.requests.crm.v1.booking-worker.dlt",
                "booking.requests.v2",
                "booking.requests.a.b.v1",
                "bookingXrequests.v1"
            })
    void takesNothingFromOthers(String name) {
        assertThat(name).doesNotMatch(Topics.BOOKING_REQUESTS_PATTERN);
    }

    @ParameterizedTest
    @CsvSource({
        "booking.requests.v1,",
        "booking.requests.crm.v1,crm",
        "booking.requests.Web_Shop.v1,Web_Shop",
        "booking.events.v1,"
    })
    void bindTheSourceByTheirName(String name, @org.jspecify.annotations.Nullable String source) {
        assertThat(Topics.boundSource(name).orElse(null)).isEqualTo(source);
    }

    @Test
    void nameSubjectsByTopicAndRecord() {
        assertThat(Topics.BOOKING_REQUESTS.subject(RequestBooking.class))
                .isEqualTo("booking.requests.v1-dev.meridian.schema.booking.RequestBooking");
    }

    @Test
    void nameDeadLettersByTopicAndGroup() {
        assertThat(Topics.BOOKING_REQUESTS.deadLetters("booking-worker"))
                .isEqualTo("booking.requests.v1.booking-worker.dlt");
    }
}
