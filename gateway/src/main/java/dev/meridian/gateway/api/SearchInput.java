package dev.meridian.gateway.api;

import dev.meridian.bookings.booking.BookingSearch;
import dev.meridian.bookings.booking.BookingSearch.Position;
import dev.meridian.bookings.booking.BookingState.Status;
import dev.meridian.gateway.argument.StartReading;
import dev.meridian.gateway.caller.CallerSettings;
import dev.meridian.scheduling.contact.PhoneNumbers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the query of {@code GET /api/bookings}. Dates in it are the business's. */
final class SearchInput {

    static final Set<String> FIELDS = Set.of("phone", "email", "from", "to", "staff", "status", "parked", "after");

    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

    private final CallerSettings settings;

    SearchInput(CallerSettings settings) {
        this.settings = settings;
    }

    /** The search; empty if something in it is wrong, which the input then says. */
    Optional<BookingSearch> read(Input input, int max) {
        Set<String> phones = phones(input);
        Optional<String> email = input.email("email");
        Optional<Instant> from = instant(input, "from", false);
        Optional<Instant> to = instant(input, "to", true);
        Optional<String> staff = input.text("staff", 100);
        Optional<Status> status = status(input);
        boolean parked = input.truth("parked");
        Optional<Position> after = position(input);
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            input.wrong("to", "not before " + from.get());
        }
        return input.errors().isEmpty()
                ? Optional.of(new BookingSearch(
                        phones,
                        email.orElse(null),
                        from.orElse(null),
                        to.orElse(null),
                        staff.orElse(null),
                        status.orElse(null),
                        parked,
                        after.orElse(null),
                        max))
                : Optional.empty();
    }

    private static Set<String> phones(Input input) {
        Optional<String> text = input.text("phone", 40);
        Set<String> spellings = text.map(PhoneNumbers::spellings).orElse(Set.of());
        if (text.isPresent() && spellings.isEmpty()) {
            input.wrong("phone", "a telephone number, best as %2B12137771234");
        }
        return spellings;
    }

    /** A moment with offset; or a date, all of which belongs to the range. */
    private Optional<Instant> instant(Input input, String field, boolean end) {
        Optional<String> text = input.text(field, 80);
        Optional<Instant> instant = text.map(given -> instant(given, end));
        if (text.isPresent() && instant.isEmpty()) {
            input.wrong(field, "a date such as 2026-11-23, or a time with offset such as 2026-11-23T09:00:00-08:00");
        }
        return instant;
    }

    private @Nullable Instant instant(String text, boolean end) {
        // An unescaped plus in a query is a blank.
        if (StartReading.of(text.replaceFirst("(T[0-9:.]+) ", "$1+")) instanceof StartReading.Fixed fixed) {
            return fixed.at().toInstant();
        }
        try {
            LocalDate date = LocalDate.parse(text);
            Instant instant = date.plusDays(end ? 1 : 0)
                    .atStartOfDay(settings.businessZone())
                    .toInstant();
            return date.getYear() > 0 && instant.isBefore(LAST) ? instant : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Optional<Status> status(Input input) {
        Optional<String> text = input.text("status", 20);
        List<Status> all = List.of(Status.values());
        Optional<Status> status = all.stream()
                .filter(one -> text.filter(one.code()::equals).isPresent())
                .findFirst();
        if (text.isPresent() && status.isEmpty()) {
            input.wrong(
                    "status",
                    "one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(Status.values())
                                            .map(Status::code)
                                            .toList()));
        }
        return status;
    }

    private static Optional<Position> position(Input input) {
        Optional<String> text = input.text("after", 200);
        Optional<Position> position = text.flatMap(PagePosition::read);
        if (text.isPresent() && position.isEmpty()) {
            input.wrong("after", "the next of the page before");
        }
        return position;
    }
}
