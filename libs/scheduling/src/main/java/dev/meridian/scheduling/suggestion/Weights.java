package dev.meridian.scheduling.suggestion;

/** How much each {@link Merit} counts; what is below 0 speaks against a slot. */
public record Weights(int preferredTime, int bufferKept, int history, int backToBack) {

    /** What an installation starts with. */
    public static final Weights STANDARD = new Weights(30, 20, 25, -10);

    int of(Merit merit) {
        return switch (merit) {
            case PREFERRED_TIME -> preferredTime;
            case BUFFER_KEPT -> bufferKept;
            case HISTORY -> history;
            case BACK_TO_BACK -> backToBack;
        };
    }
}
