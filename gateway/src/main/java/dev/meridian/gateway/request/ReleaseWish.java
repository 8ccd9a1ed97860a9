package dev.meridian.gateway.request;

import dev.meridian.bookings.request.RequestKey;

/** A wish to give a held slot back. */
public record ReleaseWish(RequestKey id, String holdToken) implements Wish {

    /** Without the token, which is as good as the slot. */
    @Override
    public String toString() {
        return "ReleaseWish[" + id.source() + "]";
    }
}
