package dev.meridian.bookings.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.bookings.TestBook;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.scheduling.catalogue.CatalogueEntry;
import dev.meridian.scheduling.catalogue.Fault;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

class CatalogueEditsIntegrationTests {

    private static final Precondition NONE = new Precondition.None();
    private static final String ME = "key-0123456789abcdef";

    private final TestBook book = new TestBook(TestPostgres.freshDatabase());
    private final CatalogueDocuments documents = new CatalogueDocuments(TestBook.BUSINESS_ZONE);
    private final Transactions transactions = new Transactions(book.transaction);

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void anEntryIsMadeInVersionOneAndChangedInTheNext() {
        assertThat(put(CatalogueKind.SERVICE, "review", "{\"name\": \"Review\"}", NONE))
                .isInstanceOfSatisfying(EditDecision.Stored.class, stored -> {
                    assertThat(stored.created()).isTrue();
                    assertThat(stored.entry().version()).isEqualTo(1);
                    assertThat(stored.entry()).isEqualTo(entry(CatalogueKind.SERVICE, "review"));
                });
        assertThat(put(CatalogueKind.SERVICE, "review", "{\"name\": \"Long review\", \"version\": 9}", NONE))
                .isInstanceOfSatisfying(EditDecision.Stored.class, stored -> {
                    assertThat(stored.created()).isFalse();
                    assertThat(stored.entry().version()).isEqualTo(2);
                });
        assertThat(book.catalogue.service("review").map(Service::name).block()).isEqualTo("Long review");
    }

    @Test
    void anEditHoldsOnlyForTheVersionThatWasSeen() {
        assertThat(put(CatalogueKind.STAFF, "default", "{\"name\": \"Jo\"}", new Precondition.VersionIn(Set.of(2))))
                .isEqualTo(new EditDecision.Stale());
        assertThat(put(CatalogueKind.STAFF, "default", "{\"name\": \"Jo\"}", new Precondition.Absent()))
                .isEqualTo(new EditDecision.Stale());
        assertThat(put(CatalogueKind.STAFF, "jo", "{\"name\": \"Jo\"}", new Precondition.Present()))
                .isEqualTo(new EditDecision.Stale());
        assertThat(entry(CatalogueKind.STAFF, "default").version()).isEqualTo(1);
        assertThat(changes(CatalogueKind.STAFF, "default")).isEmpty();

        assertThat(put(CatalogueKind.STAFF, "default", "{\"name\": \"Jo\"}", new Precondition.VersionIn(Set.of(1))))
                .isInstanceOf(EditDecision.Stored.class);
        assertThat(delete(CatalogueKind.SERVICE, "extended", new Precondition.VersionIn(Set.of(2))))
                .isEqualTo(new EditDecision.Stale());
    }

    @Test
    void ofManyEditsOfOneVersionOneWins() {
        int writers = 12;
        List<EditDecision> decisions = inParallel(
                writers,
                i -> edit(
                        CatalogueKind.SCHEDULE,
                        "default",
                        "{\"weekly\": [{\"days\": [\"MON\"], \"start\": \"%02d:00\", \"end\": \"20:00\"}]}"
                                .formatted(i),
                        new Precondition.VersionIn(Set.of(1))));

        assertThat(decisions)
                .hasSize(writers)
                .filteredOn(EditDecision.Stored.class::isInstance)
                .hasSize(1);
        assertThat(decisions).filteredOn(new EditDecision.Stale()::equals).hasSize(writers - 1);
        assertThat(entry(CatalogueKind.SCHEDULE, "default").version()).isEqualTo(2);
        assertThat(changes(CatalogueKind.SCHEDULE, "default")).hasSize(1);
    }

    @Test
    void editsThatAskForNoVersionAllCountOneAfterTheOther() {
        List<EditDecision> decisions =
                inParallel(8, i -> edit(CatalogueKind.SERVICE, "rush", "{\"name\": \"Rush " + i + "\"}", NONE));

        assertThat(decisions).allSatisfy(decision -> assertThat(decision).isInstanceOf(EditDecision.Stored.class));
        assertThat(entry(CatalogueKind.SERVICE, "rush").version()).isEqualTo(8);
        assertThat(changes(CatalogueKind.SERVICE, "rush")).hasSize(8);
    }

    @Test
    void saysWhatIsWrongTogetherWithWhatDoesNotExist() {
        assertThat(put(CatalogueKind.SERVICE, "review", "{\"staff\": [\"default\", \"nobody\", \"noone\"]}", NONE))
                .isInstanceOfSatisfying(
                        EditDecision.Invalid.class,
                        invalid -> assertThat(invalid.faults())
                                .extracting(Fault::toString)
                                .containsExactly(
                                        "name: null (expected: a text without control characters)",
                                        "staff[1]: nobody (expected: the id of a staff member, one of default)",
                                        "staff[2]: noone (expected: the id of a staff member, one of default)"));
        assertThat(put(CatalogueKind.STAFF, "jo", "{\"name\": \"Jo\", \"schedule\": \"never\"}", NONE))
                .isInstanceOfSatisfying(
                        EditDecision.Invalid.class,
                        invalid -> assertThat(invalid.faults())
                                .extracting(Fault::toString)
                                .containsExactly("schedule: never (expected: the id of a schedule, one of default)"));
        assertThat(book.catalogue.entry(CatalogueKind.SERVICE, "review").blockOptional())
                .isEmpty();
        assertThat(changes(CatalogueKind.SERVICE, "review")).isEmpty();
    }

