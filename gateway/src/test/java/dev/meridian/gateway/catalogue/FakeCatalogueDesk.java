package dev.meridian.gateway.catalogue;

import dev.meridian.bookings.catalogue.CatalogueChange;
import dev.meridian.bookings.catalogue.CatalogueDraft;
import dev.meridian.bookings.catalogue.CatalogueKind;
import dev.meridian.bookings.catalogue.EditDecision;
import dev.meridian.bookings.catalogue.Precondition;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Decides edits as a test says, and keeps them. */
public final class FakeCatalogueDesk implements CatalogueDesk {

    /** An edit as it arrived; a deletion has no draft. */
    record Edit(CatalogueKind kind, String id, @Nullable CatalogueDraft draft, Precondition precondition, String by) {}

    final List<Edit> edits = new CopyOnWriteArrayList<>();
    volatile Function<Edit, EditDecision> decision = edit -> new EditDecision.Unknown();
    volatile List<CatalogueChange> changes = List.of();

    void reset() {
        edits.clear();
        changes = List.of();
        decision = edit -> new EditDecision.Unknown();
    }

    @Override
    public Mono<EditDecision> put(CatalogueDraft draft, Precondition precondition, String by) {
        return decide(new Edit(draft.kind(), draft.id(), draft, precondition, by));
    }

    @Override
    public Mono<EditDecision> delete(CatalogueKind kind, String id, Precondition precondition, String by) {
        return decide(new Edit(kind, id, null, precondition, by));
    }

    private Mono<EditDecision> decide(Edit edit) {
        edits.add(edit);
        return Mono.fromSupplier(() -> decision.apply(edit));
    }

    @Override
    public Flux<CatalogueChange> changes(CatalogueKind kind, String id, int max) {
        return Flux.fromIterable(changes).take(max);
    }
}
