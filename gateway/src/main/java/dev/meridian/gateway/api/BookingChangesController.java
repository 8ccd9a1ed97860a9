package dev.meridian.gateway.api;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.gateway.argument.Ids;
import dev.meridian.gateway.request.BookingDesk;
import dev.meridian.gateway.request.CancelWish;
import dev.meridian.gateway.request.ChangeAnswer;
import dev.meridian.gateway.request.DecisionWish;
import dev.meridian.gateway.request.Mailbox;
import dev.meridian.gateway.request.MoveWish;
import dev.meridian.gateway.request.Refusal;
import dev.meridian.gateway.request.Register;
import dev.meridian.gateway.request.RequestSettings;
import dev.meridian.gateway.view.BookingJson;
import dev.meridian.gateway.view.Phrases;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /api/bookings/{id}/…}: to move, to cancel, to say the host's word, and to let a parked booking go on. */
@Hidden
@RestController
final class BookingChangesController {

    private static final Logger log = LoggerFactory.getLogger(BookingChangesController.class);
    private static final Set<String> NEW_TIME = Set.of("start", "time_zone");
    private static final Set<String> REASON = Set.of("reason");
    private static final String THAT = "that appointment";
    private static final int LONGEST_REASON = 500;

    /** What is done with a booking that is there. */
    private interface Change {
        Mono<ResponseEntity<Object>> of(Booking booking, RequestKey key, byte[] body, Instant now);
    }

    private final JsonBody bodies;
    private final InputTimes times;
    private final BookingDesk desk;
    private final RefusalResponses refusals;
    private final Mailbox mailbox;
    private final Register register;
    private final RequestSettings settings;
    private final Clock clock;

    BookingChangesController(
            JsonBody bodies,
            InputTimes times,
            BookingDesk desk,
            RefusalResponses refusals,
            Mailbox mailbox,
            Register register,
            RequestSettings settings,
            Clock clock) {
        this.bodies = bodies;
        this.times = times;
        this.desk = desk;
        this.refusals = refusals;
        this.mailbox = mailbox;
        this.register = register;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping("/api/bookings/{id}/reschedule")
    Mono<ResponseEntity<Object>> reschedule(
            @PathVariable String id,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) Mono<byte[]> body) {
        return change(id, key, body, this::reschedule);
    }

    private Mono<ResponseEntity<Object>> reschedule(Booking booking, RequestKey key, byte[] bytes, Instant now) {
        Optional<Input> fields = bodies.read(bytes, NEW_TIME);
        if (fields.isEmpty()) {
            return Mono.just(JsonBody.noObject().response());
        }
        Input input = fields.get();
        // Without another word the customer is where they were when they booked.
        Optional<ZoneId> zone = input.has("time_zone") ? times.zone(input, null) : Optional.of(booking.timeZone());
        Optional<ZonedDateTime> start = times.start(input, zone.orElse(booking.timeZone()));
        if (!input.errors().isEmpty() || start.isEmpty()) {
            return Mono.just(Problem.invalid(input.errors()).response());
        }
        MoveWish wish = new MoveWish(key, booking, start.get(), null);
        boolean begun = !booking.slot().start().isAfter(now);
        return desk.move(wish, now.plus(settings.saveDeadline()))
                .map(answer -> answer instanceof Refusal.Invalid invalid
                        ? input.invalid(invalid.field(), invalid.expected()).response()
                        : response(
                                answer,
                                wish.zone(),
                                refused -> Phrases.notMoved(
                                        THAT, refused.reason(), begun, refused.alternatives(), wish.zone())));
    }

