package dev.meridian.calendars.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPOutputStream;

/** Talks to the sandbox as bare HTTP. */
final class HttpProbe implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Sandbox sandbox;

    HttpProbe(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** What came back. */
    record Answered(int status, String body, HttpResponse<String> response) {

        JsonObject json() {
            return JsonParser.parseString(body).getAsJsonObject();
        }

        JsonArray items() {
            return json().getAsJsonArray("items");
        }

        String text(String name) {
            return json().get(name).getAsString();
        }

        /** Status and reason of an error in Google's shape. */
        String error() {
            var error = json().getAsJsonObject("error");
            var first = error.getAsJsonArray("errors").get(0).getAsJsonObject();
            return error.get("code").getAsInt() + " " + first.get("reason").getAsString();
        }
    }

    /** @param path below {@code calendar/v3/}, or from the root when it begins with a slash */
    Answered send(String method, String path, String body, String... headers) {
        var url = sandbox.rootUrl().resolve(path.startsWith("/") ? path : "/calendar/v3/" + path);
        var request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + sandbox.token())
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    Answered sendCompressed(String method, String path, String body, String... headers) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var request = HttpRequest.newBuilder(sandbox.rootUrl().resolve("/calendar/v3/" + path))
                .header("Authorization", "Bearer " + sandbox.token())
                .header("Content-Encoding", "gzip")
                .method(method, BodyPublishers.ofByteArray(bytes.toByteArray()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    Answered sendWithoutToken(String path) {
        return send(HttpRequest.newBuilder(sandbox.rootUrl().resolve("/calendar/v3/" + path)));
    }

    private Answered send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Answered(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
