package dev.meridian.bookings.catalogue;

import dev.meridian.scheduling.catalogue.CatalogueEntry;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of entries. Ids are unique within a kind only. */
public enum CatalogueKind {
    SERVICE("services", Service.class),
    STAFF("staff", Staff.class),
    SCHEDULE("schedules", Schedule.class);

    private final String plural;
    private final Class<? extends CatalogueEntry> type;

    CatalogueKind(String plural, Class<? extends CatalogueEntry> type) {
        this.plural = plural;
        this.type = type;
    }

    /** The kind by the word for all of its entries. */
    public static Optional<CatalogueKind> ofPlural(String plural) {
        return Arrays.stream(values())
                .filter(kind -> kind.plural.equals(plural))
                .findFirst();
    }

    /** The kind of an entry. */
    public static CatalogueKind of(CatalogueEntry entry) {
        return switch (entry) {
            case Service service -> SERVICE;
            case Staff staff -> STAFF;
            case Schedule schedule -> SCHEDULE;
        };
    }

    /** The word for one: {@code service}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What people call one: {@code staff member}. */
    public String noun() {
        return this == STAFF ? "staff member" : code();
    }

    /** The word for all of them, in paths, documents and the database: {@code services}. */
    public String plural() {
        return plural;
    }

    Class<? extends CatalogueEntry> type() {
        return type;
    }
}
