package dev.meridian.bookings.request;

/**
 * Identity of a wish: any number of records with one (source, key) are one wish.
 *
 * @param source who asked, as far as the topic or the edge vouches for it
 * @param key the source's own key, at most 200 bytes
 */
public record RequestKey(String source, String key) {}
