package dev.meridian.gateway.catalogue;

import dev.meridian.bookings.catalogue.CatalogueChange;
import dev.meridian.bookings.catalogue.CatalogueDraft;
import dev.meridian.bookings.catalogue.CatalogueKind;
import dev.meridian.bookings.catalogue.EditDecision;
import dev.meridian.bookings.catalogue.Precondition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where the catalogue is edited. An edit is in force, logged and on its way to whoever listens, or it has not happened. */
public interface CatalogueDesk {

    /**
     * Makes or replaces an entry.
     *
     * @param by name of the key it is done with
     */
    Mono<EditDecision> put(CatalogueDraft draft, Precondition precondition, String by);

    /** Deletes an entry that nobody needs. */
    Mono<EditDecision> delete(CatalogueKind kind, String id, Precondition precondition, String by);

    /** The changes of an entry, the latest first; also of one that is gone. */
    Flux<CatalogueChange> changes(CatalogueKind kind, String id, int max);
}