    @Test
    void whatOthersNameStays() {
        assertThat(delete(CatalogueKind.SCHEDULE, "default", NONE))
                .isEqualTo(new EditDecision.InUse(List.of("staff member default")));
        assertThat(delete(CatalogueKind.STAFF, "default", NONE))
                .isEqualTo(new EditDecision.InUse(
                        List.of("service consultation", "service extended", "service standard")));
        assertThat(changes(CatalogueKind.STAFF, "default")).isEmpty();
    }

    @Test
    void whatNobodyNeedsGoes() {
        put(CatalogueKind.SCHEDULE, "mornings", "{\"weekly\": []}", NONE);
        put(CatalogueKind.STAFF, "jo", "{\"name\": \"Jo\", \"schedule\": \"mornings\"}", NONE);

        assertThat(delete(CatalogueKind.SCHEDULE, "mornings", NONE))
                .isEqualTo(new EditDecision.InUse(List.of("staff member jo")));
        assertThat(delete(CatalogueKind.STAFF, "jo", NONE))
                .isEqualTo(new EditDecision.Deleted(CatalogueKind.STAFF, "jo"));
        assertThat(delete(CatalogueKind.SCHEDULE, "mornings", NONE)).isInstanceOf(EditDecision.Deleted.class);
        assertThat(delete(CatalogueKind.SCHEDULE, "mornings", NONE)).isEqualTo(new EditDecision.Unknown());
        assertThat(delete(CatalogueKind.SERVICE, "standard", NONE)).isInstanceOf(EditDecision.Deleted.class);
    }

    @Test
    void aServiceWithBookingsToComeStaysUntilTheyAreOver() {
        Instant now = Instant.parse("2026-11-20T12:00:00Z");
        book.setClock(now);
        UUID id = UUID.randomUUID();
        TimeRange slot = TimeRange.of(now.plus(Duration.ofHours(3)), Duration.ofHours(1));
        book.hold(TestBook.booking(id, slot, now.plusSeconds(60))).block();

        assertThat(delete(CatalogueKind.SERVICE, "standard", NONE))
                .isEqualTo(new EditDecision.InUse(List.of("1 booking to come, the first at 2026-11-20T15:00:00Z")));
        assertThat(delete(CatalogueKind.STAFF, "default", NONE))
                .isInstanceOfSatisfying(
                        EditDecision.InUse.class,
                        inUse -> assertThat(inUse.by())
                                .last()
                                .isEqualTo("1 booking to come, the first at 2026-11-20T15:00:00Z"));

        // A hold that has run out keeps nothing; nor does an appointment that is over.
        book.setClock(now.plus(Duration.ofHours(1)));
        assertThat(delete(CatalogueKind.SERVICE, "standard", NONE)).isInstanceOf(EditDecision.Deleted.class);
    }

    @Test
    void whoeverAnAppointmentNeedsBesideTheFirstStaysAsWell() {
        Instant now = Instant.parse("2026-11-20T12:00:00Z");
        book.setClock(now);
        put(CatalogueKind.STAFF, "jo", "{\"name\": \"Jo\"}", NONE);
        UUID id = UUID.randomUUID();
        TimeRange slot = TimeRange.of(now.plus(Duration.ofHours(3)), Duration.ofHours(1));
        book.hold(TestBook.booking(id, slot, now.plusSeconds(60))).block();
        book.occupancies
                .take(id, List.of("jo"), slot, Duration.ZERO, Duration.ZERO)
                .block();

        assertThat(delete(CatalogueKind.STAFF, "jo", NONE))
                .isEqualTo(new EditDecision.InUse(List.of("1 booking to come, the first at 2026-11-20T15:00:00Z")));

        book.occupancies.free(id).block();
        assertThat(delete(CatalogueKind.STAFF, "jo", NONE)).isInstanceOf(EditDecision.Deleted.class);
    }

    @Test
    void anAppointmentThatIsOverKeepsNothing() {
        Instant now = Instant.parse("2026-11-20T12:00:00Z");
        book.setClock(now);
        UUID id = UUID.randomUUID();
        TimeRange slot = TimeRange.of(now.plus(Duration.ofHours(3)), Duration.ofHours(1));
        book.hold(TestBook.booking(id, slot, now.plusSeconds(60))).block();
        book.bookings
                .find(id)
                .flatMap(held -> book.bookings.advance(held, BookingState.WRITING, Change.NONE))
                .block();

        book.setClock(now.plus(Duration.ofHours(2)));
        assertThat(delete(CatalogueKind.SERVICE, "standard", NONE)).isInstanceOf(EditDecision.InUse.class);
        book.setClock(now.plus(Duration.ofHours(5)));
        assertThat(delete(CatalogueKind.SERVICE, "standard", NONE)).isInstanceOf(EditDecision.Deleted.class);
    }

