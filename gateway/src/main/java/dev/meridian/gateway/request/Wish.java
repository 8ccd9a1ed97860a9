package dev.meridian.gateway.request;

import dev.meridian.bookings.request.RequestKey;

/** What somebody asks of the booking workers. */
public sealed interface Wish permits TimedWish, CancelWish, DecisionWish, ReleaseWish {

    /** Any number of wishes with one id are one wish. */
    RequestKey id();
}
