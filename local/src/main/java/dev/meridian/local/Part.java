package dev.meridian.local;

/** Something that the local system starts and stops. Stopping waits for a start under way and is done once. */
abstract class Part {

    private boolean started;
    private boolean stopped;

    /**
     * Starts the part; returns when it is ready for use.
     *
     * @throws CannotStart with the reason
     * @throws Stopping when the system is being stopped meanwhile
     */
    final synchronized void start() {
        if (stopped) {
            throw new Stopping();
        }
        started = true;
        doStart();
    }

    /** Stops the part and everything that its start, even a failed one, left running. */
    final synchronized void stop() {
        if (started && !stopped) {
            doStop();
        }
        stopped = true;
    }

    protected abstract void doStart();

    protected abstract void doStop();

    /** The system is being stopped; the start goes no further. */
    static final class Stopping extends RuntimeException {

        private static final long serialVersionUID = 1;

        Stopping() {
            super("stopping", null, false, false);
        }
    }
}
