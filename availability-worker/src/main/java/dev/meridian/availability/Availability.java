package dev.meridian.availability;

import dev.meridian.availability.Answer.Offer;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.catalogue.Host;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.occupancy.Occupancy;
import dev.meridian.bookings.occupancy.ResourceIds;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.bookings.session.Vacancy;
import dev.meridian.bookings.staffing.Loads;
import dev.meridian.bookings.staffing.StaffChoice;
import dev.meridian.bookings.staffing.StaffOrder;
import dev.meridian.calendars.BusyTimes;
import dev.meridian.scheduling.catalogue.Alignment;
import dev.meridian.scheduling.catalogue.CalendarUse;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.slot.Caps;
import dev.meridian.scheduling.slot.Occupied;
import dev.meridian.scheduling.slot.SlotQuery;
import dev.meridian.scheduling.slot.SlotRules;
import dev.meridian.scheduling.slot.Slots;
import dev.meridian.scheduling.slot.TeamSlot;
import dev.meridian.scheduling.slot.TeamSlots;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers questions for free times.
 *
 * <p>A session of the service that has seats left is a slot as well, although its own event makes the calendar busy.
 *
 * <p>Busy is what the calendars say together with what the book holds, since a calendar need not show our own write at once;
 * the book is read last, so that a booking made in between is seen. A host whose calendar does not answer is not offered;
 * when nobody else is free either, the answer is {@link Answer.Unknown}, never that nothing is free. The catalogue is
 * read anew for each question. Blocks; meant for virtual threads.
 */
final class Availability {

    static final int MAX_SLOTS = 500;

    private static final Logger log = LoggerFactory.getLogger(Availability.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Longer than any window of working hours. */
    private static final Duration DAY = Duration.ofDays(1);

    private final Catalogue catalogue;
    private final BusyCalendars calendars;
    private final Occupancies occupancies;
    private final Sessions sessions;
    private final Picks picks;
    private final Loads loads;
    private final StaffChoice choice;
    private final ZoneId businessZone;
    private final Clock clock;

    Availability(
            Catalogue catalogue,
            BusyCalendars calendars,
            Occupancies occupancies,
            Sessions sessions,
            Picks picks,
            Loads loads,
            ZoneId businessZone,
            Clock clock) {
        this.catalogue = catalogue;
        this.calendars = calendars;
        this.occupancies = occupancies;
        this.sessions = sessions;
        this.picks = picks;
        this.loads = loads;
        this.choice = new StaffChoice(loads, occupancies);
        this.businessZone = businessZone;
        this.clock = clock;
    }

    Answer answer(Question question) {
        Instant now = clock.instant();
        PartOfDay partOfDay = question.partOfDay();
        if (partOfDay == null) {
            return new Answer.Unsupported(now);
        }
        String wished = Objects.requireNonNullElse(question.service(), Service.STANDARD);
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
        List<Host> hosts = hosts(question);
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
        boolean collective = question.service().collective();
        Taken taken = taken(question, hosts, from, to);
        List<Host> known = hosts.stream()
                .filter(host -> !taken.unknown().contains(host.staff().id()))
                .toList();
        if (known.isEmpty() || (collective && known.size() < hosts.size())) {
            return new Answer.Unknown(now);
        }
        Map<String, List<TimeRange>> freeByHost = new LinkedHashMap<>();
        for (Host host : known) {
            freeByHost.put(host.staff().id(), slots(question, host, taken, now, from, to));
        }
        List<TeamSlot> slots = collective ? TeamSlots.ofAll(freeByHost) : TeamSlots.ofAny(freeByHost);
        List<TeamSlot> offered = slots.stream()
                .filter(slot -> question.partOfDay().includes(localTime(slot, question.zone())))
                .toList();
        if (offered.isEmpty() && known.size() < hosts.size()) {
            return new Answer.Unknown(now);
        }
        List<Offer> offers = offers(question, known, offered, from, to);
        return free(question, now, offers, picks.of(question, offers, neighbours(known, taken)), bookableUntil);
    }

    /** The slots, each with the one who would be given it now: the first of all where everybody is needed. */
    private List<Offer> offers(Checked question, List<Host> hosts, List<TeamSlot> slots, Instant from, Instant to) {
        if (question.service().collective() || hosts.size() == 1) {
            return slots.stream()
                    .map(slot -> new Offer(slot.slot(), slot.hosts().getFirst(), slot.hosts()))
                    .toList();
        }
        StaffOrder order = Objects.requireNonNull(
                choice.among(hosts, question.service(), new TimeRange(from, to)).block(PATIENCE));
        return slots.stream()
                .map(slot -> new Offer(
                        slot.slot(),
                        order.first(slot.slot().start(), slot.hosts()).orElseThrow(),
                        slot.hosts()))
                .toList();
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

    /** Those who can be booked, in the order in which the service names them; nobody where one of all is missing. */
    private List<Host> hosts(Checked question) {
        List<String> staff = question.staff();
        List<Host> found = Objects.requireNonNull(catalogue
                .hosts(staff)
                .sort(Comparator.comparingInt(host -> staff.indexOf(host.staff().id())))
                .collectList()
                .block(PATIENCE));
        if (found.size() < staff.size()) {
            log.warn("staff {}: {} of them without entry or schedule", staff, staff.size() - found.size());
        }
        if (!question.service().collective()) {
            return found.stream().filter(Availability::isWritable).toList();
        }
        return found.size() == staff.size() && isWritable(found.getFirst()) ? found : List.of();
    }

    private static boolean isWritable(Host host) {
        return host.staff().calendars().stream().anyMatch(CalendarUse::write);
    }

    /**
     * What is taken.
     *
     * @param busy by calendar
     * @param unknown staff of whom nothing is known
     * @param occupied by resource
     * @param vacancies sessions of the service that have seats left; they are taken as well
     * @param booked where the service's appointments start, as far as it may only have so many
     */
    private record Taken(
            Service service,
            Map<String, BusyTimes> busy,
            Set<String> unknown,
            Map<String, List<Held>> occupied,
            List<Vacancy> vacancies,
            List<Instant> booked) {

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
            return held(host).map(Held::occupied).toList();
        }

        /** Where somebody can come along; a session of all together is the first one's. */
        List<TimeRange> vacancies(Host host) {
            String holder = service.collective()
                    ? service.staff().getFirst()
                    : host.staff().id();
            return vacancies.stream()
                    .filter(vacancy -> vacancy.staff().equals(holder))
                    .map(Vacancy::slot)
                    .toList();
        }

        /** The busy times without those where somebody can come along. */
        List<TimeRange> busyElsewhere(Host host) {
            return Ranges.without(busy(host), vacancies(host));
        }

        List<Occupied> occupiedElsewhere(Host host) {
            Set<UUID> open = vacancies.stream().map(Vacancy::sessionId).collect(Collectors.toSet());
            return held(host)
                    .filter(held -> !open.contains(held.holder()))
                    .map(Held::occupied)
                    .toList();
        }

        private Stream<Held> held(Host host) {
            return ResourceIds.of(host.staff().id(), service).stream()
                    .flatMap(resource -> occupied.getOrDefault(resource, List.of()).stream());
        }
    }

    /** What is taken of a resource, and by whom. */
    private record Held(UUID holder, Occupied occupied) {}

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
        // Before what is taken: a session that was begun in between then only keeps others out.
        List<Vacancy> vacancies = vacancies(service, hosts, earliest, latest);
        return new Taken(
                service,
                busy,
                unknown,
                occupied(service, hosts, earliest, latest),
                vacancies,
                booked(service, hosts, from, to));
    }

