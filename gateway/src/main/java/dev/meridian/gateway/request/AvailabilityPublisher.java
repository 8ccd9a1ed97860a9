package dev.meridian.gateway.request;

import dev.meridian.gateway.request.AvailabilityAnswer.Offered;
import dev.meridian.gateway.request.AvailabilityAnswer.Overloaded;
import dev.meridian.gateway.request.AvailabilityAnswer.Unknown;
import dev.meridian.messaging.request.Priority;
import dev.meridian.messaging.request.RequestReply;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.schema.Topics;
import dev.meridian.schema.availability.AvailabilityReply;
import dev.meridian.schema.availability.CheckAvailability;
import dev.meridian.schema.availability.OfferedSlot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Asks the availability workers over Kafka. */
final class AvailabilityPublisher implements Availability {

    private static final Logger log = LoggerFactory.getLogger(AvailabilityPublisher.class);

    private final RequestReply requests;
    private final ZoneId businessZone;

    AvailabilityPublisher(RequestReply requests, ZoneId businessZone) {
        this.requests = requests;
        this.businessZone = businessZone;
    }

    @Override
    public Mono<AvailabilityAnswer> ask(AvailabilityQuestion question, Instant deadline) {
        RequestReply.Request request = new RequestReply.Request(
                Topics.AVAILABILITY_REQUESTS,
                Keys.of(question.staff(), question.service()),
                record(question, deadline),
                question.requestId(),
                question.source(),
                Priority.AVAILABILITY);
        return requests.send(request, AvailabilityReply.class, deadline)
                .map(this::answer)
                .onErrorResume(dev.meridian.messaging.request.Overloaded.class, e -> Mono.just(new Overloaded()))
                .doOnError(e -> log.warn("availability: not asked: {}", e.getMessage()))
                .onErrorReturn(new Unknown())
                .defaultIfEmpty(new Unknown());
    }

    private static CheckAvailability record(AvailabilityQuestion question, Instant deadline) {
        return CheckAvailability.newBuilder()
                .setRequestId(question.requestId())
                .setExpiresAt(deadline)
                .setFromDate(question.from().toString())
                .setToDate(question.to().toString())
                .setTimeZone(question.zone().getId())
                .setPartOfDay(part(question))
                .setService(question.service())
                .setStaff(question.staff())
                .setDurationMinutes(question.durationMinutes())
                .setCustomerId(question.customerId())
                .build();
    }

    private static dev.meridian.schema.availability.PartOfDay part(AvailabilityQuestion question) {
        return switch (question.part()) {
            case ANY -> dev.meridian.schema.availability.PartOfDay.ANY;
            case MORNING -> dev.meridian.schema.availability.PartOfDay.MORNING;
            case AFTERNOON -> dev.meridian.schema.availability.PartOfDay.AFTERNOON;
            case EVENING -> dev.meridian.schema.availability.PartOfDay.EVENING;
        };
    }

    private AvailabilityAnswer answer(AvailabilityReply reply) {
        return switch (reply.getStatus()) {
            case AVAILABLE, NONE -> offered(reply);
            case UNAVAILABLE, UNSUPPORTED -> new Unknown();
            case INVALID ->
                new AvailabilityAnswer.Invalid(
                        Objects.requireNonNullElse(reply.getField(), "date"),
                        Objects.requireNonNullElse(reply.getExpected(), "something bookable"));
        };
    }

    private Offered offered(AvailabilityReply reply) {
        return new Offered(
                slots(reply.getSlots()),
                slots(reply.getSuggestions()),
                reply.getMore(),
                reply.getAsOf(),
                Objects.requireNonNullElse(reply.getService(), Service.STANDARD),
                zone(reply.getBusinessTimeZone()),
                date(reply.getBookableUntil()),
                reply.getExplanations().stream()
                        .map(AvailabilityPublisher::explanation)
                        .toList());
    }

    private static Explanation explanation(dev.meridian.schema.availability.Explanation said) {
        return new Explanation(
                said.getScore(),
                said.getWhy().stream()
                        .map(point -> new Explanation.Point(point.getReason(), point.getScore()))
                        .toList());
    }

    private ZoneId zone(@Nullable String id) {
        return id == null ? businessZone : ZoneId.of(id);
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    // A worker of an older version names one.
    private static List<String> freeStaff(OfferedSlot slot) {
        return slot.getFreeStaff().isEmpty() ? List.of(slot.getStaff()) : slot.getFreeStaff();
    }

    private static List<Slot> slots(List<OfferedSlot> slots) {
        return slots.stream()
                .map(slot -> new Slot(slot.getStart(), slot.getEnd(), slot.getStaff(), freeStaff(slot)))
                .toList();
    }
}
