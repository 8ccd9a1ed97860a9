package dev.meridian.bookings.catalogue;

import static dev.meridian.bookings.database.Columns.bind;
import static dev.meridian.bookings.database.Columns.instant;
import static dev.meridian.bookings.database.Columns.integer;
import static dev.meridian.bookings.database.Columns.json;
import static dev.meridian.bookings.database.Columns.jsonOrNull;
import static dev.meridian.bookings.database.Columns.text;

import dev.meridian.bookings.catalogue.CatalogueDraft.Reference;
import dev.meridian.scheduling.catalogue.CatalogueEntry;
import dev.meridian.scheduling.catalogue.Fault;
import io.r2dbc.postgresql.codec.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link CatalogueEdits} in Postgres. */
public final class R2dbcCatalogueEdits implements CatalogueEdits {

    private static final int MOST_NAMED = 20;

    private final DatabaseClient database;
    private final CatalogueUse use;

    public R2dbcCatalogueEdits(DatabaseClient database) {
        this.database = database;
        this.use = new CatalogueUse(database);
    }

    private record Row(int version, String definition) {}

    @Override
    public Mono<EditDecision> put(CatalogueDraft draft, Precondition precondition, String by) {
        return lock().then(faults(draft)).flatMap(faults -> {
            CatalogueEntry wanted = draft.entry();
            if (wanted == null || !faults.isEmpty()) {
                return Mono.just(new EditDecision.Invalid(faults));
            }
            return stored(draft.kind(), draft.id()).flatMap(before -> {
                Integer version = before.map(Row::version).orElse(null);
                return precondition.holds(version)
                        ? store(
                                draft.kind(),
                                CatalogueJson.inVersion(wanted, version == null ? 1 : version + 1),
                                before,
                                by)
                        : Mono.just(new EditDecision.Stale());
            });
        });
    }

    @Override
    public Mono<EditDecision> delete(CatalogueKind kind, String id, Precondition precondition, String by) {
        return lock().then(stored(kind, id)).flatMap(before -> {
            if (before.isEmpty()) {
                return Mono.just(new EditDecision.Unknown());
            }
            if (!precondition.holds(before.get().version())) {
                return Mono.just(new EditDecision.Stale());
            }
            return use.of(kind, id)
                    .collectList()
                    .flatMap(users -> users.isEmpty()
                            ? remove(kind, id, before.get(), by)
                            : Mono.just(new EditDecision.InUse(users)));
        });
    }

    @Override
    public Flux<CatalogueChange> changes(CatalogueKind kind, String id, int max) {
        return database.sql("""
                        select changed_by, changed_at, before, after from catalogue_changes
                        where kind = :kind and entry_id = :id
                        order by catalogue_changes.id desc
                        limit :max""")
                .bind("kind", kind.code())
                .bind("id", id)
                .bind("max", max)
                .map(row -> new CatalogueChange(
                        text(row, "changed_by"),
                        instant(row, "changed_at"),
                        jsonOrNull(row, "before"),
                        jsonOrNull(row, "after")))
                .all();
    }

    @Override
    public Flux<CatalogueEntry> unannounced() {
        return lock().thenMany(Flux.fromArray(CatalogueKind.values()))
                .concatMap(this::unannounced)
                .flatMapIterable(entries -> entries);
    }

    private Mono<List<CatalogueEntry>> unannounced(CatalogueKind kind) {
        return database.sql(
                        "update " + kind.plural() + " set announced = true where not announced returning definition")
                .<CatalogueEntry>map(row -> CatalogueJson.read(json(row, "definition"), kind.type()))
                .all()
                .collectList();
    }

    // Edits are rare, and each rests on what others say: staff on schedules, services on staff.
    private Mono<Void> lock() {
        return database.sql("select pg_advisory_xact_lock(hashtextextended('catalogue', 0))")
                .then();
    }

    private Mono<List<Fault>> faults(CatalogueDraft draft) {
        return Flux.fromIterable(draft.references())
                .collectMultimap(Reference::kind)
                .flatMapIterable(Map::entrySet)
                .concatMap(named -> ids(named.getKey()).map(known -> unknown(named.getValue(), known)))
                .flatMapIterable(unknown -> unknown)
                .collectList()
                .map(unknown ->
                        Stream.concat(draft.faults().stream(), unknown.stream()).toList());
    }

    private static List<Fault> unknown(Collection<Reference> references, List<String> known) {
        String some = String.join(", ", known.stream().limit(MOST_NAMED).toList());
        return references.stream()
                .filter(reference -> !known.contains(reference.id()))
                .map(reference -> new Fault(
                        reference.field(),
                        reference.id(),
                        "the id of a " + reference.kind().noun() + ", one of " + some))
                .toList();
    }

    private Mono<List<String>> ids(CatalogueKind kind) {
        return database.sql("select id from " + kind.plural() + " order by id")
                .map(row -> text(row, "id"))
                .all()
                .collectList();
    }

    private Mono<Optional<Row>> stored(CatalogueKind kind, String id) {
        return database.sql("select version, definition from " + kind.plural() + " where id = :id")
                .bind("id", id)
                .map(row -> new Row(integer(row, "version"), json(row, "definition")))
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<EditDecision> store(CatalogueKind kind, CatalogueEntry entry, Optional<Row> before, String by) {
        String definition = CatalogueJson.write(entry);
        return database.sql("""
                        insert into %s (id, version, definition, seeded, announced)
                        values (:id, :version, :definition, false, true)
                        on conflict (id) do update
                        set version = excluded.version, definition = excluded.definition, seeded = false, announced = true""".formatted(kind.plural()))
                .bind("id", entry.id())
                .bind("version", entry.version())
                .bind("definition", Json.of(definition))
                .then()
                .then(log(kind, entry.id(), by, before.map(Row::definition).orElse(null), definition))
                .thenReturn(new EditDecision.Stored(entry, before.isEmpty()));
    }

    private Mono<EditDecision> remove(CatalogueKind kind, String id, Row before, String by) {
        return database.sql("delete from " + kind.plural() + " where id = :id")
                .bind("id", id)
                .then()
                .then(log(kind, id, by, before.definition(), null))
                .thenReturn(new EditDecision.Deleted(kind, id));
    }

    private Mono<Void> log(CatalogueKind kind, String id, String by, @Nullable String before, @Nullable String after) {
        return bind(bind(database.sql("""
                                        insert into catalogue_changes (kind, entry_id, changed_by, changed_at, before, after)
                                        values (:kind, :id, :by, (select meridian_now()), :before::jsonb, :after::jsonb)"""), "before", before), "after", after)
                .bind("kind", kind.code())
                .bind("id", id)
                .bind("by", by)
                .then();
    }
}
