package dev.meridian.faults.check;

import static java.util.stream.Collectors.groupingBy;

import dev.meridian.faults.check.Evidence.Booking;
import dev.meridian.faults.check.Evidence.Event;
import dev.meridian.faults.check.Evidence.Request;
import dev.meridian.faults.check.Violation.Rule;
import dev.meridian.faults.check.Ways.Span;
import dev.meridian.faults.load.Command;
import dev.meridian.faults.load.Told;
import dev.meridian.faults.load.Told.Said;
import dev.meridian.faults.load.Wish;
import dev.meridian.faults.process.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Bookings that wait for their host: nothing is written before he agrees, one word counts and the booking ends as it says, and
 * nobody but those who share it has the time meanwhile.
 */
final class HostsWord {

    private static final String ACCEPTED = "ACCEPT BOOKED";
    private static final String ACCEPTED_IN_VAIN = "ACCEPT SLOT_TAKEN";
    private static final String DECLINED = "DECLINE CANCELLED";

    /** What a word is answered that counted. */
    private static final Set<String> HEARD = Set.of("BOOKED", "SLOT_TAKEN", "CANCELLED");

    private static final Set<String> WAITS_NO_MORE = Set.of("WRITING", "DECLINED", "CANCELLED", "EXPIRED");

    private final Evidence evidence;
    private final Ways ways;
    private final BiConsumer<Rule, String> report;
    private final Map<Wish.Id, Command> words;
    private final Map<UUID, List<Request>> decisions;

    HostsWord(Evidence evidence, Ways ways, BiConsumer<Rule, String> report) {
        this.evidence = evidence;
        this.ways = ways;
        this.report = report;
        this.words = evidence.told().stream()
                .map(Told::wish)
                .filter(wish -> wish.command().decides())
                .collect(Collectors.toMap(Wish::id, Wish::command, (one, same) -> one));
        this.decisions = evidence.requests().stream()
                .filter(request -> request.command().equals("DecideBooking"))
                .collect(groupingBy(Request::bookingId));
    }

    /** Whether the host agreed to a booking, and it came to stand. */
    boolean agreed(UUID booking) {
        return heard(booking).contains(ACCEPTED);
    }

    void check() {
        List<Booking> asked = evidence.bookings().stream()
                .filter(booking -> Catalogue.isAsked(booking.staff()))
                .toList();
        for (Booking booking : asked) {
            nothingIsWrittenBefore(booking);
            oneWordCounts(booking);
        }
        asked.stream()
                .filter(this::hasOneTime)
                .collect(groupingBy(Booking::staff))
                .values()
                .forEach(this::nobodyElseHasTheTime);
        evidence.told().stream().filter(told -> told.wish().command().decides()).forEach(this::isTrue);
    }

    private void nothingIsWrittenBefore(Booking booking) {
        boolean accepted = decisions.getOrDefault(booking.id(), List.of()).stream()
                .anyMatch(request -> words.get(request.id()) == Command.ACCEPT);
        boolean written = ways.hasBeen(booking.id(), Set.of("WRITING"));
        boolean waited = ways.waited(booking.id()).isPresent();
        if (written && !(waited && accepted)) {
            report.accept(Rule.HOSTS_WORD, booking + ": was written, and its host had not agreed");
        }
        for (Event event : evidence.events()) {
            if (!written && booking.id().equals(event.bookingId())) {
                report.accept(Rule.HOSTS_WORD, event + ": its host had no word in it, it is " + booking);
            }
        }
    }

    private void oneWordCounts(Booking booking) {
        List<String> heard = heard(booking.id());
        Optional<String> expected = switch (booking.state()) {
            case "CONFIRMED" -> Optional.of(ACCEPTED);
            case "DECLINED" -> Optional.of(DECLINED);
            case "REFUSED" -> Optional.of(ACCEPTED_IN_VAIN);
            case "CANCELLED" ->
                ways.hasBeen(booking.id(), Set.of("CONFIRMED")) ? Optional.of(ACCEPTED) : Optional.empty();
            default -> Optional.empty();
        };
        if (!heard.equals(expected.stream().toList())) {
            report.accept(Rule.HOSTS_WORD, booking + ": what counted was " + heard);
        }
    }

    private List<String> heard(UUID booking) {
        return decisions.getOrDefault(booking, List.of()).stream()
                .filter(request -> request.status() != null && HEARD.contains(request.status()))
                .map(request -> words.get(request.id()) + " " + request.status())
                .toList();
    }

    /** Whether it never had another time than it has now. */
    private boolean hasOneTime(Booking booking) {
        return !ways.hasBeen(booking.id(), Set.of("MOVING"))
                && !evidence.touched().contains(booking.eventId());
    }

    private void nobodyElseHasTheTime(List<Booking> ofOneHost) {
        for (Booking booking : ofOneHost) {
            Optional<Span> waited = ways.waited(booking.id());
            ofOneHost.stream()
                    .filter(other -> !other.id().equals(booking.id())
                            && (booking.sessionId() == null
                                    || !booking.sessionId().equals(other.sessionId()))
                            && other.start().isBefore(booking.end())
                            && booking.start().isBefore(other.end()))
                    .filter(other -> ways.taken(other.id())
                            .flatMap(taken -> waited.filter(taken::overlaps))
                            .isPresent())
                    .forEach(other -> report.accept(
                            Rule.DOUBLE_BOOKING, booking + ": waited for its host, and meanwhile there was " + other));
        }
    }

    private void isTrue(Told told) {
        UUID booking = Objects.requireNonNull(told.wish().bookingId(), "bookingId");
        boolean late = told.said() == Said.ALREADY_DECIDED && !ways.hasBeen(booking, WAITS_NO_MORE, told.at());
        if (late || told.said() == Said.NOT_FOUND) {
            report.accept(
                    Rule.WRONG_ANSWER,
                    told.wish().id() + ": was told " + told.said() + ", and the booking went " + ways.of(booking));
        }
    }
}
