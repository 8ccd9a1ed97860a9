package dev.meridian.booking.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.meridian.booking.TestDesk;
import dev.meridian.bookings.database.Unavailable;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.CannotCreateTransactionException;
import reactor.core.publisher.Mono;

class UnavailableIntegrationTests {

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "25006", "26000", "3D000", "40001", "40P01", "53100", "53300", "55P03", "57014", "57P01",
                "57P03", "58030", "XX000"
            })
    void aDatabaseThatCanNotServeAnybodyIsAway(String sqlState) {
        assertThat(Unavailable.is(raised(sqlState))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"21000", "22001", "22021", "23503", "23505", "23P01", "42P01", "42601", "P0001"})
    void whatThisRequestAloneCausesIsABug(String sqlState) {
        assertThat(Unavailable.is(raised(sqlState))).isFalse();
    }

    @Test
    void aSessionThatWasEndedIsAway() {
        assertThat(Unavailable.is(catchThrowable(() -> desk.run("select pg_terminate_backend(pg_backend_pid())"))))
                .isTrue();
        // The pool notices with the next use.
        await().ignoreExceptions().untilAsserted(() -> desk.run("select 1"));
    }

    @Test
    void anAnswerThatDoesNotComeInTimeIsAway() {
        assertThat(Unavailable.is(catchThrowable(() -> Mono.never().block(Duration.ofMillis(10)))))
                .isTrue();
        assertThat(Unavailable.is(
                        new CannotCreateTransactionException("no connection", new ConnectException("refused"))))
                .isTrue();
    }

    @Test
    void anythingElseIsABug() {
        assertThat(Unavailable.is(new IllegalStateException("neither accepted nor refused")))
                .isFalse();
        assertThat(Unavailable.is(new NullPointerException())).isFalse();
    }

    private static Throwable raised(String sqlState) {
        Throwable thrown = catchThrowable(
                () -> desk.run("do $$ begin raise exception 'for a test' using errcode = '" + sqlState + "'; end $$"));
        assertThat(thrown).isNotNull();
        return thrown;
    }
}
