package dev.meridian.availability;

import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.catalogue.CatalogueJson;
import dev.meridian.bookings.catalogue.Host;
import dev.meridian.bookings.catalogue.Precondition;
import dev.meridian.bookings.customer.Lesson;
import dev.meridian.bookings.customer.Profiles;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.occupancy.Occupancy;
import dev.meridian.bookings.session.NewSession;
import dev.meridian.bookings.session.Seat;
import dev.meridian.bookings.session.Session;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.bookings.session.Vacancy;
import dev.meridian.bookings.staffing.Load;
import dev.meridian.bookings.staffing.Loads;
import dev.meridian.calendars.BusyTimes;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.EventChanges;
import dev.meridian.calendars.EventPatch;
import dev.meridian.calendars.NewChannel;
import dev.meridian.calendars.NewEvent;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import dev.meridian.scheduling.suggestion.Patterns;
import dev.meridian.scheduling.suggestion.Preferences;
import dev.meridian.scheduling.suggestion.Profile;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A catalogue, calendars and a book that say what a test has put into them. */
final class Fakes {

    static final class FakeCatalogue implements Catalogue {

        final Map<String, Service> services = new TreeMap<>();
        final Map<String, Staff> staff = new TreeMap<>();
        final Map<String, Schedule> schedules = new TreeMap<>();

        /** Offers the standard service but for what is said, field by field as in JSON. */
        void offer(Map<String, Object> differences) {
            ObjectNode service = object(Service.standard());
            service.setAll(object(differences));
            services.put("standard", CatalogueJson.read(service.toString(), Service.class));
        }

        private static ObjectNode object(Object document) {
            return (ObjectNode) JsonMapper.shared().readTree(CatalogueJson.write(document));
        }

        @Override
        public Mono<Service> service(String id) {
            return Mono.justOrEmpty(Optional.ofNullable(services.get(id)));
        }

        @Override
        public Flux<Service> services() {
            return Flux.fromIterable(services.values());
        }

        @Override
        public Mono<Staff> staff(String id) {
            return Mono.justOrEmpty(Optional.ofNullable(staff.get(id)));
        }

        @Override
        public Flux<Staff> staff() {
            return Flux.fromIterable(staff.values());
        }

        @Override
        public Mono<Schedule> schedule(String id) {
            return Mono.justOrEmpty(Optional.ofNullable(schedules.get(id)));
        }

        @Override
        public Flux<Schedule> schedules() {
            return Flux.fromIterable(schedules.values());
        }

        @Override
        public Flux<Host> hosts(Collection<String> staffIds) {
            return staff().filter(person -> staffIds.contains(person.id()))
                    .flatMapSequential(
                            person -> schedule(person.schedule()).map(schedule -> new Host(person, schedule)));
        }
    }

    static final class FakeProfiles implements Profiles {

        final Map<UUID, Profile> known = new HashMap<>();
        boolean readable = true;

        @Override
        public Mono<Preferences> preferences(UUID customerId) {
            return profileOf(customerId).map(Profile::preferences);
        }

        @Override
        public Mono<Preferences> prefer(UUID customerId, Preferences preferences, Precondition precondition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Patterns> patterns(UUID customerId) {
            return profileOf(customerId).map(Profile::patterns);
        }

        @Override
        public Mono<Void> learn(Lesson lesson) {
            throw new UnsupportedOperationException();
        }

        private Mono<Profile> profileOf(UUID customerId) {
            return readable
                    ? Mono.just(known.getOrDefault(customerId, Profile.ANYBODY))
                    : Mono.error(new IllegalStateException("database away"));
        }
    }

    static final class FakeCalendars implements CalendarConnector {

        final Map<String, BusyTimes> busy = new HashMap<>();
        final List<TimeRange> asked = new ArrayList<>();

