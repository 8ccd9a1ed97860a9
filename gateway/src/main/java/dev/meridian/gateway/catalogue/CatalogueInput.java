package dev.meridian.gateway.catalogue;

import dev.meridian.bookings.catalogue.CatalogueDocuments;
import dev.meridian.bookings.catalogue.CatalogueDraft;
import dev.meridian.bookings.catalogue.CatalogueJson;
import dev.meridian.bookings.catalogue.CatalogueKind;
import dev.meridian.gateway.api.Echo;
import dev.meridian.gateway.api.JsonBody;
import dev.meridian.gateway.api.Problem;
import dev.meridian.gateway.api.Problem.FieldError;
import dev.meridian.scheduling.catalogue.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads the body of a {@code PUT}. */
final class CatalogueInput {

    /** Larger than any sensible document, and small enough for a record on Kafka. */
    static final int MOST_BYTES = 256 * 1024;

    /** What a body turned out to be. */
    sealed interface Reading {

        /** A draft, whatever may be wrong with it, and the document it was read from. */
        record Read(CatalogueDraft draft, JsonNode document) implements Reading {}

        /** None. */
        record Wrong(Problem problem) implements Reading {}
    }

    private final CatalogueDocuments documents;

    CatalogueInput(CatalogueDocuments documents) {
        this.documents = documents;
    }

    Reading read(CatalogueKind kind, String id, byte[] body) {
        if (body.length > MOST_BYTES) {
            return new Reading.Wrong(
                    Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too_large", "The body is over 256 KiB."));
        }
        return CatalogueJson.object(body)
                .<Reading>map(document -> new Reading.Read(documents.read(kind, id, document), document))
                .orElseGet(() -> new Reading.Wrong(JsonBody.noObject()));
    }

    /** All that is wrong with a document, with the values as they stand in it. */
    static Problem problem(List<Fault> faults, JsonNode document) {
        return Problem.invalid(faults.stream()
                .map(fault -> new FieldError(Echo.of(fault.field()), value(fault, document), fault.expected()))
                .toList());
    }

    private static @Nullable Object value(Fault fault, JsonNode document) {
        JsonNode found = document.at("/" + fault.field().replace("]", "").replaceAll("[\\[.]", "/"));
        if (found instanceof MissingNode) {
            // Either it is not there, or the field is no single one.
            return fault.value().equals("null") ? null : Echo.of(fault.value());
        }
        return Echo.of(found);
    }
}
