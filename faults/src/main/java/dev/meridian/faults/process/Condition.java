package dev.meridian.faults.process;

import java.time.Duration;

/** Something that is not yet true and will be. */
public interface Condition {

    /** Whether it is true by now; what it throws counts as no. */
    boolean holds() throws Exception;

    /** Waits for a condition; false if it did not come true in time. */
    static boolean within(Duration patience, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                if (condition.holds()) {
                    return true;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                // Not yet.
            }
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(100);
        }
    }
}
