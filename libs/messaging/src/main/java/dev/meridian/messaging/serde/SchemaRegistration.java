package dev.meridian.messaging.serde;

import dev.meridian.schema.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the schemas of topics over Confluent's API, which both registries speak: each record under the subject
 * {@code <topic>-<record>}, compatible with all its versions both ways ({@code FULL_TRANSITIVE}). What is registered
 * already stays as it is, so that any number of services may do the same at the same time.
 */
public final class SchemaRegistration {

    private static final Logger log = LoggerFactory.getLogger(SchemaRegistration.class);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The registry knows versions of a record that the one at hand does not go with. Trying again does not help. */
    public static final class Incompatible extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Incompatible(String message) {
            super(message);
        }
    }

    private final URI registry;

    /** @param registry base of Confluent's API, for example {@code http://registry:8080/apis/ccompat/v7} */
    public SchemaRegistration(URI registry) {
        this.registry = registry;
    }

    /**
     * Registers every record of the topics.
     *
     * @throws IllegalStateException the registry does not answer, or answers with an error, in a sentence
     * @throws Incompatible a schema is refused
     */
    public void register(Collection<Topic<?>> topics) {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            int count = 0;
            for (Topic<?> topic : topics) {
                for (Class<? extends SpecificRecord> record : topic.records()) {
                    register(http, topic.name() + "-" + record.getName(), schema(record));
                    count++;
                }
            }
            log.info("{} schemas are registered at {}", count, registry);
        }
    }

    /**
     * Makes full compatibility the rule for everybody's records; for a registry that serves nobody but Meridian and those
     * who publish to it.
     *
     * @throws IllegalStateException the registry does not answer, or answers with an error, in a sentence
     */
    public void requireFullTransitive() {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            requireFullTransitive(http, "/config");
        }
    }

    private static Schema schema(Class<? extends SpecificRecord> record) {
        return SpecificData.get().getSchema(record);
    }

    private void register(HttpClient http, String subject, Schema schema) {
        String body = "{\"schemaType\":\"AVRO\",\"schema\":" + quoted(schema.toString()) + "}";
        // Asked first: a schema that is there is no new version, and of two services that register at once one may be
        // told of a conflict.
        if (call(http, "POST", "/subjects/" + subject, body).statusCode() != 200) {
            HttpResponse<String> registered = call(http, "POST", "/subjects/" + subject + "/versions", body);
            if (registered.statusCode() != 200
                    && call(http, "POST", "/subjects/" + subject, body).statusCode() != 200) {
                throw refused(subject, registered);
            }
        }
        requireFullTransitive(http, "/config/" + subject);
    }

    private void requireFullTransitive(HttpClient http, String path) {
        String level = "{\"compatibility\":\"FULL_TRANSITIVE\"}";
        int status = call(http, "PUT", path, level).statusCode();
        if (status == 409) {
            // Another service that starts set it in the same moment; now it is there and is only confirmed.
            status = call(http, "PUT", path, level).statusCode();
        }
        if (status != 200) {
            throw new IllegalStateException(path + ": the schema registry at " + registry
                    + " did not take the compatibility level: status " + status + " (expected: 200)");
        }
    }

    private RuntimeException refused(String subject, HttpResponse<String> answer) {
        return answer.statusCode() == 409
                ? new Incompatible("subject " + subject + ": the schema registry at " + registry
                        + " holds versions that this one is not compatible with (expected: only fields with defaults"
                        + " added or removed). A breaking change needs a new record on a new topic")
                : new IllegalStateException("subject " + subject + ": the schema registry at " + registry
                        + " answered with status " + answer.statusCode() + " (expected: 200)");
    }

    private HttpResponse<String> call(HttpClient http, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + path))
                .timeout(TIMEOUT)
                .header("Content-Type", MEDIA_TYPE)
                .header("Accept", MEDIA_TYPE)
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the schema registry at " + registry + " does not answer ("
                            + e.getClass().getSimpleName() + "). Start it, or name another with MERIDIAN_REGISTRY_URL",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    // Avro writes control characters escaped already.
    private static String quoted(String json) {
        return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