        @Override
        public Map<String, BusyTimes> freeBusy(Collection<String> calendarIds, Instant from, Instant to) {
            asked.add(new TimeRange(from, to));
            Map<String, BusyTimes> answer = new HashMap<>();
            calendarIds.forEach(id -> answer.put(id, busy.getOrDefault(id, new BusyTimes.Known(List.of()))));
            return answer;
        }

        @Override
        public CalendarEvent insert(String calendarId, NewEvent event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<CalendarEvent> get(String calendarId, String eventId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CalendarEvent> list(String calendarId, Instant from, Instant to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public EventChanges changes(String calendarId, @Nullable String syncToken) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant watch(String calendarId, NewChannel channel) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CalendarEvent patch(String calendarId, String eventId, EventPatch patch, String etag) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(String calendarId, String eventId) {
            throw new UnsupportedOperationException();
        }
    }

    static final class FakeOccupancies implements Occupancies {

        final List<Occupancy> live = new ArrayList<>();

        @Override
        public Flux<Occupancy> live(Collection<String> resourceIds, Instant from, Instant to) {
            return Flux.fromIterable(live)
                    .filter(taken -> resourceIds.contains(taken.resourceId())
                            && taken.slot().overlaps(new TimeRange(from, to)));
        }

        @Override
        public Mono<Void> lock(Collection<String> resourceIds) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Boolean> crowded(
                UUID bookingId,
                UUID holder,
                Collection<String> resourceIds,
                TimeRange slot,
                Duration bufferBefore,
                Duration bufferAfter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Boolean> take(
                UUID bookingId,
                UUID holder,
                Collection<String> resourceIds,
                TimeRange slot,
                Duration bufferBefore,
                Duration bufferAfter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Void> free(UUID bookingId, TimeRange slot) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Flux<String> resources(UUID bookingId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Flux<String> calendars(UUID bookingId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Flux<UUID> holders(Collection<String> resourceIds, TimeRange slot) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Void> free(UUID bookingId, String resourceId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Void> free(UUID bookingId) {
            throw new UnsupportedOperationException();
        }
    }

    static final class FakeLoads implements Loads {

        final Map<String, Load> given = new HashMap<>();
        final List<Instant> starts = new ArrayList<>();
        final List<TimeRange> counted = new ArrayList<>();

        @Override
        public Flux<Load> of(String service, Collection<String> staffIds) {
            return Flux.fromIterable(staffIds).map(id -> given.getOrDefault(id, new Load(id, null, 0)));
        }

        @Override
        public Flux<Instant> starts(String service, TimeRange span, @Nullable UUID except) {
            counted.add(span);
            return Flux.fromIterable(starts).filter(span::contains);
        }
    }

    static final class FakeSessions implements Sessions {

        final List<Vacancy> vacancies = new ArrayList<>();

        @Override
        public Flux<Vacancy> vacancies(
                String service, Collection<String> staffIds, int capacity, Instant from, Instant to) {
            return Flux.fromIterable(vacancies)
                    .filter(vacancy ->
                            staffIds.contains(vacancy.staff()) && vacancy.slot().overlaps(new TimeRange(from, to)));
        }

        @Override
        public Mono<Session> find(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Session> lock(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Session> at(String service, String staff, TimeRange slot) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Session> begin(NewSession session) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Set<UUID>> known(Collection<UUID> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Flux<Session> ofEvents(Collection<String> eventIds) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Flux<Session> thatHadSeat(UUID bookingId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Seat> take(Session session, UUID bookingId, int capacity) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Void> giveBack(Seat seat) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Flux<Seat> seats(UUID bookingId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Flux<Seat> taken(UUID sessionId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Void> bind(Seat seat, int generation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Void> free(Seat seat) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Void> free(UUID bookingId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Session> close(Session seen, String nextEventId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Void> move(Session seen, TimeRange slot) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Void> change(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Flux<Session> takeChanged(Lease lease, int max) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Void> shown(Session seen) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Void> putOff(Session seen, Duration pause) {
            throw new UnsupportedOperationException();
        }
    }

    private Fakes() {}
}
