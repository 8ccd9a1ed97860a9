package dev.meridian.gateway.catalogue;

import dev.meridian.bookings.catalogue.CatalogueChange;
import dev.meridian.bookings.catalogue.CatalogueJson;
import dev.meridian.bookings.catalogue.CatalogueKind;
import dev.meridian.bookings.catalogue.EditDecision;
import dev.meridian.gateway.api.EntityTags;
import dev.meridian.gateway.api.Problem;
import dev.meridian.gateway.view.Times;
import dev.meridian.scheduling.catalogue.CatalogueEntry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** How the catalogue and its edits are told over REST. */
final class CatalogueResponses {

    /** A change as it is told. */
    record ChangeJson(
            String by,
            String at,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    private CatalogueResponses() {}

    /** All entries of a kind under its name. */
    static ResponseEntity<Object> entries(CatalogueKind kind, List<CatalogueEntry> entries) {
        return ResponseEntity.ok(
                Map.of(kind.plural(), entries.stream().map(CatalogueJson::tree).toList()));
    }

    /** What became of an edit; {@code document} is what was sent for it. */
    static ResponseEntity<Object> of(CatalogueKind kind, String id, EditDecision decision, JsonNode document) {
        return switch (decision) {
            case EditDecision.Stored stored ->
                entry(stored.created() ? HttpStatus.CREATED : HttpStatus.OK, stored.entry());
            case EditDecision.Deleted deleted -> ResponseEntity.noContent().build();
            case EditDecision.Unknown unknown -> unknown(kind);
            case EditDecision.Stale stale ->
                Problem.of(
                                HttpStatus.PRECONDITION_FAILED,
                                "precondition_failed",
                                "The " + kind.noun() + " is not as you have seen it; read it again.")
                        .response();
            case EditDecision.InUse inUse ->
                Problem.of(
                                HttpStatus.CONFLICT,
                                "in_use",
                                "The " + kind.noun() + " " + id + " is needed: " + String.join(", ", inUse.by()) + ".")
                        .response();
            case EditDecision.Invalid invalid ->
                CatalogueInput.problem(invalid.faults(), document).response();
        };
    }

    /** An entry with its version as a tag. */
    static ResponseEntity<Object> entry(HttpStatus status, CatalogueEntry entry) {
        return ResponseEntity.status(status)
                .eTag(EntityTags.of(entry.version()))
                .body(CatalogueJson.tree(entry));
    }

    static ResponseEntity<Object> unknown(CatalogueKind kind) {
        return Problem.of(HttpStatus.NOT_FOUND, "not_found", "There is no such " + kind.noun() + ".")
                .response();
    }

    static ResponseEntity<Object> changes(List<CatalogueChange> changes) {
        return ResponseEntity.ok(Map.of(
                "changes", changes.stream().map(CatalogueResponses::change).toList()));
    }

    static ResponseEntity<Object> unavailable() {
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "unavailable",
                        "The catalogue can not be reached; try again in a moment.")
                .response();
    }

    private static ChangeJson change(CatalogueChange change) {
        return new ChangeJson(change.by(), Times.utc(change.at()), tree(change.before()), tree(change.after()));
    }

    private static @Nullable JsonNode tree(@Nullable String document) {
        return document == null ? null : CatalogueJson.read(document, JsonNode.class);
    }
}
