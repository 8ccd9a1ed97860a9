package dev.meridian.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.faults.load.Told.Said;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class AnswersTests {

    private static Wish wish(String service, Command command) {
        Instant start = Instant.parse("2026-11-23T09:00:00Z");
        Wish book = Wish.book(1, Channel.REST, service, start, false);
        return command == Command.BOOK ? book : book.then(command, start, new UUID(0, 1), null);
    }

    @ParameterizedTest
    @CsvSource({
        "host-00, BOOK, 201, confirmed, BOOKED",
        "host-00, BOOK, 201, awaiting_host, NONSENSE",
        "asked-0, BOOK, 201, awaiting_host, REQUESTED",
        "asked-0, BOOK, 200, declined, REQUESTED",
        "asked-0, BOOK, 200, whatever, NONSENSE",
        "asked-0, ACCEPT, 200, confirmed, BOOKED",
        "asked-0, ACCEPT, 202, in_progress, PENDING",
        "asked-0, ACCEPT, 200, declined, NONSENSE",
        "asked-0, DECLINE, 200, declined, DECLINED",
        "asked-0, DECLINE, 200, confirmed, NONSENSE",
        "asked-0, CANCEL, 200, expired, CANCELLED",
        "host-00, CANCEL, 200, expired, NONSENSE"
    })
    void aBookingIsReadAsItsServiceHasIt(String service, Command command, int status, String booking, Said expected) {
        String body = "{\"status\": \"%s\"}".formatted(booking);

        assertThat(Answers.written(
                        wish(service, command), status, JsonMapper.shared().readTree(body)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPT, 409, already_decided, ALREADY_DECIDED",
        "CANCEL, 409, already_decided, NONSENSE",
        "ACCEPT, 409, slot_taken, SLOT_TAKEN",
        "DECLINE, 422, idempotency_key_reused, NONSENSE",
        "DECLINE, 404, not_found, NOT_FOUND"
    })
    void aRefusalIsReadByItsCode(Command command, int status, String code, Said expected) {
        String body = "{\"status\": %d, \"code\": \"%s\"}".formatted(status, code);

        assertThat(Answers.written(
                        wish("asked-0", command), status, JsonMapper.shared().readTree(body)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"requested, REQUESTED", "booked, BOOKED", "needs_input, NONSENSE"})
    void theVoiceSaysThatSomebodyIsAsked(String status, Said expected) {
        String body = "{\"status\": \"%s\"}".formatted(status);

        assertThat(Answers.spoken(200, JsonMapper.shared().readTree(body))).isEqualTo(expected);
    }
}
