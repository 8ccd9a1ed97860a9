package dev.meridian.gateway.argument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailsTests {

    @ParameterizedTest
    @CsvSource({
        "jo@example.com, jo@example.com",
        "Jo.Example+1@Mail.example.com, Jo.Example+1@Mail.example.com",
        "jo at example dot com, jo@example.com",
        "jo dot example at example dot co dot uk, jo.example@example.co.uk"
    })
    void readsAddresses(String text, String address) {
        assertThat(Emails.read(text)).contains(address);
    }

    @ParameterizedTest
    @CsvSource({"jo", "jo@example", "@example.com", "unknown", "'a@b.c, d@e.f'"})
    void readsNothingIntoTheRest(String text) {
        assertThat(Emails.read(text)).isEmpty();
    }

    @Test
    void readsNoAddressThatCanNotBeKept() {
        for (String text : List.of("j\0o@example.com", "j\u0007o@example.com", "j\ud800o@example.com")) {
            assertThat(Emails.read(text)).isEmpty();
        }
    }
}
