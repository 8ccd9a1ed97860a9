package dev.meridian.scheduling.time;

import java.util.Arrays;

/**
 * A set of half-open intervals on a line of longs (epoch seconds, as a rule), in normal form: ordered, none empty, none
 * overlapping or touching another. Primitive arrays, because availability is computed from thousands of busy times.
 */
public final class Intervals {
    private static final Intervals NONE = new Intervals(new long[0], new long[0], 0);

    private final long[] starts;
    private final long[] ends;
    private final int size;

    private Intervals(long[] starts, long[] ends, int size) {
        this.starts = starts;
        this.ends = ends;
        this.size = size;
    }

    public static Intervals none() {
        return NONE;
    }

    /** The union of the intervals {@code [starts[i], ends[i])}, in any order; those without length are left out. */
    public static Intervals of(long[] starts, long[] ends) {
        return union(starts.clone(), ends.clone(), starts.length);
    }

    /**
     * The union of the first {@code count} intervals; sorts within the given arrays and keeps them, so that a caller
     * which has just filled them pays for no copy.
     */
    public static Intervals union(long[] starts, long[] ends, int count) {
        int filled = 0;
        for (int i = 0; i < count; i++) {
            if (starts[i] < ends[i]) {
                starts[filled] = starts[i];
                ends[filled++] = ends[i];
            }
        }
        // Bounds can be sorted apart: where as many intervals have ended as have begun, the union has a hole.
        Arrays.sort(starts, 0, filled);
        Arrays.sort(ends, 0, filled);
        int size = 0;
        for (int i = 0, begin = 0; i < filled; i++) {
            if (i + 1 == filled || starts[i + 1] > ends[i]) {
                starts[size] = starts[begin];
                ends[size++] = ends[i];
                begin = i + 1;
            }
        }
        return size == 0 ? NONE : new Intervals(starts, ends, size);
    }

    public int size() {
        return size;
    }

    public long start(int index) {
        return starts[checked(index)];
    }

    public long end(int index) {
        return ends[checked(index)];
    }

    /** The index of the first interval that ends after {@code point}; {@link #size()} when there is none. */
    public int firstEndingAfter(long point) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > point) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Whether any part of {@code [start, end)} is in the set. */
    public boolean overlaps(long start, long end) {
        int index = firstEndingAfter(start);
        return index < size && starts[index] < end;
    }

    /** Whether the whole of {@code [start, end)} is in the set. */
    public boolean covers(long start, long end) {
        int index = firstEndingAfter(start);
        return index < size && starts[index] <= start && end <= ends[index];
    }

    /** What is in this set and not in {@code taken}. */
    public Intervals subtract(Intervals taken) {
        if (size == 0 || taken.size == 0) {
            return this;
        }
        long[] left = new long[size + taken.size];
        long[] right = new long[size + taken.size];
        int count = 0;
        int next = taken.firstEndingAfter(starts[0]);
        for (int i = 0; i < size; i++) {
            long at = starts[i];
            while (next < taken.size && taken.ends[next] <= at) {
                next++;
            }
            int hole = next;
            while (hole < taken.size && taken.starts[hole] < ends[i]) {
                if (at < taken.starts[hole]) {
                    left[count] = at;
                    right[count++] = taken.starts[hole];
                }
                at = taken.ends[hole++];
            }
            if (at < ends[i]) {
                left[count] = at;
                right[count++] = ends[i];
            }
        }
        return count == 0 ? NONE : new Intervals(left, right, count);
    }

    /** What is in both sets. */
    public Intervals intersect(Intervals other) {
        long[] left = new long[size + other.size];
        long[] right = new long[size + other.size];
        int count = 0;
        for (int i = 0, j = 0; i < size && j < other.size; ) {
            long start = Math.max(starts[i], other.starts[j]);
            long end = Math.min(ends[i], other.ends[j]);
            if (start < end) {
                left[count] = start;
                right[count++] = end;
            }
            if (ends[i] < other.ends[j]) {
                i++;
            } else {
                j++;
            }
        }
        return count == 0 ? NONE : new Intervals(left, right, count);
    }

    private int checked(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("index: " + index + " (expected: 0 to " + (size - 1) + ")");
        }
        return index;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Intervals that
                && Arrays.equals(starts, 0, size, that.starts, 0, that.size)
                && Arrays.equals(ends, 0, size, that.ends, 0, that.size);
    }

    @Override
    public int hashCode() {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * (31 * hash + Long.hashCode(starts[i])) + Long.hashCode(ends[i]);
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ", ").append(starts[i]).append("..").append(ends[i]);
        }
        return text.append(']').toString();
    }
}
