package dev.meridian.gateway.retell;

import java.time.Instant;

/** Signatures for tests elsewhere. */
public final class SignedCalls {

    private SignedCalls() {}

    /** The signature of a body at an instant, under the first key. */
    public static String header(byte[] body, String at) {
        return Signed.header(body, Instant.parse(at), Signed.KEY);
    }
}
