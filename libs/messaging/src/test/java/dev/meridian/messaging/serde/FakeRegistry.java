package dev.meridian.messaging.serde;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * The few calls of a schema registry that the serdes (Apicurio's, and Confluent's with the profile) and the registration
 * make, with the answers that Apicurio Registry 3.3.3 gave to them. Ids count from {@link #FIRST_ID}; a subject in {@link #refused} holds something incompatible.
 */
public final class FakeRegistry implements AutoCloseable {

    public static final int FIRST_ID = 0x01020304;

    private static final Pattern SUBJECT = Pattern.compile("/apis/ccompat/v7/subjects/([^/]+)(/versions)?");
    private static final Pattern SEARCH = Pattern.compile("artifactId=([^&]+)&");
    private static final Pattern CONTENT = Pattern.compile("/apis/registry/v3/ids/contentIds/(\\d+)(/references)?");

    private static final Pattern ID = Pattern.compile("/apis/ccompat/v7/schemas/ids/(\\d+)");

    private final HttpServer server;
    private final Map<String, Schema> schemas = new LinkedHashMap<>();

    /** Subjects whose new versions are answered with 409. */
    public final List<String> refused = new CopyOnWriteArrayList<>();

    /** Method and path of each call. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    /** While not 0, the status of every answer. */
    public volatile int failing;

    /** Whether calls are left without an answer. */
    public volatile boolean silent;

    public FakeRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            if (failing != 0) {
                reply(exchange, failing, "{\"status\":" + failing + ",\"title\":\"not now\"}");
            } else if (!silent) {
                answer(exchange);
            }
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What subject a schema stands under, by order of registration. */
    public synchronized List<String> subjects() {
        return List.copyOf(schemas.keySet());
    }

    /** Puts a schema under a subject, as another publisher would have; returns its id. */
    public synchronized int register(String subject, Schema schema) {
        schemas.putIfAbsent(subject, schema);
        return FIRST_ID + List.copyOf(schemas.keySet()).indexOf(subject);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        calls.add(exchange.getRequestMethod() + " " + path);
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Matcher subject = SUBJECT.matcher(path);
        Matcher content = CONTENT.matcher(path);
        Matcher id = ID.matcher(path);
        if (subject.matches()) {
            confluent(exchange, subject.group(1), subject.group(2) != null, body);
        } else if (path.startsWith("/apis/ccompat/v7/config/")) {
            reply(exchange, 200, "{\"compatibility\":\"FULL_TRANSITIVE\"}");
        } else if (path.equals("/apis/registry/v3/search/versions")) {
            search(exchange, body);
        } else if (content.matches()) {
            byId(
                    exchange,
                    Integer.parseInt(content.group(1)),
                    schema -> content.group(2) == null ? schema.toString() : "[]");
        } else if (id.matches()) {
            byId(exchange, Integer.parseInt(id.group(1)), schema -> "{\"schema\":" + quoted(schema) + "}");
        } else {
            reply(exchange, 404, "{\"status\":404,\"title\":\"no such call\"}");
        }
    }

    private void confluent(HttpExchange exchange, String subject, boolean versions, String body) throws IOException {
        if (versions && refused.contains(subject)) {
            reply(exchange, 409, "{\"error_code\":409,\"message\":\"Incompatible artifact\"}");
        } else if (versions) {
            String quoted = body.substring(body.indexOf("\"schema\":\"") + 10, body.lastIndexOf("\"}"));
            Schema schema =
                    new Schema.Parser().parse(quoted.replace("\\\"", "\"").replace("\\\\", "\\"));
            reply(exchange, 200, "{\"id\":" + register(subject, schema) + "}");
        } else if (schemas.containsKey(subject)) {
            Schema schema = schemas.get(subject);
            reply(
                    exchange,
                    200,
                    "{\"subject\":\"" + subject + "\",\"version\":1,\"id\":" + register(subject, schema)
                            + ",\"schema\":" + quoted(schema) + "}");
        } else {
            reply(exchange, 404, "{\"error_code\":40401,\"message\":\"no such subject\"}");
        }
    }

    private void search(HttpExchange exchange, String schema) throws IOException {
        Matcher artifact = SEARCH.matcher(exchange.getRequestURI().getQuery());
        String id = artifact.find() ? artifact.group(1) : "";
        Schema known = schemas.get(id);
        if (known == null || !known.equals(new Schema.Parser().parse(schema))) {
            reply(exchange, 200, "{\"count\":0,\"versions\":[]}");
            return;
        }
        int number = register(id, known);
        reply(
                exchange,
                200,
                "{\"count\":1,\"versions\":[{\"createdOn\":\"2026-11-21T03:28:28Z\",\"owner\":\"\",\"artifactType\":\"AVRO\","
                        + "\"state\":\"ENABLED\",\"globalId\":7,\"version\":\"1\",\"contentId\":" + number
                        + ",\"artifactId\":\"" + id + "\"}]}");
    }

    private void byId(HttpExchange exchange, int id, Function<Schema, String> answer) throws IOException {
        int index = id - FIRST_ID;
        if (index < 0 || index >= schemas.size()) {
            reply(
                    exchange,
                    404,
                    "{\"status\":404,\"title\":\"No content with that id\",\"name\":\"ContentNotFoundException\"}");
        } else {
            reply(exchange, 200, answer.apply(List.copyOf(schemas.values()).get(index)));
        }
    }

    private static String quoted(Schema schema) {
        return '"' + schema.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
