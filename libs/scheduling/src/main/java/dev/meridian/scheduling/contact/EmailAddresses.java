package dev.meridian.scheduling.contact;

import java.util.Locale;

/** E-mail addresses as they are compared. */
public final class EmailAddresses {

    private EmailAddresses() {}

    /** The one spelling of an address: nobody keeps two mailboxes apart by capital letters. */
    public static String folded(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
