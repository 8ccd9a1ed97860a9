package dev.meridian.faults.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Avro on the wire as the contract says, without any of the system's own code: another team's reader and writer. */
public final class Wire {

    private static final int PREFIX = 5;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI registry;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    public Wire(URI registry) {
        this.registry = registry;
    }

    /** A record as it goes onto a topic. */
    public byte[] encode(String topic, SpecificRecordBase value) throws IOException, InterruptedException {
        Schema schema = value.getSchema();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(PREFIX - 1)
                .putInt(id(topic + "-" + schema.getFullName(), schema))
                .array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<SpecificRecordBase>(schema, value.getSpecificData()).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    /** What stands on a topic; an {@link IOException} if it is nothing that can be read. */
    public GenericRecord decode(byte[] bytes) throws IOException, InterruptedException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < PREFIX || buffer.get() != 0) {
            throw new IOException("not in the wire format");
        }
        try {
            return new GenericDatumReader<GenericRecord>(schema(buffer.getInt()))
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, PREFIX, bytes.length - PREFIX, null));
        } catch (RuntimeException e) {
            throw new IOException("not in the wire format", e);
        }
    }

    private int id(String subject, Schema schema) throws IOException, InterruptedException {
        Integer known = ids.get(subject);
        if (known == null) {
            String body = JsonMapper.shared().writeValueAsString(Map.of("schema", schema.toString()));
            known = ask("POST", "/subjects/" + subject + "/versions", body)
                    .path("id")
                    .asInt();
            ids.put(subject, known);
        }
        return known;
    }

    private Schema schema(int id) throws IOException, InterruptedException {
        Schema known = schemas.get(id);
        if (known == null) {
            known = new Schema.Parser()
                    .parse(ask("GET", "/schemas/ids/" + id, "").path("schema").asString());
            schemas.put(id, known);
        }
        return known;
    }

    private JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(registry.resolve("/apis/ccompat/v7" + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(method + " " + path + ": " + answer.statusCode());
        }
        return JsonMapper.shared().readTree(answer.body());
    }
}
