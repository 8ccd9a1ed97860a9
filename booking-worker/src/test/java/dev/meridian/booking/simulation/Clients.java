package dev.meridian.booking.simulation;

import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.schema.booking.CancelBooking;
import dev.meridian.schema.booking.Customer;
import dev.meridian.schema.booking.DecideBooking;
import dev.meridian.schema.booking.Decision;
import dev.meridian.schema.booking.HoldSlot;
import dev.meridian.schema.booking.ReleaseHold;
import dev.meridian.schema.booking.RequestBooking;
import dev.meridian.schema.booking.RescheduleBooking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Those who want something: a few slots wanted by many, retries, keys used twice, wishes repeated in one conversation.
 * What they can ask for is a list.
 */
final class Clients {

    /** A wish and who has it. */
    private record Wish(String source, String key, SpecificRecord request) {}

    private record Hold(
            String source,
            String token,
            String start,
            @Nullable String service) {}

    private final Random random;
    private final RequestLog log;
    private final BookingIds ids;
    private final Offer offer;
    private final Supplier<List<UUID>> confirmed;
    private final List<Wish> wishes = new ArrayList<>();
    private final List<UUID> bookings = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();

    /** What can be asked for. */
    private enum Command {
        BOOK,
        BOOK_IN_CONVERSATION,
        RETRY,
        REUSE_KEY,
        HOLD,
        BOOK_WHAT_IS_HELD,
        RELEASE,
        CANCEL,
        MOVE
    }

    /** As often as it is asked for. */
    private static final List<Command> COMMANDS = List.of(
            Command.BOOK,
            Command.BOOK,
            Command.BOOK,
            Command.BOOK_IN_CONVERSATION,
            Command.RETRY,
            Command.REUSE_KEY,
            Command.HOLD,
            Command.BOOK_WHAT_IS_HELD,
            Command.RELEASE,
            Command.CANCEL,
            Command.CANCEL,
            Command.MOVE,
            Command.MOVE,
            Command.MOVE);

    Clients(Random random, RequestLog log, BookingIds ids, Offer offer, Supplier<List<UUID>> confirmed) {
        this.random = random;
        this.log = log;
        this.ids = ids;
        this.offer = offer;
        this.confirmed = confirmed;
    }

    /** Publishes one more request. */
    String publish(Instant now) {
        Wish wish = switch (COMMANDS.get(random.nextInt(COMMANDS.size()))) {
            case BOOK -> book(now);
            case BOOK_IN_CONVERSATION -> bookInConversation(now);
            case RETRY -> retry(now);
            case REUSE_KEY -> reuseKey(now);
            case HOLD -> hold(now);
            case BOOK_WHAT_IS_HELD -> bookWhatIsHeld(now);
            case RELEASE -> release(now);
            case CANCEL -> cancel(now);
            case MOVE -> move(now);
        };
        return publish(wish, now);
    }

    /** Publishes a request for a booking that has time. */
    String publishBooking(Instant now) {
        String key = "k-" + wishes.size();
        bookings.add(ids.bookingId(new RequestKey("api", key)));
        RequestBooking.Builder request = request(key, now).setExpiresAt(now.plusSeconds(900));
        return publish(new Wish("api", key, request.build()), now);
    }

    /** Publishes the host's word on a booking: he is asked by several ways, and may say one thing here and another there. */
    String publishWord(UUID booking, Instant now) {
        String key = "k-" + wishes.size();
        DecideBooking word = DecideBooking.newBuilder()
                .setRequestId(key)
                .setExpiresAt(expiry(now))
                .setBookingId(booking)
                .setDecision(random.nextInt(3) > 0 ? Decision.ACCEPT : Decision.DECLINE)
                .build();
        return publish(new Wish(log.source(), key, word), now);
    }

    private String publish(Wish wish, Instant now) {
        wishes.add(wish);
        log.publish(wish.source(), wish.request(), now);
        return wish.source() + " " + wish.key() + " "
                + wish.request().getSchema().getName();
    }

    /** Source and key of everything that was ever asked. */
    List<RequestKey> keys() {
        return wishes.stream()
                .map(wish -> new RequestKey(wish.source(), wish.key()))
                .distinct()
                .toList();
    }

    private Wish book(Instant now) {
        String source = log.source();
        String key = "k-" + wishes.size();
        bookings.add(ids.bookingId(new RequestKey(source, key)));
        return new Wish(source, key, request(key, now).build());
    }