    @PostMapping("/api/bookings/{id}/cancel")
    Mono<ResponseEntity<Object>> cancel(
            @PathVariable String id,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) Mono<byte[]> body) {
        return change(id, key, body, this::cancel);
    }

    private Mono<ResponseEntity<Object>> cancel(Booking booking, RequestKey key, byte[] bytes, Instant now) {
        Optional<Input> fields = bodies.readIfAny(bytes, REASON);
        if (fields.isEmpty()) {
            return Mono.just(JsonBody.noObject().response());
        }
        Input input = fields.get();
        Optional<String> reason = input.text("reason", LONGEST_REASON);
        if (!input.errors().isEmpty()) {
            return Mono.just(Problem.invalid(input.errors()).response());
        }
        CancelWish wish = new CancelWish(key, booking, reason.orElse(null), null);
        return desk.cancel(wish, now.plus(settings.saveDeadline()))
                .map(answer ->
                        response(answer, booking.timeZone(), refused -> Phrases.notCancelled(THAT, refused.reason())));
    }

    @PostMapping("/api/bookings/{id}/accept")
    Mono<ResponseEntity<Object>> accept(
            @PathVariable String id,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) Mono<byte[]> body) {
        return change(id, key, body, (booking, request, bytes, now) -> decide(booking, request, bytes, now, true));
    }

    @PostMapping("/api/bookings/{id}/decline")
    Mono<ResponseEntity<Object>> decline(
            @PathVariable String id,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) Mono<byte[]> body) {
        return change(id, key, body, (booking, request, bytes, now) -> decide(booking, request, bytes, now, false));
    }

    private Mono<ResponseEntity<Object>> decide(
            Booking booking, RequestKey key, byte[] bytes, Instant now, boolean accepts) {
        Optional<Input> fields = bodies.readIfAny(bytes, accepts ? Set.of() : REASON);
        if (fields.isEmpty()) {
            return Mono.just(JsonBody.noObject().response());
        }
        Input input = fields.get();
        Optional<String> reason = input.text("reason", LONGEST_REASON);
        if (!input.errors().isEmpty()) {
            return Mono.just(Problem.invalid(input.errors()).response());
        }
        DecisionWish wish = new DecisionWish(key, booking, accepts, reason.orElse(null));
        return desk.decide(wish, now.plus(settings.saveDeadline()))
                .map(answer -> response(
                        answer,
                        booking.timeZone(),
                        refused -> Phrases.notAllowed(refused.reason(), List.of(), booking.timeZone())));
    }

    @PostMapping("/api/bookings/{id}/resume")
    Mono<ResponseEntity<Object>> resume(@PathVariable String id) {
        return onBooking(
                id,
                booking -> register.resume(booking.id())
                        .map(BookingChangesController::found)
                        .switchIfEmpty(Mono.fromSupplier(() -> Problem.of(
                                        HttpStatus.CONFLICT, "not_parked", "The booking does not wait for anybody.")
                                .response()))
                        .onErrorResume(e -> Mono.just(unavailable(e))));
    }

    private Mono<ResponseEntity<Object>> change(String id, @Nullable String key, Mono<byte[]> body, Change change) {
        Instant now = clock.instant();
        return IdempotencyKeys.required(
                key,
                request -> body.defaultIfEmpty(new byte[0])
                        .flatMap(bytes -> onBooking(id, booking -> change.of(booking, request, bytes, now))));
    }

    private ResponseEntity<Object> response(
            ChangeAnswer answer, ZoneId zone, Function<Refusal.NotAllowed, String> sentence) {
        return switch (answer) {
            case ChangeAnswer.Done done -> found(done.booking());
            case ChangeAnswer.Pending pending -> ResponseEntity.accepted().body(BookingJson.of(pending.booking()));
            case Refusal refusal -> refusals.of(refusal, zone, sentence);
        };
    }

    private Mono<ResponseEntity<Object>> onBooking(String id, Function<Booking, Mono<ResponseEntity<Object>>> next) {
        return Mono.justOrEmpty(Ids.uuid(id))
                .flatMap(mailbox::booking)
                .timeout(settings.checkDeadline())
                .map(next)
                .switchIfEmpty(
                        Mono.fromSupplier(() -> Mono.just(Problem.noBooking().response())))
                .onErrorResume(e -> Mono.just(Mono.just(unavailable(e))))
                .flatMap(Function.identity());
    }

    private static ResponseEntity<Object> unavailable(Throwable e) {
        log.warn("booking: not readable: {}", e.toString());
        return Problem.unavailable().response();
    }

    private static ResponseEntity<Object> found(Booking booking) {
        return ResponseEntity.ok(BookingJson.of(booking));
    }
}
