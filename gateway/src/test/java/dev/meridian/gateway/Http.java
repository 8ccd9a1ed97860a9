package dev.meridian.gateway;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.UriBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends requests, and holds every answer against the OpenAPI document that the gateway serves. */
public final class Http {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final WebTestClient client;
    private final JsonNode document;

    public Http(WebTestClient client) {
        this.client = client.mutate()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(16 * 1024 * 1024))
                .build();
        byte[] served = this.client
                .get()
                .uri("/v3/api-docs")
                .header(HttpHeaders.AUTHORIZATION, "Bearer key-one")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        this.document = JSON.readTree(Objects.requireNonNull(served));
    }

    /** An answer. */
    public record Reply(int status, HttpHeaders headers, String text) {

        public JsonNode json() {
            return JSON.readTree(text);
        }

        public String at(String pointer) {
            return json().at(pointer).asString("");
        }
    }

    public JsonNode document() {
        return document;
    }

    public Reply post(String path, byte[] body, Map<String, String> headers) {
        WebTestClient.RequestBodySpec request = client.post().uri(path);
        headers.forEach(request::header);
        request.header(HttpHeaders.CONTENT_TYPE, "application/json");
        return reply(HttpMethod.POST, path, request.bodyValue(body).exchange());
    }

    /** The path may have escapes in it. */
    public Reply put(String path, byte[] body, Map<String, String> headers) {
        WebTestClient.RequestBodySpec request = client.put().uri(whole(path));
        headers.forEach(request::header);
        request.header(HttpHeaders.CONTENT_TYPE, "application/json");
        return reply(HttpMethod.PUT, path, request.bodyValue(body).exchange());
    }

    private static Function<UriBuilder, URI> whole(String path) {
        return base -> URI.create(base.build().toString().replaceFirst("/$", "") + path);
    }

    public Reply get(String path, Map<String, String> headers) {
        WebTestClient.RequestHeadersSpec<?> request = client.get().uri(whole(path));
        headers.forEach(request::header);
        return reply(HttpMethod.GET, path, request.exchange());
    }

    public Reply delete(String path, Map<String, String> headers) {
        WebTestClient.RequestHeadersSpec<?> request = client.delete().uri(whole(path));
        headers.forEach(request::header);
        return reply(HttpMethod.DELETE, path, request.exchange());
    }

    private Reply reply(HttpMethod method, String path, WebTestClient.ResponseSpec response) {
        EntityExchangeResult<byte[]> result = response.expectBody().returnResult();
        byte[] body = Objects.requireNonNullElse(result.getResponseBody(), new byte[0]);
        Reply reply = new Reply(
                result.getStatus().value(), result.getResponseHeaders(), new String(body, StandardCharsets.UTF_8));
        check(method, path, reply);
        return reply;
    }

    /** Fails unless the document describes this answer; paths it does not describe are let pass. */
    private void check(HttpMethod method, String path, Reply reply) {
        String plain = path.replaceFirst("\\?.*", "")
                .replaceFirst("^/api/bookings/[^/]+", "/api/bookings/{id}")
                .replaceFirst("^/api/holds/[^/]+$", "/api/holds/{token}")
                .replaceFirst("^/api/customers/[^/]+", "/api/customers/{id}")
                .replaceFirst("^/api/(services|staff|schedules)/(?!preview$)[^/]+", "/api/$1/{id}");
        JsonNode operation =
                document.path("paths").path(plain).path(method.name().toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            return;
        }
        JsonNode described = resolve(operation.path("responses").path(Integer.toString(reply.status())));
        Assertions.assertThat(described.isObject())
                .as("%s %s answers %s: %s", method, plain, reply.status(), reply.text())
                .isTrue();
        if (!described.has("content")) {
            Assertions.assertThat(reply.text()).isEmpty();
            return;
        }
        String type = Objects.requireNonNull(reply.headers().getContentType())
                .toString()
                .replaceFirst(";.*", "");
        JsonNode media = described.path("content").path(type);
        Assertions.assertThat(media.isObject())
                .as("%s %s answers %s as %s", method, plain, reply.status(), type)
                .isTrue();
        if (type.endsWith("json")) {
            Assertions.assertThat(errors(media.path("schema"), reply.text()))
                    .as("%s %s answers %s: %s", method, plain, reply.status(), reply.text())
                    .isEmpty();
        }
    }

    private JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private List<Error> errors(JsonNode schema, String body) {
        // The references in it point into the document, so the document goes with it.
        String whole = ((ObjectNode) schema.deepCopy())
                .set("components", document.path("components"))
                .toString();
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole);
        return compiled.validate(body, InputFormat.JSON);
    }
}
