package dev.meridian.scheduling.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a service, staff member or schedule can not be as given; names every fault, not just the first. */
public final class InvalidCatalogue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public InvalidCatalogue(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