    private List<Vacancy> vacancies(Service service, List<Host> hosts, Instant from, Instant to) {
        if (service.capacity() == 1) {
            return List.of();
        }
        List<String> staff = hosts.stream().map(host -> host.staff().id()).toList();
        return Objects.requireNonNull(sessions.vacancies(service.id(), staff, service.capacity(), from, to)
                .collectList()
                .block(PATIENCE));
    }

    private List<Instant> booked(Service service, List<Host> hosts, Instant from, Instant to) {
        TimeRange starts = new TimeRange(from, to);
        return hosts.stream()
                .flatMap(host -> Caps.counted(service, host.schedule(), starts).stream())
                .reduce(Availability::both)
                .map(span ->
                        loads.starts(service.id(), span, null).collectList().block(PATIENCE))
                .orElse(List.of());
    }

    private Map<String, List<Held>> occupied(Service service, List<Host> hosts, Instant from, Instant to) {
        Set<String> resources = new TreeSet<>();
        hosts.forEach(host -> resources.addAll(ResourceIds.of(host.staff().id(), service)));
        Map<String, List<Held>> byResource = new TreeMap<>();
        for (Occupancy occupancy : Objects.requireNonNull(occupancies
                .live(resources, from.minus(Service.MAX_BUFFER), to.plus(Service.MAX_BUFFER))
                .collectList()
                .block(PATIENCE))) {
            byResource
                    .computeIfAbsent(occupancy.resourceId(), resource -> new ArrayList<>())
                    .add(new Held(
                            occupancy.holder(),
                            new Occupied(occupancy.slot(), occupancy.bufferBefore(), occupancy.bufferAfter())));
        }
        return byResource;
    }

    private static List<String> readCalendars(Host host) {
        return host.staff().calendars().stream()
                .filter(CalendarUse::read)
                .map(CalendarUse::id)
                .toList();
    }

    private static List<TimeRange> slots(
            Checked question, Host host, Taken taken, Instant now, Instant from, Instant to) {
        SlotQuery alone = new SlotQuery(
                question.service(),
                question.durationMinutes(),
                host.schedule(),
                now,
                from,
                to,
                taken.busy(host),
                taken.occupied(host),
                taken.booked(),
                question.zone());
        List<TimeRange> free = Slots.free(alone);
        Set<TimeRange> vacancies = Set.copyOf(taken.vacancies(host));
        if (vacancies.isEmpty()) {
            return free;
        }
        SlotQuery shared = new SlotQuery(
                question.service(),
                question.durationMinutes(),
                host.schedule(),
                now,
                from,
                to,
                taken.busyElsewhere(host),
                taken.occupiedElsewhere(host),
                // One more seat of a session is no more appointments.
                List.of(),
                question.zone());
        // What overlaps a session is no slot, but the session itself is one.
        return Stream.concat(free.stream(), Slots.free(shared).stream().filter(vacancies::contains))
                .sorted(Comparator.comparing(TimeRange::start))
                .toList();
    }

    private static LocalTime localTime(TeamSlot slot, ZoneId zone) {
        return LocalTime.ofInstant(slot.slot().start(), zone);
    }

    private static Instant startOf(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant();
    }

    private static TimeRange both(TimeRange one, TimeRange other) {
        return new TimeRange(earlier(one.start(), other.start()), later(one.end(), other.end()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
