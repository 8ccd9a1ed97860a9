package dev.meridian.availability;

import dev.meridian.availability.Answer.Offer;
import dev.meridian.scheduling.suggestion.PartOfDay;
import dev.meridian.scheduling.suggestion.Suggestion;
import dev.meridian.schema.availability.AvailabilityReply;
import dev.meridian.schema.availability.AvailabilityStatus;
import dev.meridian.schema.availability.CheckAvailability;
import dev.meridian.schema.availability.Explanation;
import dev.meridian.schema.availability.OfferedSlot;
import dev.meridian.schema.availability.ScoredReason;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between the records on the wire and our own words. */
final class AvailabilityMapping {

    /** With seconds and offset always: 2026-11-23T09:00:00-08:00, and +00:00 rather than Z. */
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    static Question question(CheckAvailability request) {
        return new Question(
                request.getFromDate(),
                request.getToDate(),
                request.getTimeZone(),
                partOfDay(request.getPartOfDay()),
                request.getService(),
                request.getStaff(),
                request.getDurationMinutes(),
                request.getCustomerId());
    }

    private static @Nullable PartOfDay partOfDay(dev.meridian.schema.availability.@Nullable PartOfDay wished) {
        return switch (wished) {
            case null -> PartOfDay.ANY;
            case UNKNOWN -> null;
            case ANY -> PartOfDay.ANY;
            case MORNING -> PartOfDay.MORNING;
            case AFTERNOON -> PartOfDay.AFTERNOON;
            case EVENING -> PartOfDay.EVENING;
        };
    }

    static AvailabilityReply reply(String requestId, Answer answer) {
        return switch (answer) {
            case Answer.Free free -> free(requestId, free);
            case Answer.Unknown unknown ->
                reply(requestId, AvailabilityStatus.UNAVAILABLE, unknown.asOf()).build();
            case Answer.Invalid invalid ->
                reply(requestId, AvailabilityStatus.INVALID, invalid.asOf())
                        .setField(invalid.field())
                        .setExpected(invalid.expected())
                        .build();
            case Answer.Unsupported unsupported ->
                reply(requestId, AvailabilityStatus.UNSUPPORTED, unsupported.asOf())
                        .build();
        };
    }

    private static AvailabilityReply free(String requestId, Answer.Free free) {
        AvailabilityStatus status = free.slots().isEmpty() ? AvailabilityStatus.NONE : AvailabilityStatus.AVAILABLE;
        return reply(requestId, status, free.asOf())
                .setService(free.service())
                .setTimeZone(free.callerZone().getId())
                .setBusinessTimeZone(free.businessZone().getId())
                .setSlots(slots(free.slots(), free))
                .setSuggestions(
                        slots(free.suggestions().stream().map(Suggestion::slot).toList(), free))
                .setExplanations(free.suggestions().stream()
                        .map(AvailabilityMapping::explanation)
                        .toList())
                .setMore(free.more())
                .setBookableUntil(free.bookableUntil().toString())
                .build();
    }

    private static AvailabilityReply.Builder reply(String requestId, AvailabilityStatus status, Instant asOf) {
        return AvailabilityReply.newBuilder()
                .setRequestId(requestId)
                .setStatus(status)
                .setAsOf(asOf);
    }

    private static List<OfferedSlot> slots(List<Offer> offers, Answer.Free free) {
        return offers.stream().map(offer -> slot(offer, free)).toList();
    }

    private static OfferedSlot slot(Offer offer, Answer.Free free) {
        Instant start = offer.slot().start();
        Instant end = offer.slot().end();
        return OfferedSlot.newBuilder()
                .setStart(start)
                .setEnd(end)
                .setLocalStart(local(start, free.callerZone()))
                .setLocalEnd(local(end, free.callerZone()))
                .setBusinessStart(local(start, free.businessZone()))
                .setStaff(offer.staff())
                .setFreeStaff(offer.free())
                .build();
    }

    private static Explanation explanation(Suggestion<Offer> suggestion) {
        return Explanation.newBuilder()
                .setScore(suggestion.score())
                .setWhy(suggestion.why().stream()
                        .map(point -> new ScoredReason(point.merit().code(), point.score()))
                        .toList())
                .build();
    }

    private static String local(Instant instant, ZoneId zone) {
        return LOCAL.format(instant.atZone(zone));
    }

    private AvailabilityMapping() {}
}
