package dev.meridian.scheduling.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a value while it is checked, so that all of it is told at once. */
final class Faults {
    static final int MAX_MINUTES = 366 * 24 * 60;

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final List<Fault> found = new ArrayList<>();

    Faults require(boolean holds, String field, @Nullable Object value, String expected) {
        if (!holds) {
            found.add(new Fault(field, String.valueOf(value), expected));
        }
        return this;
    }

    Faults range(String field, int value, int least, int most) {
        return require(value >= least && value <= most, field, value, least + " to " + most);
    }

    Faults positive(String field, @Nullable Integer value) {
        return require(value == null || value > 0, field, value, "> 0, or null for no limit");
    }

    Faults id(String field, String value) {
        return require(
                ID.matcher(value).matches(),
                field,
                value,
                "1 to 64 of a-z, 0-9, '.', '_', '-', not starting with a sign");
    }

    Faults ids(String field, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            id(field + "[" + i + "]", values.get(i));
        }
        return distinct(field, values);
    }

    Faults text(String field, String value, int most) {
        return require(
                !value.isBlank() && value.length() <= most,
                field,
                value,
                "1 to " + most + " characters, not all blank");
    }

    /** Start and end of a window as documents write them. */
    Faults times(String start, String end) {
        return require(TimesOfDay.isStart(start), "start", start, TimesOfDay.STARTS)
                .require(TimesOfDay.isEnd(end), "end", end, TimesOfDay.ENDS);
    }

    Faults distinct(String field, Collection<?> values) {
        Set<Object> seen = new HashSet<>();
        for (Object value : values) {
            require(seen.add(value), field, value, "once");
        }
        return this;
    }

    void add(String prefix, List<Fault> faults) {
        for (Fault fault : faults) {
            found.add(new Fault(prefix + fault.field(), fault.value(), fault.expected()));
        }
    }

    boolean none() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidCatalogue(found);
        }
    }
}
