package dev.meridian.calendars.google;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Google's client on the JDK's HTTP client: pooled connections, HTTP/2 where the server speaks it, a PATCH that is one, and a
 * deadline over the whole answer, which the stock transports do not have: there an answer that trickles never times out. The
 * same limits hold for the requests that fetch tokens.
 */
final class JdkTransport extends HttpTransport {

    /** Headers the JDK's client sets itself and refuses to take. */
    private static final Set<String> OWN_HEADERS = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final HttpClient client;
    private final Duration deadline;

    JdkTransport(Duration connectTimeout, Duration deadline) {
        this.client = HttpClient.newBuilder().connectTimeout(connectTimeout).build();
        this.deadline = deadline;
    }

    @Override
    public boolean supportsMethod(String method) {
        return true;
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        return new Request(method, URI.create(url));
    }

    @Override
    public void shutdown() {
        client.shutdown();
    }

    private final class Request extends LowLevelHttpRequest {

        private final String method;
        private final HttpRequest.Builder builder;

        Request(String method, URI uri) {
            this.method = method;
            this.builder = HttpRequest.newBuilder(uri);
            if ("http".equals(uri.getScheme())) {
                // Without this each first request to a plain server carries an HTTP/2 upgrade.
                builder.version(HttpClient.Version.HTTP_1_1);
            }
        }

        @Override
        public void addHeader(String name, String value) {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                builder.header(name, value);
            }
        }

        @Override
        public LowLevelHttpResponse execute() throws IOException {
            var answer = client.sendAsync(builder.method(method, body()).build(), BodyHandlers.ofByteArray());
            try {
                return new Response(answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                answer.cancel(true);
                var timeout = new SocketTimeoutException("no complete answer within " + deadline);
                timeout.initCause(e);
                throw timeout;
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                var interrupted = new InterruptedIOException("interrupted while waiting for the answer");
                interrupted.initCause(e);
                throw interrupted;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                throw new IOException(e.getCause());
            }
        }

        private HttpRequest.BodyPublisher body() throws IOException {
            var content = getStreamingContent();
            if (content == null) {
                return BodyPublishers.noBody();
            }
            addHeaderIfPresent("Content-Type", getContentType());
            addHeaderIfPresent("Content-Encoding", getContentEncoding());
            var bytes = new ByteArrayOutputStream();
            content.writeTo(bytes);
            return BodyPublishers.ofByteArray(bytes.toByteArray());
        }

        private void addHeaderIfPresent(String name, @Nullable String value) {
            if (value != null) {
                builder.header(name, value);
            }
        }
    }

    private static final class Response extends LowLevelHttpResponse {

        private final HttpResponse<byte[]> response;
        private final List<Map.Entry<String, String>> headers = new ArrayList<>();

        Response(HttpResponse<byte[]> response) {
            this.response = response;
            response.headers().map().forEach((name, values) -> values.forEach(v -> headers.add(Map.entry(name, v))));
        }

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(response.body());
        }

        @Override
        public @Nullable String getContentEncoding() {
            return first("content-encoding");
        }

        @Override
        public long getContentLength() {
            return response.body().length;
        }

        @Override
        public @Nullable String getContentType() {
            return first("content-type");
        }

        @Override
        public String getStatusLine() {
            return "HTTP " + response.statusCode();
        }

        @Override
        public int getStatusCode() {
            return response.statusCode();
        }

        @Override
        public @Nullable String getReasonPhrase() {
            return null;
        }

        @Override
        public int getHeaderCount() {
            return headers.size();
        }

        @Override
        public String getHeaderName(int index) {
            return headers.get(index).getKey();
        }

        @Override
        public String getHeaderValue(int index) {
            return headers.get(index).getValue();
        }

        private @Nullable String first(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }
}
