package dev.meridian.scheduling.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalsTests {
    @Test
    void mergesWhatOverlapsOrTouches() {
        assertThat(of(5, 7, 1, 3, 3, 5, 9, 9, 20, 30, 22, 25)).isEqualTo(of(1, 7, 20, 30));
    }

    @Test
    void leavesTheGivenArraysAlone() {
        long[] starts = {5, 1};
        long[] ends = {7, 2};
        Intervals.of(starts, ends);
        assertThat(starts).containsExactly(5, 1);
        assertThat(ends).containsExactly(7, 2);
    }

    @Test
    void refusesAnIndexThatIsNone() {
        assertThatThrownBy(() -> of(1, 2).start(1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("index: 1 (expected: 0 to 0)");
    }

    @Test
    void agreesWithBitSets() {
        for (int seed = 0; seed < 5000; seed++) {
            Random random = new Random(seed);
            BitSet first = new BitSet();
            BitSet second = new BitSet();
            Intervals one = some(random, first);
            Intervals other = some(random, second);
            assertThat(one).as("union, seed %d", seed).isEqualTo(of(first));
            BitSet both = copy(first);
            both.and(second);
            assertThat(one.intersect(other)).as("intersection, seed %d", seed).isEqualTo(of(both));
            BitSet left = copy(first);
            left.andNot(second);
            assertThat(one.subtract(other)).as("difference, seed %d", seed).isEqualTo(of(left));
            int start = random.nextInt(60);
            int end = start + 1 + random.nextInt(10);
            assertThat(one.overlaps(start, end))
                    .isEqualTo(!first.get(start, end).isEmpty());
            assertThat(one.covers(start, end)).isEqualTo(first.get(start, end).cardinality() == end - start);
        }
    }

    private static Intervals some(Random random, BitSet bits) {
        int count = random.nextInt(8);
        long[] starts = new long[count];
        long[] ends = new long[count];
        for (int i = 0; i < count; i++) {
            starts[i] = random.nextInt(50);
            ends[i] = starts[i] + random.nextInt(12);
            bits.set((int) starts[i], (int) ends[i]);
        }
        return Intervals.of(starts, ends);
    }

    private static BitSet copy(BitSet bits) {
        BitSet copy = new BitSet();
        copy.or(bits);
        return copy;
    }

    private static Intervals of(BitSet bits) {
        long[] points = new long[2 * bits.size()];
        int count = 0;
        for (int start = bits.nextSetBit(0); start >= 0; start = bits.nextSetBit(bits.nextClearBit(start))) {
            points[count++] = start;
            points[count++] = bits.nextClearBit(start);
        }
        return of(java.util.Arrays.copyOf(points, count));
    }

    private static Intervals of(long... bounds) {
        long[] starts = new long[bounds.length / 2];
        long[] ends = new long[bounds.length / 2];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = bounds[2 * i];
            ends[i] = bounds[2 * i + 1];
        }
        return Intervals.of(starts, ends);
    }
}
