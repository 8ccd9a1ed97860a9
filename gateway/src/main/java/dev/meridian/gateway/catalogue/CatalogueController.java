package dev.meridian.gateway.catalogue;

import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.catalogue.CatalogueKind;
import dev.meridian.bookings.catalogue.Precondition;
import dev.meridian.gateway.api.ApiKeyFilter;
import dev.meridian.gateway.api.EntityTags;
import dev.meridian.gateway.api.Problem;
import dev.meridian.gateway.api.Problem.FieldError;
import dev.meridian.gateway.request.RequestSettings;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
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
import tools.jackson.databind.node.MissingNode;

/** {@code /api/services}, {@code /api/staff} and {@code /api/schedules}: the catalogue, to be read and edited. */
@Hidden
@RestController
final class CatalogueController {

    static final int MOST_CHANGES = 50;

    private static final Logger log = LoggerFactory.getLogger(CatalogueController.class);
    private static final String ALL = "/api/{plural:services|staff|schedules}";
    private static final String ONE = ALL + "/{id}";

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
                .collectList()
                .map(entries -> CatalogueResponses.entries(kind(plural), entries)));
    }

    @GetMapping(ONE)
    Mono<ResponseEntity<Object>> one(@PathVariable String plural, @PathVariable String id) {
        CatalogueKind kind = kind(plural);
        return answer(catalogue
                .entry(kind, id)
                .map(entry -> CatalogueResponses.entry(HttpStatus.OK, entry))
                .defaultIfEmpty(CatalogueResponses.unknown(kind)));
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
                                .map(decision -> CatalogueResponses.of(kind, id, decision, read.document())));
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
                        .map(decision -> CatalogueResponses.of(kind, id, decision, MissingNode.getInstance()))));
    }

    @GetMapping(ONE + "/changes")
    Mono<ResponseEntity<Object>> changes(@PathVariable String plural, @PathVariable String id) {
        CatalogueKind kind = kind(plural);
        return answer(Mono.zip(
                desk.changes(kind, id, MOST_CHANGES).collectList(),
                catalogue.entry(kind, id).hasElement(),
                (changes, exists) -> changes.isEmpty() && !exists
                        ? CatalogueResponses.unknown(kind)
                        : CatalogueResponses.changes(changes)));
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

    // The pattern of the path lets no other word through.
    private static CatalogueKind kind(String plural) {
        return CatalogueKind.ofPlural(plural).orElseThrow();
    }

    private Mono<ResponseEntity<Object>> answer(Mono<ResponseEntity<Object>> answer) {
        return answer.timeout(settings.saveDeadline()).onErrorResume(e -> {
            log.warn("catalogue: not reachable: {}", e.toString());
            return Mono.just(CatalogueResponses.unavailable());
        });
    }
}
