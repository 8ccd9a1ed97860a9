package dev.meridian.gateway.request;

import java.util.List;

/**
 * Why a time is suggested.
 *
 * @param score all points together
 */
public record Explanation(int score, List<Point> why) {

    /** What one reason counts. */
    public record Point(String reason, int score) {}

    public Explanation {
        why = List.copyOf(why);
    }
}
