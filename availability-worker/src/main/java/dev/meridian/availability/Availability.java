package dev.meridian.availability;

import dev.meridian.availability.Answer.Offer;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.catalogue.Host;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.occupancy.Occupancy;
import dev.meridian.calendars.BusyTimes;
import dev.meridian.scheduling.catalogue.Alignment;
import dev.meridian.scheduling.catalogue.CalendarUse;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.slot.Occupied;
import dev.meridian.scheduling.slot.SlotQuery;
import dev.meridian.scheduling.slot.SlotRules;
import dev.meridian.scheduling.slot.Slots;
import dev.meridian.scheduling.suggestion.PartOfDay;
import dev.meridian.scheduling.suggestion.Suggestion;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers questions for free times.
 *
 * <p>Busy is what the calendars say together with what the book holds, since a calendar need not show our own write at once;
 * the book is read last, so that a booking made in between is seen. A host whose calendar does not answer is not offered;
 * when nobody else is free either, the answer is {@link Answer.Unknown}, never that nothing is free. The catalogue is
 * read anew for each question. Blocks; meant for virtual threads.
 */
final class Availability {

    static final int MAX_SLOTS = 500;

    private static final Logger log = LoggerFactory.getLogger(Availability.class);
    private static final String STANDARD = "standard";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Longer than any window of working hours, and than any buffer worth the name. */
    private static final Duration DAY = Duration.ofDays(1);

    private final Catalogue catalogue;
    private final BusyCalendars calendars;
    private final Occupancies occupancies;
    private final Picks picks;
    private final ZoneId businessZone;
    private final Clock clock;

    Availability(
            Catalogue catalogue,
            BusyCalendars calendars,
            Occupancies occupancies,
            Picks picks,
            ZoneId businessZone,
            Clock clock) {
        this.catalogue = catalogue;
        this.calendars = calendars;
        this.occupancies = occupancies;
        this.picks = picks;
        this.businessZone = businessZone;
        this.clock = clock;
    }

    Answer answer(Question question) {
        Instant now = clock.instant();
        PartOfDay partOfDay = question.partOfDay();
        if (partOfDay == null) {
            return new Answer.Unsupported(now);
        }
        String wished = Objects.requireNonNullElse(question.service(), STANDARD);
        Optional<Service> service = catalogue.service(wished).blockOptional(PATIENCE);
        if (service.isEmpty()) {
            List<String> known =
                    catalogue.services().map(Service::id).collectList().block(PATIENCE);
            return new Answer.Invalid(now, "service", "one of " + known);
        }
        try {
            return answer(Checked.of(question, partOfDay, service.get()), now);
        } catch (Checked.Wrong wrong) {
            return wrong.at(now);
        }
    }

    private Answer answer(Checked question, Instant now) {
        List<Host> hosts = hosts(question.staff());
        Instant windowEnd = hosts.stream()
                .map(host -> SlotRules.windowEnd(question.service(), host.schedule(), now))
                .max(Comparator.naturalOrder())
                .orElse(now);
        Instant from = later(now, startOf(question.fromDate(), question.zone()));
        Instant to = earlier(windowEnd, startOf(question.toDate().plusDays(1), question.zone()));
        LocalDate bookableUntil = LocalDate.ofInstant(windowEnd.minusNanos(1), question.zone());
        if (hosts.isEmpty() || !from.isBefore(to)) {
            return free(question, now, List.of(), List.of(), bookableUntil);
        }
        Taken taken = taken(question, hosts, from, to);
        boolean collective = question.service().collective();
        if (taken.unknown().size() == hosts.size()
                || (collective && !taken.unknown().isEmpty())) {
            return new Answer.Unknown(now);
        }
        List<Offer> offers = new ArrayList<>();
        for (Offer offer : collective
                ? offersOfAll(question, hosts, taken, now, from, to)
                : offersOfAny(question, hosts, taken, now, from, to)) {
            if (question.partOfDay().includes(localTime(offer, question.zone()))) {
                offers.add(offer);
            }
        }
        if (offers.isEmpty() && !taken.unknown().isEmpty()) {
            return new Answer.Unknown(now);
        }
        return free(question, now, offers, picks.of(question, offers, neighbours(hosts, taken)), bookableUntil);
    }

    private static Map<String, Neighbours> neighbours(List<Host> hosts, Taken taken) {
        Map<String, Neighbours> byStaff = new HashMap<>();
        hosts.forEach(host -> byStaff.put(host.staff().id(), Neighbours.of(taken.busy(host), taken.occupied(host))));
        return byStaff;
    }

    private Answer free(
            Checked question,
            Instant now,
            List<Offer> offers,
            List<Suggestion<Offer>> suggestions,
            LocalDate bookableUntil) {
        return new Answer.Free(
                now,
                question.service().id(),
                question.zone(),
                businessZone,
                offers.subList(0, Math.min(MAX_SLOTS, offers.size())),
                suggestions,
                offers.size() > MAX_SLOTS,
                bookableUntil);
    }

