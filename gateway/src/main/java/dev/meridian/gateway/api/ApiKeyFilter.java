package dev.meridian.gateway.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Asks for a bearer key before anything under the guarded paths is looked at. */
public final class ApiKeyFilter implements WebFilter {

    /** Attribute of an exchange: who calls, told apart by their keys and without giving them away. */
    public static final String CALLER = "dev.meridian.gateway.api.caller";

    private static final List<String> API = List.of("/api/**");
    private static final List<String> DOCUMENTS =
            List.of("/v3/api-docs/**", "/v3/api-docs.yaml", "/swagger-ui/**", "/swagger-ui.html", "/webjars/**");
    private static final String SCHEME = "bearer ";

    private final List<PathPattern> guarded;
    private final List<byte[]> keys;
    private final ProblemWriter problems;

    ApiKeyFilter(ApiSettings settings, ProblemWriter problems) {
        List<String> paths = settings.local()
                ? API
                : Stream.concat(API.stream(), DOCUMENTS.stream()).toList();
        this.guarded =
                paths.stream().map(PathPatternParser.defaultInstance::parse).toList();
        this.keys = settings.apiKeys().stream().map(ApiKeyFilter::digest).toList();
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        boolean open = guarded.stream()
                .noneMatch(pattern ->
                        pattern.matches(exchange.getRequest().getPath().pathWithinApplication()));
        if (open) {
            return chain.filter(exchange);
        }
        byte[] given = given(authorization);
        if (known(given)) {
            exchange.getAttributes().put(CALLER, "key-" + HexFormat.of().formatHex(given, 0, 8));
            return chain.filter(exchange);
        }
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return problems.write(
                exchange,
                Problem.of(HttpStatus.UNAUTHORIZED, "unauthorized", "Send a valid key: Authorization: Bearer KEY."));
    }

    /** The digest of the key that was sent; of none, a digest of no key's length. */
    private static byte[] given(@Nullable String authorization) {
        return authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? new byte[0]
                : digest(authorization.substring(SCHEME.length()).strip());
    }

    private boolean known(byte[] given) {
        // Digests have one length, so that comparing takes as long for every wrong key.
        boolean known = false;
        for (byte[] key : keys) {
            known |= MessageDigest.isEqual(key, given);
        }
        return known;
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