    @Test
    void eachChangeIsLoggedWithWhoAndWhenAndWhatItWas() {
        Instant now = Instant.parse("2026-11-20T12:00:00Z");
        book.setClock(now);
        put(CatalogueKind.SERVICE, "review", "{\"name\": \"Review\"}", NONE);
        put(CatalogueKind.SERVICE, "review", "{\"name\": \"Long review\"}", NONE);
        delete(CatalogueKind.SERVICE, "review", NONE);

        List<CatalogueChange> changes = changes(CatalogueKind.SERVICE, "review");

        assertThat(changes).hasSize(3).allSatisfy(change -> {
            assertThat(change.by()).isEqualTo(ME);
            assertThat(change.at()).isBetween(now, now.plusSeconds(60));
        });
        assertThat(changes.getFirst().after()).isNull();
        assertThat(changes.getFirst().before()).isEqualTo(changes.get(1).after());
        assertThat(version(changes.get(1).before())).isEqualTo(1);
        assertThat(version(changes.get(1).after())).isEqualTo(2);
        assertThat(changes.getLast().before()).isNull();
        assertThat(book.catalogueEdits
                        .changes(CatalogueKind.SERVICE, "review", 1)
                        .collectList()
                        .block())
                .containsExactly(changes.getFirst());
    }

    @Test
    void theLogIsNeverRewritten() {
        put(CatalogueKind.SERVICE, "review", "{\"name\": \"Review\"}", NONE);

        for (String statement : List.of(
                "update catalogue_changes set changed_by = 'somebody'",
                "delete from catalogue_changes",
                "truncate catalogue_changes")) {
            assertThatThrownBy(() -> book.database.sql(statement).then().block())
                    .hasStackTraceContaining("rows are only ever added");
        }
        assertThat(changes(CatalogueKind.SERVICE, "review")).hasSize(1);
    }

    @Test
    void whatAnInstallationStartsWithIsAnnouncedOnce() {
        put(CatalogueKind.SERVICE, "review", "{\"name\": \"Review\"}", NONE);

        assertThat(unannounced())
                .containsExactlyInAnyOrder("consultation", "extended", "standard", "default", "default");
        assertThat(unannounced()).isEmpty();
    }

    @Test
    void whatIsNotCommittedIsNeitherStoredNorLogged() {
        Mono<EditDecision> edit = book.catalogueEdits
                .put(draft(CatalogueKind.SERVICE, "review", "{\"name\": \"Review\"}"), NONE, ME)
                .flatMap(decision -> Mono.error(new IllegalStateException("no announcement")));

        assertThatThrownBy(() -> book.transaction.transactional(edit).block()).hasMessage("no announcement");
        assertThat(book.catalogue.entry(CatalogueKind.SERVICE, "review").blockOptional())
                .isEmpty();
        assertThat(changes(CatalogueKind.SERVICE, "review")).isEmpty();
    }

    private List<String> unannounced() {
        return Objects.requireNonNull(book.transaction
                .transactional(book.catalogueEdits.unannounced())
                .map(CatalogueEntry::id)
                .collectList()
                .block());
    }

    private interface Writer {
        Mono<EditDecision> write(int number);
    }

    private static List<EditDecision> inParallel(int writers, Writer writer) {
        return Objects.requireNonNull(Flux.range(0, writers)
                .flatMap(i -> writer.write(i).subscribeOn(Schedulers.boundedElastic()), writers)
                .collectList()
                .block());
    }

    private EditDecision put(CatalogueKind kind, String id, String document, Precondition precondition) {
        return Objects.requireNonNull(edit(kind, id, document, precondition).block());
    }

    private Mono<EditDecision> edit(CatalogueKind kind, String id, String document, Precondition precondition) {
        return transactions.run(() -> book.catalogueEdits.put(draft(kind, id, document), precondition, ME));
    }

    private CatalogueDraft draft(CatalogueKind kind, String id, String document) {
        return documents.read(kind, id, JsonMapper.shared().readTree(document));
    }

    private EditDecision delete(CatalogueKind kind, String id, Precondition precondition) {
        return Objects.requireNonNull(transactions
                .run(() -> book.catalogueEdits.delete(kind, id, precondition, ME))
                .block());
    }

    private CatalogueEntry entry(CatalogueKind kind, String id) {
        return Objects.requireNonNull(book.catalogue.entry(kind, id).block());
    }

    private List<CatalogueChange> changes(CatalogueKind kind, String id) {
        return Objects.requireNonNull(
                book.catalogueEdits.changes(kind, id, 100).collectList().block());
    }

    private static int version(@Nullable String document) {
        return JsonMapper.shared()
                .readTree(Objects.requireNonNull(document))
                .path("version")
                .asInt();
    }
}
