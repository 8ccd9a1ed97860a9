package dev.meridian.bookings.catalogue;

import dev.meridian.scheduling.catalogue.CatalogueEntry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Edits of the catalogue, each in the caller's transaction and one at a time: what an edit looks at, other entries
 * included, stays as it is until that transaction ends. Each is logged for ever, with who and when. What is changed
 * here counts as announced, so the caller announces it in the same transaction.
 */
public interface CatalogueEdits {

    /**
     * Stores the entry, in version 1 if there was none, otherwise in the next one.
     *
     * @param by name of who wants it
     */
    Mono<EditDecision> put(CatalogueDraft draft, Precondition precondition, String by);

    /**
     * Deletes the entry unless another entry names it or a booking that is yet to come needs it. A booking that is being
     * decided in this very moment may still come to be.
     */
    Mono<EditDecision> delete(CatalogueKind kind, String id, Precondition precondition, String by);

    /** The changes of an entry, the latest first; also of one that is gone. */
    Flux<CatalogueChange> changes(CatalogueKind kind, String id, int max);

    /** What stands in the catalogue and nobody was told of; from here on it counts as announced. */
    Flux<CatalogueEntry> unannounced();
}