    private Wish bookInConversation(Instant now) {
        String key = "k-" + wishes.size();
        bookings.add(ids.bookingId(new RequestKey("retell", key)));
        return new Wish(
                "retell",
                key,
                request(key, now).setConversationId("call-" + random.nextInt(2)).build());
    }

    private Wish retry(Instant now) {
        return wishes.isEmpty() ? book(now) : wishes.get(random.nextInt(wishes.size()));
    }

    private Wish reuseKey(Instant now) {
        if (wishes.isEmpty()) {
            return book(now);
        }
        Wish first = wishes.get(random.nextInt(wishes.size()));
        return new Wish(
                first.source(),
                first.key(),
                request(first.key(), now).setNotes("another wish").build());
    }

    private Wish hold(Instant now) {
        String source = log.source();
        String key = "k-" + wishes.size();
        String start = start();
        String service = offer.service(random);
        holds.add(new Hold(source, ids.holdToken(ids.bookingId(new RequestKey(source, key))), start, service));
        return new Wish(
                source,
                key,
                HoldSlot.newBuilder()
                        .setRequestId(key)
                        .setExpiresAt(expiry(now))
                        .setStart(start)
                        .setService(service)
                        .setTimeZone("America/Los_Angeles")
                        .build());
    }

    /** What was held is also asked for after it ran out, twice, or before it was held. */
    private Wish bookWhatIsHeld(Instant now) {
        if (holds.isEmpty()) {
            return hold(now);
        }
        Hold hold = holds.get(random.nextInt(holds.size()));
        String key = "k-" + wishes.size();
        return new Wish(
                hold.source(),
                key,
                request(key, now)
                        .setStart(hold.start())
                        .setService(hold.service())
                        .setHoldToken(hold.token())
                        .build());
    }

    private Wish release(Instant now) {
        if (holds.isEmpty()) {
            return hold(now);
        }
        Hold hold = holds.get(random.nextInt(holds.size()));
        String key = "k-" + wishes.size();
        return new Wish(
                hold.source(),
                key,
                ReleaseHold.newBuilder()
                        .setRequestId(key)
                        .setExpiresAt(expiry(now))
                        .setHoldToken(hold.token())
                        .build());
    }

    private Wish cancel(Instant now) {
        String key = "k-" + wishes.size();
        return new Wish(
                log.source(),
                key,
                CancelBooking.newBuilder()
                        .setRequestId(key)
                        .setExpiresAt(expiry(now))
                        .setBookingId(someBooking())
                        .build());
    }

    private Wish move(Instant now) {
        String key = "k-" + wishes.size();
        return new Wish(
                log.source(),
                key,
                RescheduleBooking.newBuilder()
                        .setRequestId(key)
                        .setExpiresAt(expiry(now))
                        .setBookingId(someBooking())
                        .setStart(start())
                        .setTimeZone("America/Los_Angeles")
                        .build());
    }

    /**
     * Mostly one that its caller knows to be booked, often one that was only asked for, and now and then the one that a later
     * request will make: its cancel comes first.
     */
    private UUID someBooking() {
        List<UUID> booked = confirmed.get();
        if (!booked.isEmpty() && random.nextBoolean()) {
            return booked.get(random.nextInt(booked.size()));
        }
        if (!bookings.isEmpty() && random.nextBoolean()) {
            return bookings.getLast();
        }
        return bookings.isEmpty() || random.nextInt(10) == 0
                ? ids.bookingId(new RequestKey(log.source(), "k-" + (wishes.size() + 1)))
                : bookings.get(random.nextInt(bookings.size()));
    }

    private RequestBooking.Builder request(String key, Instant now) {
        return RequestBooking.newBuilder()
                .setRequestId(key)
                .setExpiresAt(expiry(now))
                .setStart(start())
                .setTimeZone("America/Los_Angeles")
                .setService(offer.service(random))
                .setCustomer(new Customer("Ada Lovelace", "+12135550123", null));
    }

    private @Nullable Instant expiry(Instant now) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1, 2 -> now.plusSeconds(random.nextInt(30));
            default -> now.plusSeconds(random.nextInt(900));
        };
    }

    private String start() {
        int hour = 9 + random.nextInt(offer.hours);
        return random.nextInt(12) == 0 ? "2026-11-23T%02d:17".formatted(hour) : "2026-11-23T%02d:00".formatted(hour);
    }
}
