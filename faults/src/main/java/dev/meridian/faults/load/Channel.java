package dev.meridian.faults.load;

import dev.meridian.faults.process.Catalogue;

/** How a caller reaches the system; the name under which its requests are kept. */
public enum Channel {
    REST("api"),
    RETELL("retell"),
    KAFKA(Catalogue.PARTNER);

    private final String source;

    Channel(String source) {
        this.source = source;
    }

    public String source() {
        return source;
    }
}