    /** The hosts in the order in which the service names them. */
    private List<Host> hosts(List<String> staff) {
        List<Host> found =
                Objects.requireNonNull(catalogue.hosts(staff).collectList().block(PATIENCE));
        if (found.size() < staff.size()) {
            log.warn("staff {}: {} of them without entry or schedule", staff, staff.size() - found.size());
        }
        return found.stream()
                .sorted(Comparator.comparingInt(
                        host -> staff.indexOf(host.staff().id())))
                .toList();
    }

    /**
     * What is taken.
     *
     * @param busy by calendar
     * @param unknown staff of whom nothing is known
     * @param occupied by resource
     */
    private record Taken(
            Map<String, BusyTimes> busy,
            Set<String> unknown,
            Map<String, List<Occupied>> occupied,
            Set<String> shared) {

        List<TimeRange> busy(Host host) {
            List<TimeRange> ranges = new ArrayList<>();
            for (String calendar : readCalendars(host)) {
                if (busy.get(calendar) instanceof BusyTimes.Known known) {
                    ranges.addAll(known.busy());
                }
            }
            return ranges;
        }

        List<Occupied> occupied(Host host) {
            List<Occupied> ranges =
                    new ArrayList<>(occupied.getOrDefault(host.staff().id(), List.of()));
            shared.forEach(resource -> ranges.addAll(occupied.getOrDefault(resource, List.of())));
            return ranges;
        }
    }

    private Taken taken(Checked question, List<Host> hosts, Instant from, Instant to) {
        Service service = question.service();
        Instant earliest = from.minus(service.bufferAfter());
        if (service.alignment() == Alignment.FREE_RANGE_CLOCK) {
            earliest = earliest.minus(DAY);
        }
        Instant latest = to.plus(Duration.ofMinutes(question.durationMinutes())).plus(service.bufferBefore());
        TreeSet<String> read = new TreeSet<>();
        hosts.forEach(host -> read.addAll(readCalendars(host)));
        Map<String, BusyTimes> busy = calendars.freeBusy(read, earliest, latest);
        Set<String> unknown = new HashSet<>();
        for (Host host : hosts) {
            for (String calendar : readCalendars(host)) {
                if (!(busy.get(calendar) instanceof BusyTimes.Known)) {
                    unknown.add(host.staff().id());
                    log.warn("calendar of staff {}: unknown: {}", host.staff().id(), busy.get(calendar));
                }
            }
        }
        return new Taken(busy, unknown, occupied(question, hosts, earliest, latest), Set.copyOf(service.resources()));
    }

    private Map<String, List<Occupied>> occupied(Checked question, List<Host> hosts, Instant from, Instant to) {
        Set<String> resources = new TreeSet<>(question.service().resources());
        hosts.forEach(host -> resources.add(host.staff().id()));
        Map<String, List<Occupied>> byResource = new TreeMap<>();
        for (Occupancy occupancy : Objects.requireNonNull(occupancies
                .live(resources, from.minus(DAY), to.plus(DAY))
                .collectList()
                .block(PATIENCE))) {
            byResource
                    .computeIfAbsent(occupancy.resourceId(), resource -> new ArrayList<>())
                    .add(new Occupied(occupancy.slot(), occupancy.bufferBefore(), occupancy.bufferAfter()));
        }
        return byResource;
    }

    private static List<String> readCalendars(Host host) {
        return host.staff().calendars().stream()
                .filter(CalendarUse::read)
                .map(CalendarUse::id)
                .toList();
    }

    /** Every start at which somebody is free, with the first who is. */
    private static Iterable<Offer> offersOfAny(
            Checked question, List<Host> hosts, Taken taken, Instant now, Instant from, Instant to) {
        TreeMap<Instant, Offer> offers = new TreeMap<>();
        for (Host host : hosts) {
            if (!taken.unknown().contains(host.staff().id())) {
                for (TimeRange slot : slots(question, host, taken, now, from, to)) {
                    offers.putIfAbsent(
                            slot.start(), new Offer(slot, host.staff().id()));
                }
            }
        }
        return offers.values();
    }

    /** The starts at which all are free together, under the name of the first. */
    private static Iterable<Offer> offersOfAll(
            Checked question, List<Host> hosts, Taken taken, Instant now, Instant from, Instant to) {
        Set<TimeRange> common = null;
        for (Host host : hosts) {
            List<TimeRange> slots = slots(question, host, taken, now, from, to);
            if (common == null) {
                common = new TreeSet<>(Comparator.comparing(TimeRange::start));
                common.addAll(slots);
            } else {
                common.retainAll(new HashSet<>(slots));
            }
        }
        String first = hosts.getFirst().staff().id();
        return Objects.requireNonNullElse(common, Set.<TimeRange>of()).stream()
                .map(slot -> new Offer(slot, first))
                .toList();
    }

    private static List<TimeRange> slots(
            Checked question, Host host, Taken taken, Instant now, Instant from, Instant to) {
        return Slots.free(new SlotQuery(
                question.service(),
                question.durationMinutes(),
                host.schedule(),
                now,
                from,
                to,
                taken.busy(host),
                taken.occupied(host),
                question.zone()));
    }

    private static LocalTime localTime(Offer offer, ZoneId zone) {
        return LocalTime.ofInstant(offer.slot().start(), zone);
    }

    private static Instant startOf(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
