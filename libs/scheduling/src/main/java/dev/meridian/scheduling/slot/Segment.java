package dev.meridian.scheduling.slot;

/**
 * A stretch of a merged window with one grid of starts.
 *
 * @param anchor where the grid begins
 * @param end where the next grid begins, or the window ends
 * @param windowEnd end of the whole merged window: the last slot may reach up to here
 */
record Segment(long anchor, long end, long windowEnd) {}
