package dev.meridian.bookings.customer;

import dev.meridian.bookings.booking.Customer;
import dev.meridian.scheduling.contact.EmailAddresses;
import dev.meridian.scheduling.contact.PhoneNumbers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a customer is reached, in the one spelling that is kept. Never logged.
 *
 * @param value a telephone number in E.164 where its country is known, or an e-mail address in lower case
 */
public record Contact(Kind kind, String value) {

    /** What kinds there are, the one that goes first first. */
    public enum Kind {
        PHONE,
        EMAIL
    }

    /** The number, however it is spelt; empty if it is none. */
    public static Optional<Contact> phone(@Nullable String number) {
        return Optional.ofNullable(number)
                .flatMap(PhoneNumbers::canonical)
                .map(canonical -> new Contact(Kind.PHONE, canonical));
    }

    /** The address, in whatever case; empty if there is none. */
    public static Optional<Contact> email(@Nullable String address) {
        return Optional.ofNullable(address)
                .map(EmailAddresses::folded)
                .filter(folded -> folded.indexOf('@') > 0)
                .map(folded -> new Contact(Kind.EMAIL, folded));
    }

    /** A number or an address; empty for any other text. */
    public static Optional<Contact> read(String text) {
        return email(text).or(() -> phone(text));
    }

    /** How a person can be reached, the number first. */
    static List<Contact> of(Customer person) {
        return Stream.of(phone(person.phone()), email(person.email()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Under which values it may be kept: where its country is not known, a number has several. */
    Set<String> spellings() {
        return kind == Kind.PHONE ? PhoneNumbers.spellings(value) : Set.of(value);
    }

    /** What ids are made of. */
    String text() {
        return kind + "|" + value;
    }

    /** Without what is personal, so that a log line can not leak it. */
    @Override
    public String toString() {
        return "Contact[" + kind + "]";
    }
}
