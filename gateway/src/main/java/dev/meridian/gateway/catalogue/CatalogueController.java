package dev.meridian.gateway.catalogue;

import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.catalogue.CatalogueChange;
import dev.meridian.bookings.catalogue.CatalogueJson;
import dev.meridian.bookings.catalogue.CatalogueKind;
import dev.meridian.bookings.catalogue.EditDecision;
import dev.meridian.bookings.catalogue.Precondition;
import dev.meridian.gateway.api.ApiKeyFilter;
import dev.meridian.gateway.api.Problem;
import dev.meridian.gateway.api.Problem.FieldError;
import dev.meridian.gateway.request.RequestSettings;
import dev.meridian.gateway.view.Times;
import dev.meridian.scheduling.catalogue.CatalogueEntry;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** {@code /api/services}, {@code /api/staff} and {@code /api/schedules}: the catalogue, to be read and edited. */
@Hidden
@RestController
final class CatalogueController {

    static final int MOST_CHANGES = 50;

    private static final Logger log = LoggerFactory.getLogger(CatalogueController.class);
    private static final String ALL = "/api/{plural:services|staff|schedules}";
    private static final String ONE = ALL + "/{id}";

    /** A change as it is told. */
    record ChangeJson(
            String by,
            String at,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    private final Catalogue catalogue;
    private final CatalogueDesk desk;
    private final CatalogueInput input;
    private final RequestSettings settings;

    CatalogueController(Catalogue catalogue, CatalogueDesk desk, CatalogueInput input, RequestSettings settings) {
        this.catalogue = catalogue;
        this.desk = desk;
        this.input = input;
        this.settings = settings;
    }

    @GetMapping(ALL)
    Mono<ResponseEntity<Object>> list(@PathVariable String plural) {
        return answer(catalogue
                .entries(kind(plural))
                .map(CatalogueJson::tree)
                .collectList()
                .map(entries -> ResponseEntity.ok(Map.of(plural, entries))));
    }

    @GetMapping(ONE)
    Mono<ResponseEntity<Object>> one(@PathVariable String plural, @PathVariable String id) {
        CatalogueKind kind = kind(plural);
        return answer(catalogue
                .entry(kind, id)
                .map(entry -> entry(HttpStatus.OK, entry))
                .defaultIfEmpty(unknown(kind)));
    }

    @PutMapping(ONE)
    Mono<ResponseEntity<Object>> put(
            @PathVariable String plural,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            @RequestAttribute(ApiKeyFilter.CALLER) String caller,
            @RequestBody(required = false) Mono<byte[]> body) {
        CatalogueKind kind = kind(plural);
        return when(
                ifMatch,
                ifNoneMatch,
                precondition -> body.defaultIfEmpty(new byte[0]).flatMap(bytes -> switch (input.read(kind, id, bytes)) {
                    case CatalogueInput.Reading.Wrong wrong ->
                        Mono.just(wrong.problem().response());
                    case CatalogueInput.Reading.Read read ->
                        answer(desk.put(read.draft(), precondition, caller)
                                .map(decision -> response(kind, id, decision, read.document())));
                }));
    }

    @DeleteMapping(ONE)
    Mono<ResponseEntity<Object>> delete(
            @PathVariable String plural,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            @RequestAttribute(ApiKeyFilter.CALLER) String caller) {
        CatalogueKind kind = kind(plural);
        return when(
                ifMatch,
                ifNoneMatch,
                precondition -> answer(desk.delete(kind, id, precondition, caller)
                        .map(decision -> response(kind, id, decision, MissingNode.getInstance()))));
    }

    @GetMapping(ONE + "/changes")
    Mono<ResponseEntity<Object>> changes(@PathVariable String plural, @PathVariable String id) {
        CatalogueKind kind = kind(plural);
        return answer(Mono.zip(
                desk.changes(kind, id, MOST_CHANGES)
                        .map(CatalogueController::change)
                        .collectList(),
                catalogue.entry(kind, id).hasElement(),
                (changes, exists) ->
                        changes.isEmpty() && !exists ? unknown(kind) : ResponseEntity.ok(Map.of("changes", changes))));
    }

    private static Mono<ResponseEntity<Object>> when(
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            Function<Precondition, Mono<ResponseEntity<Object>>> edit) {
        Optional<Precondition> precondition = EntityTags.precondition(ifMatch, ifNoneMatch);
        return precondition
                .map(edit)
                .orElseGet(() ->
                        Mono.just(Problem.invalid(List.of(new FieldError(HttpHeaders.IF_NONE_MATCH, ifNoneMatch, "*")))
                                .response()));
    }

    private static ResponseEntity<Object> response(
            CatalogueKind kind, String id, EditDecision decision, JsonNode document) {
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

    private static ResponseEntity<Object> entry(HttpStatus status, CatalogueEntry entry) {
        return ResponseEntity.status(status)
                .eTag(EntityTags.of(entry.version()))
                .body(CatalogueJson.tree(entry));
    }

    private static ResponseEntity<Object> unknown(CatalogueKind kind) {
        return Problem.of(HttpStatus.NOT_FOUND, "not_found", "There is no such " + kind.noun() + ".")
                .response();
    }

    private static ChangeJson change(CatalogueChange change) {
        return new ChangeJson(change.by(), Times.utc(change.at()), tree(change.before()), tree(change.after()));
    }

    private static @Nullable JsonNode tree(@Nullable String document) {
        return document == null ? null : CatalogueJson.read(document, JsonNode.class);
    }

    // The pattern of the path lets no other word through.
    private static CatalogueKind kind(String plural) {
        return CatalogueKind.ofPlural(plural).orElseThrow();
    }

    private Mono<ResponseEntity<Object>> answer(Mono<ResponseEntity<Object>> answer) {
        return answer.timeout(settings.saveDeadline()).onErrorResume(e -> {
            log.warn("catalogue: not reachable: {}", e.toString());
            return Mono.just(Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "unavailable",
                            "The catalogue can not be reached; try again in a moment.")
                    .response());
        });
    }
}
