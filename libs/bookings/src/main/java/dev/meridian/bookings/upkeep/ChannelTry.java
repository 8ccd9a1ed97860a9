package dev.meridian.bookings.upkeep;

/**
 * A channel that is ours to open.
 *
 * @param claim which try for this calendar it is
 * @param attempts how often opening failed since the last success
 */
public record ChannelTry(String calendarId, int claim, int attempts) {}
