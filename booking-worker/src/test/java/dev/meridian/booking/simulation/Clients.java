package dev.meridian.booking.simulation;

import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.schema.booking.Customer;
import dev.meridian.schema.booking.RequestBooking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Those who want something: a few slots wanted by many, retries, keys used twice, wishes repeated in one conversation.
 * What they can ask for is a list.
 */
final class Clients {

    /** A wish and who has it. */
    private record Wish(String source, String key, SpecificRecord request) {}

    private final Random random;
    private final RequestLog log;
    private final BookingIds ids;
    private final List<Wish> wishes = new ArrayList<>();
    private final Map<RequestKey, UUID> bookings = new LinkedHashMap<>();
    private final List<Function<Instant, Wish>> commands =
            List.of(this::book, this::book, this::book, this::bookInConversation, this::retry, this::reuseKey);

    Clients(Random random, RequestLog log, BookingIds ids) {
        this.random = random;
        this.log = log;
        this.ids = ids;
    }

    /** Publishes one more request. */
    String publish(Instant now) {
        Wish wish = commands.get(random.nextInt(commands.size())).apply(now);
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
        bookings.put(new RequestKey(source, key), ids.bookingId(new RequestKey(source, key)));
        return new Wish(source, key, request(key, now).build());
    }

    private Wish bookInConversation(Instant now) {
        String key = "k-" + wishes.size();
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

    private RequestBooking.Builder request(String key, Instant now) {
        return RequestBooking.newBuilder()
                .setRequestId(key)
                .setExpiresAt(random.nextInt(4) == 0 ? null : now.plusSeconds(random.nextInt(900)))
                .setStart(start())
                .setTimeZone("America/Los_Angeles")
                .setCustomer(new Customer("Ada Lovelace", "+12135550123", null));
    }

    private String start() {
        int hour = 9 + random.nextInt(3);
        return random.nextInt(12) == 0 ? "2026-11-23T%02d:17".formatted(hour) : "2026-11-23T%02d:00".formatted(hour);
    }
}
