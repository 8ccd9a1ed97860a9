package dev.meridian.booking.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.request.Commands;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.messaging.failure.PoisonRecord;
import dev.meridian.messaging.serde.TextHeaders;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.contact.PhoneNumbers;
import dev.meridian.schema.Headers;
import dev.meridian.schema.Topics;
import dev.meridian.schema.booking.RequestBooking;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads {@code RequestBooking} records. */
final class RequestMapping {

    static final int MAX_KEY_BYTES = 200;

    private static final Duration DEFAULT_EXPIRY = Duration.ofMinutes(15);
    // As long as the topic keeps records: a later one could be decided anew after everything else is forgotten.
    private static final Duration LONGEST_EXPIRY = Duration.ofDays(30);
    private static final String DEFAULT_SOURCE = "kafka";
    private static final Pattern SOURCE = Pattern.compile("[^|\\s\\p{Cntrl}]{1,100}");

    private RequestMapping() {}

    /** Who asks: the topic's name binds it, otherwise the publisher's word stands. */
    static String source(ConsumerRecord<?, ?> record) {
        String source = Topics.boundSource(record.topic())
                .or(() -> TextHeaders.read(record.headers(), Headers.CE_SOURCE))
                .orElse(DEFAULT_SOURCE);
        if (!SOURCE.matcher(source).matches()) {
            throw new PoisonRecord(
                    "ce_source: " + source.length() + " characters (expected: 1 to 100, no space, no |)");
        }
        return source;
    }

    /** Whether a request id can be kept as a key. */
    static boolean isKey(String requestId) {
        return !requestId.isBlank() && requestId.indexOf('\0') < 0 && requestId.getBytes(UTF_8).length <= MAX_KEY_BYTES;
    }

    /** Understands a request whose id {@link #isKey}; published at {@code recordTime}. */
    static Reading read(RequestBooking request, String source, Instant recordTime) {
        Instant expiresAt = expiry(request.getExpiresAt(), recordTime);
        String service = blankToNull(request.getService());
        String staff = blankToNull(request.getStaff());
        Customer customer = new Customer(
                request.getCustomer().getName().strip(),
                blankToNull(request.getCustomer().getPhone()),
                blankToNull(request.getCustomer().getEmail()));
        String notes = blankToNull(request.getNotes());
        List<String> guests =
                request.getGuests().stream().map(String::strip).distinct().toList();
        Map<String, String> answers = request.getAnswers();
        String conversation = blankToNull(request.getConversationId());
        String toolCall = blankToNull(request.getToolCallId());
        String holdToken = blankToNull(request.getHoldToken());
        Asked asked = new Asked(
                new RequestKey(source, request.getRequestId()),
                Commands.REQUEST_BOOKING,
                new Fingerprint(Commands.REQUEST_BOOKING)
                        .add("start", request.getStart())
                        .add("timeZone", request.getTimeZone())
                        .add("offset", request.getOffset())
                        .add("service", service)
                        .add("staff", staff)
                        .add("durationMinutes", request.getDurationMinutes())
                        .add("name", customer.name())
                        .add("phone", customer.phone())
                        .add("email", customer.email())
                        .add("notes", notes)
                        .add("guests", guests)
                        .add("answers", answers)
                        .add("conversationId", conversation)
                        .add("toolCallId", toolCall)
                        .add("holdToken", holdToken)
                        .hash(),
                expiresAt);
        Named named = new Named(request.getTimeZone(), service, staff);
        Fields fields = new Fields();
        ZonedDateTime start = fields.start(request.getStart(), request.getTimeZone(), blankToNull(request.getOffset()));
        Integer duration = request.getDurationMinutes();
        fields.require(duration == null || duration > 0, "durationMinutes", "> 0");
        fields.require(!customer.name().isEmpty(), "customer.name", "the name of the person it is for");
        fields.text("customer.name", customer.name(), Fields.MAX_NAME);
        fields.text("customer.phone", customer.phone(), Fields.MAX_PHONE);
        fields.email("customer.email", customer.email());
        fields.text("notes", notes, Fields.MAX_TEXT);
        fields.text("service", service, Fields.MAX_NAME);
        fields.text("staff", staff, Fields.MAX_NAME);
        fields.text("conversationId", conversation, Fields.MAX_NAME);
        fields.text("toolCallId", toolCall, Fields.MAX_NAME);
        fields.text("holdToken", holdToken, Fields.MAX_NAME);
        fields.guests(guests);
        fields.answers(answers);
        Outcome refusal = fields.refusal();
        if (start == null || refusal != null) {
            return new Reading.Unclear(
                    asked,
                    named,
                    Objects.requireNonNullElseGet(refusal, () -> Outcome.invalid("start", "invalid", "a time")));
        }
        return new Reading.Clear(
                asked,
                named,
                new BookingWish(
                        start,
                        Objects.requireNonNullElse(service, Service.STANDARD),
                        staff,
                        duration,
                        reachable(customer),
                        notes,
                        guests,
                        answers,
                        conversation,
                        toolCall,
                        holdToken));
    }

    /** The number in the one spelling that is kept; the fingerprint has it as it came. */
    private static Customer reachable(Customer customer) {
        String phone = customer.phone();
        return phone == null
                ? customer
                : new Customer(customer.name(), PhoneNumbers.canonical(phone).orElse(phone), customer.email());
    }

    /** When a request ends without effect: as asked, but within what the topic keeps. */
    static Instant expiry(@Nullable Instant asked, Instant recordTime) {
        if (asked == null) {
            return recordTime.plus(DEFAULT_EXPIRY);
        }
        Instant latest = recordTime.plus(LONGEST_EXPIRY);
        Instant notAfter = asked.isAfter(latest) ? latest : asked;
        return notAfter.isBefore(Instant.EPOCH) ? Instant.EPOCH : notAfter;
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
