package dev.meridian.booking.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.meridian.booking.TestDesk;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.messaging.failure.PoisonRecord;
import dev.meridian.schema.Headers;
import dev.meridian.schema.booking.Customer;
import dev.meridian.schema.booking.RequestBooking;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestMappingTests {

    private static final Instant PUBLISHED = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void readsWallClockAndZoneAsOneInstant() {
        BookingWish wish = clear(TestDesk.request("k")).wish();

        assertThat(wish.start().toInstant()).isEqualTo(TestDesk.NINE);
        assertThat(wish.start().getZone().getId()).isEqualTo("America/Los_Angeles");
        assertThat(wish.service()).isEqualTo("standard");
    }

    @Test
    void withoutADeadlineARequestLivesAQuarterOfAnHour() {
        assertThat(read(TestDesk.request("k").setExpiresAt(null)).asked().expiresAt())
                .isEqualTo(PUBLISHED.plusSeconds(900));
    }

    @Test
    void noDeadlineOutlivesTheTopic() {
        assertThat(read(TestDesk.request("k").setExpiresAt(Instant.parse("9999-12-31T00:00:00Z")))
                        .asked()
                        .expiresAt())
                .isEqualTo(PUBLISHED.plusSeconds(30 * 86_400));
    }

    @Test
    void blankMeansAbsent() {
        BookingWish wish = clear(TestDesk.request("k")
                        .setStaff(" ")
                        .setService("")
                        .setNotes("")
                        .setCustomer(new Customer(" Ada ", "", " ")))
                .wish();

        assertThat(wish.staff()).isNull();
        assertThat(wish.service()).isEqualTo("standard");
        assertThat(wish.notes()).isNull();
        assertThat(wish.customer()).isEqualTo(new dev.meridian.bookings.booking.Customer("Ada", null, null));
    }

    @ParameterizedTest
    @MethodSource
    void namesTheFieldThatIsWrong(Consumer<RequestBooking.Builder> fault, String field, String reason) {
        RequestBooking.Builder request = TestDesk.request("k");
        fault.accept(request);

        assertThat(read(request)).isInstanceOfSatisfying(Reading.Unclear.class, unclear -> {
            assertThat(unclear.refusal().status()).isEqualTo(Outcome.Status.INVALID);
            assertThat(unclear.refusal().field()).isEqualTo(field);
            assertThat(unclear.refusal().reason()).isEqualTo(reason);
            assertThat(unclear.refusal().expected()).isNotBlank();
        });
    }

    static Stream<Arguments> namesTheFieldThatIsWrong() {
        return Stream.of(
                wrong(request -> request.setStart("tomorrow at nine"), "start", "invalid"),
                wrong(request -> request.setStart("2026-11-23T09:00Z"), "start", "invalid"),
                wrong(request -> request.setTimeZone("Pacific Time"), "timeZone", "invalid"),
                wrong(request -> request.setTimeZone("+05:30"), "timeZone", "invalid"),
                wrong(request -> request.setOffset("eight"), "offset", "invalid"),
                wrong(request -> request.setOffset("-05:00"), "offset", "invalid"),
                wrong(request -> request.setStart("2027-03-14T02:30"), "start", "gap"),
                wrong(request -> request.setStart("2027-11-07T01:30"), "start", "overlap"),
                wrong(request -> request.setStart("+99999-11-23T09:00"), "start", "invalid"),
                wrong(request -> request.setNotes("a\0b"), "notes", "invalid"),
                wrong(request -> request.setConversationId("a\0b"), "conversationId", "invalid"),
                wrong(request -> request.setDurationMinutes(0), "durationMinutes", "invalid"),
                wrong(request -> request.setCustomer(new Customer(" ", null, null)), "customer.name", "invalid"),
                wrong(
                        request -> request.setCustomer(new Customer("Ada", null, "ada at home")),
                        "customer.email",
                        "invalid"),
                wrong(
                        request -> request.setCustomer(new Customer("Ada", null, "a\0da@example.org")),
                        "customer.email",
                        "invalid"),
                wrong(request -> request.setGuests(List.of("ok@example.org", "no")), "guests", "invalid"),
                wrong(request -> request.setGuests(List.of("a\0da@example.org")), "guests", "invalid"),
                wrong(request -> request.setNotes("x".repeat(4001)), "notes", "invalid"),
                wrong(request -> request.setAnswers(Map.of("q", "x".repeat(4001))), "answers", "invalid"));
    }

    @Test
    void namesAllThatIsWrongAtOnceAndNoValues() {
        RequestBooking.Builder request = TestDesk.request("k")
                .setStart("2027-03-14T02:30")
                .setDurationMinutes(0)
                .setCustomer(new Customer("Ada", null, "ada at home"))
                .setGuests(List.of("bob at work", "carl at work"));

        assertThat(read(request)).isInstanceOfSatisfying(Reading.Unclear.class, unclear -> {
            assertThat(unclear.refusal().field()).isEqualTo("start");
            assertThat(unclear.refusal().reason()).isEqualTo("gap");
            assertThat(unclear.refusal().expected())
                    .startsWith("a time that exists in America/Los_Angeles")
                    .endsWith("; durationMinutes: > 0; customer.email: an e-mail address; guests: an e-mail address")
                    .doesNotContain("ada", "bob");
        });
    }

    private static Arguments wrong(Consumer<RequestBooking.Builder> fault, String field, String reason) {
        return Arguments.of(fault, field, reason);
    }

    @ParameterizedTest
    @CsvSource({"-07:00, 2027-11-07T08:30:00Z", "-08:00, 2027-11-07T09:30:00Z"})
    void anOffsetPicksOneOfTwoTimes(String offset, Instant expected) {
        assertThat(clear(TestDesk.request("k").setStart("2027-11-07T01:30").setOffset(offset))
                        .wish()
                        .start()
                        .toInstant())
                .isEqualTo(expected);
    }

    @Test
    void theSameWishHasTheSameFingerprintWheneverItIsSent() {
        assertThat(read(TestDesk.request("k").setExpiresAt(PUBLISHED)).asked().hash())
                .isEqualTo(read(TestDesk.request("k").setExpiresAt(PUBLISHED.plusSeconds(5)))
                        .asked()
                        .hash());
    }

    @ParameterizedTest
    @MethodSource
    void anotherWishHasAnotherFingerprint(Consumer<RequestBooking.Builder> difference) {
        RequestBooking.Builder other = TestDesk.request("k");
        difference.accept(other);

        assertThat(read(other).asked().hash())
                .isNotEqualTo(read(TestDesk.request("k")).asked().hash());
    }

    static Stream<Consumer<RequestBooking.Builder>> anotherWishHasAnotherFingerprint() {
        return Stream.of(
                request -> request.setStart("2026-11-23T10:00"),
                request -> request.setTimeZone("America/New_York"),
                request -> request.setOffset("-08:00"),
                request -> request.setService("other"),
                request -> request.setStaff("standard"),
                request -> request.setDurationMinutes(60),
                request -> request.setCustomer(new Customer("Ada", "+12135550123", null)),
                request -> request.setNotes("n"),
                request -> request.setGuests(List.of("a@example.org")),
                request -> request.setAnswers(Map.of("a", "b")),
                request -> request.setConversationId("c"),
                request -> request.setToolCallId("c"),
                request -> request.setHoldToken("c"));
    }

    @Test
    void theTopicsNameBindsTheSource() {
        assertThat(RequestMapping.source(record("booking.requests.crm.v1", "retell")))
                .isEqualTo("crm");
        assertThat(RequestMapping.source(record("booking.requests.v1", "retell")))
                .isEqualTo("retell");
        assertThat(RequestMapping.source(record("booking.requests.v1", ""))).isEqualTo("kafka");
        assertThatExceptionOfType(PoisonRecord.class)
                .isThrownBy(() -> RequestMapping.source(record("booking.requests.v1", "a|b")));
    }

    @Test
    void aKeyIsOneToTwoHundredBytes() {
        assertThat(RequestMapping.isKey("k")).isTrue();
        assertThat(RequestMapping.isKey("é".repeat(100))).isTrue();
        assertThat(RequestMapping.isKey("é".repeat(101))).isFalse();
        assertThat(RequestMapping.isKey(" ")).isFalse();
        assertThat(RequestMapping.isKey("a\0b")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Ada Lovelace, ada lovelace, true",
        "'Lovelace, Ada', Lovelace Ada, true",
        "José Núñez, Jose Nunez, true",
        "Ada Lovelace, Ada King, false"
    })
    void oneNameIsOnePersonHoweverItIsWritten(String name, String other, boolean same) {
        assertThat(SamePerson.isSame(name, other)).isEqualTo(same);
    }

    private static ConsumerRecord<String, String> record(String topic, String source) {
        ConsumerRecord<String, String> record = new ConsumerRecord<>(topic, 0, 0, "key", "value");
        record.headers().add(Headers.CE_SOURCE, source.getBytes(UTF_8));
        return record;
    }

    private static Reading.Clear clear(RequestBooking.Builder request) {
        assertThat(read(request)).isInstanceOf(Reading.Clear.class);
        return (Reading.Clear) read(request);
    }

    private static Reading read(RequestBooking.Builder request) {
        Reading reading = RequestMapping.read(request.build(), "retell", PUBLISHED);
        assertThat(reading.asked().id()).isEqualTo(new RequestKey("retell", "k"));
        return reading;
    }
}
