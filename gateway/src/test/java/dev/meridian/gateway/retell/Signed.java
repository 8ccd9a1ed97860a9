package dev.meridian.gateway.retell;

import dev.meridian.gateway.Http;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls that Retell has signed. */
final class Signed {

    static final String KEY = "retell-key-one";

    private Signed() {}

    static Http.Reply post(Http http, String path, String body, Instant at) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return http.post(path, bytes, Map.of(SignatureGate.HEADER, header(bytes, at, KEY)));
    }

    static String header(byte[] body, Instant at, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(body);
            byte[] digest = mac.doFinal(Long.toString(at.toEpochMilli()).getBytes(StandardCharsets.US_ASCII));
            return "v=" + at.toEpochMilli() + ",d=" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
