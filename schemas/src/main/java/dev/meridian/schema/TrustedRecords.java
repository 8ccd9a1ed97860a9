package dev.meridian.schema;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro make objects of the record classes of this module. Since 1.12.1 Avro refuses to load a class that a schema
 * names unless its package is trusted; whoever reads these records calls {@link #trust()} once before the first one.
 * What was trusted before stays trusted.
 */
public final class TrustedRecords {

    private static final String PACKAGES = "dev.meridian.schema.";

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(PACKAGES)));
    }

    /** Trusts the record classes; further calls change nothing. */
    public static void trust() {
        // Done once, when this class is initialised.
    }

    private TrustedRecords() {}
}
