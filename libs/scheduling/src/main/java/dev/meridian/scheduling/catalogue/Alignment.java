package dev.meridian.scheduling.catalogue;

/** Where the grid of starts of a service begins. */
public enum Alignment {
    /** Every interval from the start of the working window, the same instants for every viewer. */
    WINDOW_START,
    /** On the viewer's clock (full hours, half hours…), beginning anew after each busy time. */
    FREE_RANGE_CLOCK
}
