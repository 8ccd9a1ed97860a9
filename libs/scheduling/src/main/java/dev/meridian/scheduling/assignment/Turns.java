package dev.meridian.scheduling.assignment;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import dev.meridian.scheduling.catalogue.Assignment;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Whose turn it is. The first in order who can take an appointment gets it; equals are in order of their ids. */
public final class Turns {

    private static final Comparator<Candidate> BY_ID = comparing(Candidate::staff);

    private Turns() {}

    /** The ids of the staff, whose turn it is first. */
    public static List<String> inOrder(Assignment assignment, Collection<Candidate> candidates) {
        return candidates.stream()
                .sorted(order(assignment).thenComparing(BY_ID))
                .map(Candidate::staff)
                .toList();
    }

    private static Comparator<Candidate> order(Assignment assignment) {
        return switch (assignment) {
            case LEAST_RECENT -> comparing(Candidate::lastBooked, nullsFirst(naturalOrder()));
            case WEIGHT ->
                Comparator.<Candidate, Boolean>comparing(candidate -> candidate.weight() == 0)
                        .thenComparing(Turns::compareShares);
            case AVAILABILITY ->
                comparing(Candidate::free, comparing(FreeTime::day).thenComparing(FreeTime::week))
                        .reversed();
        };
    }

    // Whoever would have the fewest bookings per weight with one more. With one more, so that of those who have none
    // the
    // heaviest is first; without a division, so that equals are equal.
    private static int compareShares(Candidate one, Candidate other) {
        if (one.weight() == 0 || other.weight() == 0) {
            return Long.compare(one.bookings(), other.bookings());
        }
        return Long.compare((one.bookings() + 1) * other.weight(), (other.bookings() + 1) * one.weight());
    }
}
