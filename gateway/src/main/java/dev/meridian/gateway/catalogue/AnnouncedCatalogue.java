package dev.meridian.gateway.catalogue;

import dev.meridian.bookings.catalogue.CatalogueChange;
import dev.meridian.bookings.catalogue.CatalogueDraft;
import dev.meridian.bookings.catalogue.CatalogueEdits;
import dev.meridian.bookings.catalogue.CatalogueKind;
import dev.meridian.bookings.catalogue.EditDecision;
import dev.meridian.bookings.catalogue.Precondition;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.outbox.Outbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link CatalogueDesk} on the book: an edit and its announcement are one transaction. */
final class AnnouncedCatalogue implements CatalogueDesk {

    private final Transactions transactions;
    private final CatalogueEdits edits;
    private final Outbox outbox;
    private final CataloguePublisher events;

    AnnouncedCatalogue(Transactions transactions, CatalogueEdits edits, Outbox outbox, CataloguePublisher events) {
        this.transactions = transactions;
        this.edits = edits;
        this.outbox = outbox;
        this.events = events;
    }

    @Override
    public Mono<EditDecision> put(CatalogueDraft draft, Precondition precondition, String by) {
        return transactions.run(() -> edits.put(draft, precondition, by).flatMap(this::announce));
    }

    @Override
    public Mono<EditDecision> delete(CatalogueKind kind, String id, Precondition precondition, String by) {
        return transactions.run(() -> edits.delete(kind, id, precondition, by).flatMap(this::announce));
    }

    @Override
    public Flux<CatalogueChange> changes(CatalogueKind kind, String id, int max) {
        return edits.changes(kind, id, max);
    }

    /** Announces what stands in the catalogue and was written where no announcement could be. Answers how much that was. */
    Mono<Long> announceTheRest() {
        return transactions.run(() -> edits.unannounced()
                .concatMap(entry -> outbox.add(events.changed(entry)).thenReturn(entry))
                .count());
    }

    private Mono<EditDecision> announce(EditDecision decision) {
        return switch (decision) {
            case EditDecision.Stored stored ->
                outbox.add(events.changed(stored.entry())).thenReturn(decision);
            case EditDecision.Deleted deleted ->
                outbox.add(events.deleted(deleted.kind(), deleted.id())).thenReturn(decision);
            case EditDecision.Unknown unknown -> Mono.just(decision);
            case EditDecision.Stale stale -> Mono.just(decision);
            case EditDecision.InUse inUse -> Mono.just(decision);
            case EditDecision.Invalid invalid -> Mono.just(decision);
        };
    }
}
