package dev.meridian.bookings.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.TestBook;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.booking.NewBooking;
import dev.meridian.bookings.catalogue.Precondition;
import dev.meridian.bookings.customer.Erasures.Erasure;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.suggestion.Patterns;
import dev.meridian.scheduling.suggestion.Preferences;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class CustomersIntegrationTests {

    private static final Instant NINE = Instant.parse("2027-01-18T17:00:00Z");
    private static final ZoneId LOS_ANGELES = TestBook.CALLER_ZONE;
    private static final String PHONE = "+12137771234";
    private static final String EMAIL = "Ada@Example.org";

    @RegisterExtension
    static final TestBook book = new TestBook();

    private final BookingIds ids = new BookingIds("0123456789abcdef0123456789abcdef", "test");
    private final Transactions transactions = new Transactions(book.transaction);
    private final Identification identification = new Identification(book.database, ids);
    private final Customers customers = new R2dbcCustomers(book.database, transactions);
    private final Profiles profiles = new R2dbcProfiles(book.database);
    private final Erasures erasures = new R2dbcErasures(book.database);

    @Test
    void onePersonIsOneCustomerHoweverTheNumberIsSpelt() {
        UUID id = identified(new Customer("Ada", PHONE, null));
        for (String spelling : List.of("213-777-1234", "1 (213) 777 1234", "001 213 777 1234", PHONE)) {
            assertThat(identified(new Customer("A. Lovelace", spelling, null)))
                    .as(spelling)
                    .isEqualTo(id);
        }
        assertThat(identified(new Customer("Bob", "+12137771235", null))).isNotEqualTo(id);
        assertThat(id).isEqualTo(ids.customerId("PHONE|" + PHONE, 0));
        assertThat(count("customers")).isEqualTo(2);
    }

    @Test
    void aNumberWhoseCountryIsNotKnownIsFoundUnderTheOneItMayBe() {
        UUID id = identified(new Customer("Ada", "555-000-1234", null));
        assertThat(identified(new Customer("Ada", "+15550001234", null))).isEqualTo(id);
    }

    @Test
    void anAddressIsOnePersonsInAnyCase() {
        UUID id = identified(new Customer("Ada", null, EMAIL));
        assertThat(identified(new Customer("Ada", null, " ADA@example.org "))).isEqualTo(id);
    }

    @Test
    void whoCanNotBeReachedIsNobody() {
        assertThat(Objects.requireNonNull(identification
                                .identified(new Customer("Ada", null, null))
                                .block())
                        .id())
                .isNull();
        assertThat(Objects.requireNonNull(identification
                                .identified(new Customer("Ada", "at work", "none"))
                                .block())
                        .id())
                .isNull();
        assertThat(count("customers")).isZero();
    }

    @Test
    void whatIsNewOfNumberAndAddressBecomesTheCustomersUnlessItIsAnothers() {
        UUID ada = identified(new Customer("Ada", PHONE, null));
        assertThat(identified(new Customer("Ada", PHONE, EMAIL))).isEqualTo(ada);
        assertThat(identified(new Customer("Ada", "+12137770000", EMAIL))).isEqualTo(ada);
        UUID bob = identified(new Customer("Bob", "+12137770001", "bob@example.org"));

        assertThat(identified(new Customer("Bob", "+12137770001", EMAIL))).isEqualTo(bob);

        KnownCustomer known = find(ada);
        assertThat(known.phones()).containsExactly("+12137770000", PHONE);
        assertThat(known.emails()).containsExactly("ada@example.org");
        assertThat(known.toString()).doesNotContain(PHONE);
        assertThat(find(bob).emails()).containsExactly("bob@example.org");
    }

    @RepeatedTest(5)
    void firstBookingsAtTheSameMomentMakeOneCustomer(RepetitionInfo repetition) {
        String phone = "+1213777%04d".formatted(repetition.getCurrentRepetition());
        String email = "r" + repetition.getCurrentRepetition() + "@example.org";
        List<Customer> persons = Stream.of(
                        new Customer("Ada", phone, null),
                        new Customer("Ada", phone, email),
                        new Customer("Ada", phone, email.toUpperCase(Locale.ROOT)),
                        new Customer("Ada", phone, null))
                .toList();
        List<UUID> found = Flux.range(0, 16)
                .flatMap(i -> transactions.run(() -> identification.identified(persons.get(i % persons.size()))), 16)
                .map(person -> Objects.requireNonNull(person.id()))
                .collectList()
                .block();
        assertThat(Set.copyOf(Objects.requireNonNull(found))).hasSize(1);
        assertThat(count("customers")).isOne();
        assertThat(count("contacts")).isEqualTo(2);
    }

    @Test
    void aBookingKnowsItsCustomerAndAnEmptiedDatabaseComesToTheSameId() {
        Booking first = booked(0, new Customer("Ada", PHONE, EMAIL));
        UUID id = Objects.requireNonNull(first.customer().id());
        book.database
                .sql(
                        "truncate bookings, occupancies, sessions, seats, customers, contacts, customer_preferences, lessons")
                .then()
                .block();
        assertThat(booked(0, new Customer("Ada", PHONE, EMAIL)).customer().id()).isEqualTo(id);
    }

    @Test
    void findsByAnySpelling() {
        UUID id = identified(new Customer("Ada", PHONE, EMAIL));
        for (String text : List.of(PHONE, "213 777 1234", "12137771234", "ADA@EXAMPLE.ORG")) {
            Contact contact = Contact.read(text).orElseThrow();
            assertThat(customers.find(contact).map(KnownCustomer::id).block())
                    .as(text)
                    .isEqualTo(id);
        }
        assertThat(customers.find(Contact.phone("+12137770000").orElseThrow()).block())
                .isNull();
        assertThat(customers.find(new UUID(1, 2)).block()).isNull();
        assertThat(Contact.read("whoever")).isEmpty();
        assertThat(Contact.read(PHONE).orElseThrow().toString()).doesNotContain("213");
    }

    @Test
    void erasesWhatIsPersonalEverywhereAndLeavesTheFacts() {
        Booking booking = booked(0, new Customer("Ada Lovelace", PHONE, EMAIL));
        UUID id = Objects.requireNonNull(booking.customer().id());
        // A booking of somebody else's, to which she comes along; and one from before customers were known.
        Booking guest = booked(1, new Customer("Bob", "+12137770001", null), "ada@EXAMPLE.org", "carl@example.org");
        Booking before = held(2, new Customer("Ada Lovelace", PHONE, null));
        book.bookings.noteCancellation(booking.id(), "Ada is ill").block();
        book.bookings.noteDecline(booking.id(), "Ada never comes").block();
        profiles.prefer(id, mornings(), new Precondition.None()).block();
        learn(Lesson.on(booking.id(), 1, NINE, LOS_ANGELES));

        assertThat(customers.erase(id).block()).isTrue();

        for (String word :
                List.of("Lovelace", "7771234", "ada@", "Ada is ill", "Ada never comes", "engines", "guest@")) {
            assertThat(mentioning(word)).as(word).isEmpty();
        }
        Booking erased = booking(booking.id());
        assertThat(erased.customer()).isEqualTo(new Customer(Customer.ERASED, null, null));
        assertThat(erased.slot()).isEqualTo(booking.slot());
        assertThat(erased.state()).isEqualTo(booking.state());
        assertThat(erased.epoch()).isEqualTo(booking.epoch());
        assertThat(booking(before.id()).customer().phone()).isNull();
        assertThat(booking(guest.id()).customer().name()).isEqualTo("Bob");
        assertThat(booking(guest.id()).guests()).containsExactly("carl@example.org");
        assertThat(customers.find(id).block()).isNull();
        assertThat(customers.find(Contact.read(EMAIL).orElseThrow()).block()).isNull();
        assertThat(open()).containsExactlyInAnyOrder(booking.id(), guest.id(), before.id());
    }

    @Test
    void whoNeverBookedIsForgottenWhereOthersHaveNamedThem() {
        Booking booking = booked(0, new Customer("Ada", PHONE, null), "Carl@example.org", "dora@example.org");
        Contact carl = Contact.read("carl@EXAMPLE.org").orElseThrow();

        assertThat(customers.forget(carl).block()).isTrue();

        assertThat(mentioning("carl@")).isEmpty();
        assertThat(booking(booking.id()).guests()).containsExactly("dora@example.org");
        assertThat(booking(booking.id()).customer().name()).isEqualTo("Ada");
        assertThat(open()).containsExactly(booking.id());
        assertThat(customers.forget(carl).block()).isFalse();
    }

    @Test
    void erasingAgainChangesNothingAndNobodyElseIsErased() {
        UUID id = Objects.requireNonNull(
                booked(0, new Customer("Ada", PHONE, null)).customer().id());
        assertThat(customers.erase(new UUID(1, 2)).block()).isFalse();
        assertThat(customers.erase(id).block()).isTrue();
        assertThat(customers.erase(id).block()).isTrue();
        assertThat(count("erasures")).isOne();
    }

    @Test
    void whoBooksAgainAfterwardsIsAnotherCustomerOfWhomNothingIsKnown() {
        UUID id = identified(new Customer("Ada", PHONE, EMAIL));
        profiles.prefer(id, mornings(), new Precondition.None()).block();
        customers.erase(id).block();

        UUID fresh = identified(new Customer("Ada", PHONE, EMAIL));

        assertThat(fresh).isNotEqualTo(id).isEqualTo(ids.customerId("PHONE|" + PHONE, 1));
        assertThat(profiles.preferences(fresh).block()).isEqualTo(Preferences.NONE);
        customers.erase(fresh).block();
        assertThat(identified(new Customer("Ada", PHONE, null))).isEqualTo(ids.customerId("PHONE|" + PHONE, 2));
    }

    @Test
    void whatComesLateFindsNobodyToBelongTo() {
        Booking booking = booked(0, new Customer("Ada", PHONE, null));
        UUID id = Objects.requireNonNull(booking.customer().id());
        customers.erase(id).block();

        learn(Lesson.on(booking.id(), 1, NINE, LOS_ANGELES));
        book.bookings.noteCancellation(booking.id(), "Ada is ill").block();
        book.bookings.noteDecline(booking.id(), "Ada never comes").block();
        assertThat(profiles.prefer(id, mornings(), new Precondition.None()).block())
                .isNull();

        assertThat(profiles.patterns(id).block()).isEqualTo(Patterns.NONE);
        assertThat(count("lessons")).isZero();
        assertThat(mentioning("Ada is ill")).isEmpty();
        assertThat(mentioning("Ada never comes")).isEmpty();
    }

    @Test
    void aBookingMadeAtTheMomentOfTheErasureIsErasedOrAnothers() {
        for (int round = 0; round < 5; round++) {
            Customer ada = new Customer("Ada", PHONE, null);
            UUID id = identified(ada);
            int slot = round;
            Mono.when(
                            customers.erase(id),
                            transactions.run(
                                    () -> identification.identified(ada).flatMap(known -> hold(slot, known))))
                    .block();
            assertThat(count("bookings where customer_id = '" + id + "'")).isZero();
            assertThat(count("bookings where customer_name = 'Ada' and customer_id is null"))
                    .isZero();
        }
    }

    @Test
    void preferencesAreReplacedByWhoSawThem() {
        UUID id = identified(new Customer("Ada", PHONE, null));
        assertThat(profiles.preferences(id).block()).isEqualTo(Preferences.NONE);
        assertThat(profiles.prefer(id, mornings(), new Precondition.VersionIn(Set.of(1)))
                        .block())
                .isNull();

        assertThat(profiles.prefer(id, mornings(), new Precondition.VersionIn(Set.of(0)))
                        .block())
                .isEqualTo(mornings().as(1));

        assertThat(profiles.preferences(id).block()).isEqualTo(mornings().as(1));
        assertThat(profiles.prefer(id, Preferences.NONE, new Precondition.VersionIn(Set.of(0)))
                        .block())
                .isNull();
        assertThat(profiles.prefer(id, Preferences.NONE, new Precondition.VersionIn(Set.of(1)))
                        .block())
                .isEqualTo(Preferences.NONE.as(2));
        assertThat(profiles.prefer(id, mornings(), new Precondition.None()).block())
                .isEqualTo(mornings().as(3));
        assertThat(profiles.prefer(new UUID(1, 2), mornings(), new Precondition.None())
                        .block())
                .isNull();
    }

    @Test
    void countsWhatStandsByDayAndHourOfTheCustomersClock() {
        Booking one = booked(0, new Customer("Ada", PHONE, null));
        Booking two = booked(1, new Customer("Ada", PHONE, null));
        UUID id = Objects.requireNonNull(one.customer().id());
        learn(Lesson.on(one.id(), 1, NINE, LOS_ANGELES));
        learn(Lesson.on(two.id(), 1, NINE, LOS_ANGELES));
        assertThat(counts(id)).containsExactly(new Patterns.Count(Weekday.MON, 9, 2));

        learn(Lesson.on(two.id(), 2, NINE.plus(Duration.ofHours(26)), LOS_ANGELES));
        assertThat(counts(id))
                .containsExactly(new Patterns.Count(Weekday.MON, 9, 1), new Patterns.Count(Weekday.TUE, 11, 1));

        learn(Lesson.off(one.id(), 2));
        assertThat(counts(id)).containsExactly(new Patterns.Count(Weekday.TUE, 11, 1));
        learn(Lesson.on(new UUID(1, 2), 1, NINE, LOS_ANGELES));
        assertThat(count("lessons")).isEqualTo(2);
    }

    @RepeatedTest(20)
    void learnsTheSameInAnyOrderAndHoweverOften(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Booking one = booked(0, new Customer("Ada", PHONE, null));
        Booking two = booked(1, new Customer("Ada", PHONE, null));
        List<Lesson> lessons = new ArrayList<>(List.of(
                Lesson.on(one.id(), 1, NINE, LOS_ANGELES),
                Lesson.on(one.id(), 2, NINE.plus(Duration.ofHours(2)), LOS_ANGELES),
                Lesson.on(two.id(), 1, NINE, LOS_ANGELES),
                Lesson.on(two.id(), 2, NINE.plus(Duration.ofHours(3)), LOS_ANGELES),
                Lesson.off(two.id(), 3)));
        lessons.addAll(List.copyOf(lessons));
        Collections.shuffle(lessons, random);

        lessons.forEach(this::learn);

        assertThat(counts(Objects.requireNonNull(one.customer().id())))
                .as("seed %d", repetition.getCurrentRepetition())
                .containsExactly(new Patterns.Count(Weekday.MON, 11, 1));
    }

    @Test
    void whoTakesAnErasureHasItForAWhile() {
        UUID id = Objects.requireNonNull(
                booked(0, new Customer("Ada", PHONE, null)).customer().id());
        customers.erase(id).block();

        List<Erasure> taken = taken();
        assertThat(taken).extracting(Erasure::attempts).containsExactly(1);
        assertThat(taken()).isEmpty();
        erasures.putOff(taken.getFirst(), Duration.ZERO).block();
        List<Erasure> again = taken();
        assertThat(again).extracting(Erasure::attempts).containsExactly(2);
        erasures.done(taken.getFirst()).block();
        assertThat(erasures.open().block()).isOne();
        erasures.done(again.getFirst()).block();
        assertThat(erasures.open().block()).isZero();
    }

    @Test
    void whatIsErasedWhileAnEventIsWrittenAnewIsNotTakenForDone() {
        UUID ada = identified(new Customer("Ada", null, EMAIL));
        UUID bob = identified(new Customer("Bob", null, "bob@example.org"));
        Booking booking = booked(0, new Customer("Carl", PHONE, null), "ada@example.org", "bob@example.org");
        customers.erase(ada).block();
        Erasure inHand = taken().getFirst();

        customers.erase(bob).block();
        erasures.done(inHand).block();
        erasures.putOff(inHand, Duration.ofHours(1)).block();

        assertThat(open()).containsExactly(booking.id());
    }

    private List<Erasure> taken() {
        return Objects.requireNonNull(
                erasures.take(Duration.ofMinutes(1), 10).collectList().block());
    }

    private List<UUID> open() {
        return taken().stream().map(Erasure::bookingId).toList();
    }

    private void learn(Lesson lesson) {
        profiles.learn(lesson).block();
    }

    private List<Patterns.Count> counts(UUID id) {
        return Objects.requireNonNull(profiles.patterns(id).block()).counts();
    }

    private static Preferences mornings() {
        return new Preferences(
                Set.of(Weekday.MON, Weekday.TUE),
                List.of(WeeklyWindow.of(Set.of(Weekday.MON), "09:00", "24:00")),
                15,
                LOS_ANGELES,
                0);
    }

    private KnownCustomer find(UUID id) {
        return Objects.requireNonNull(customers.find(id).block());
    }

    private UUID identified(Customer person) {
        Customer known = Objects.requireNonNull(
                transactions.run(() -> identification.identified(person)).block());
        assertThat(known.name()).isEqualTo(person.name());
        return Objects.requireNonNull(known.id());
    }

    private Booking booking(UUID id) {
        return Objects.requireNonNull(book.bookings.find(id).block());
    }

    private Booking booked(int hour, Customer person, String... guests) {
        return Objects.requireNonNull(transactions
                .run(() -> identification.identified(person).flatMap(known -> hold(hour, known, guests)))
                .block());
    }

    private Booking held(int hour, Customer person) {
        return Objects.requireNonNull(hold(hour, person).block());
    }

    private static Mono<Booking> hold(int hour, Customer customer, String... guests) {
        TimeRange slot = TimeRange.of(NINE.plus(Duration.ofHours(hour)), Duration.ofHours(1));
        NewBooking like = TestBook.booking(UUID.randomUUID(), slot, NINE);
        return book.bookings.hold(new NewBooking(
                like.id(),
                like.lease(),
                like.holdUntil(),
                like.calendarId(),
                like.eventId(),
                like.service(),
                like.staff(),
                false,
                like.slot(),
                like.bufferBefore(),
                like.bufferAfter(),
                like.timeZone(),
                like.businessZone(),
                customer,
                guests.length == 0 ? "second floor, ask for Ada" : null,
                guests.length == 0 ? List.of("guest@example.org") : List.of(guests),
                guests.length == 0 ? like.answers() : Map.of(),
                like.origin()));
    }

    /** The tables in which some text has the word. */
    private static List<String> mentioning(String word) {
        List<String> tables = Objects.requireNonNull(book.database
                .sql("select table_name from information_schema.tables where table_schema = 'public'")
                .map(row -> Objects.requireNonNull(row.get("table_name", String.class)))
                .all()
                .collectList()
                .block());
        return tables.stream()
                .filter(table -> count(table + " as t where t::text ilike '%" + word + "%'") > 0)
                .toList();
    }

    private static long count(String query) {
        return Objects.requireNonNull(book.database
                .sql("select count(*) as n from " + query)
                .map(row -> row.get("n", Long.class))
                .one()
                .block());
    }
}
