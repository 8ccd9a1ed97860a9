package dev.meridian.booking.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Stops sagas at each call to the calendar until they are told to go on, so that one of them runs at a time and the
 * simulation says which. A call that waits may also be told to die, as everything in a killed process does.
 */
final class Turns {

    /** Unwinds a saga without leaving a trace: nothing of the product catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** A saga that waits at a call. */
    static final class Waiting {
        private final Semaphore turn = new Semaphore(0);
        private volatile boolean killed;

        final String worker;
        final String call;

        /** Whether the answer it is about to get shows a stranger's event where ours is to be. */
        final boolean strangerSeen;

        private Waiting(String worker, String call, boolean strangerSeen) {
            this.worker = worker;
            this.call = call;
            this.strangerSeen = strangerSeen;
        }

        @Override
        public String toString() {
            return worker + " " + call;
        }
    }

    /** Whether this is how a kill looks where something did catch it. */
    static boolean isKill(Throwable error) {
        return error instanceof Killed || error.getCause() instanceof Killed;
    }

    private final List<Waiting> waiting = new ArrayList<>();

    /** Called by a saga: returns when it is its turn. */
    void await(String worker, String call, boolean strangerSeen) {
        Waiting here = new Waiting(worker, call, strangerSeen);
        synchronized (waiting) {
            waiting.add(here);
        }
        here.turn.acquireUninterruptibly();
        if (here.killed) {
            Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {});
            throw new Killed();
        }
    }

    List<Waiting> waiting() {
        synchronized (waiting) {
            return List.copyOf(waiting);
        }
    }

    void goOn(Waiting one) {
        synchronized (waiting) {
            waiting.remove(one);
        }
        one.turn.release();
    }

    /** Everything of this worker that waits dies. */
    void kill(String worker) {
        for (Waiting one : waiting()) {
            if (one.worker.equals(worker)) {
                one.killed = true;
                goOn(one);
            }
        }
    }
}
