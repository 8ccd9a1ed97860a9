package dev.meridian.booking.janitor;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.NINE;
import static dev.meridian.booking.TestDesk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.meridian.booking.TestDesk;
import dev.meridian.bookings.upkeep.ChannelTry;
import dev.meridian.calendars.google.GoogleCalendar;
import dev.meridian.calendars.google.GoogleSettings;
import dev.meridian.calendars.sandbox.Fault;
import dev.meridian.calendars.sandbox.Operation;
import dev.meridian.calendars.sandbox.Sandbox;
import dev.meridian.calendars.sandbox.SandboxOptions;
import dev.meridian.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChannelKeeperIntegrationTests {

    private static final Duration SIX_DAYS = Duration.ofDays(6);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private final SettableClock clock = new SettableClock(NOW);
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.of(clock, BUSINESS_ZONE));
    private final GoogleCalendar calendar =
            GoogleCalendar.connect(GoogleSettings.local(sandbox.rootUrl(), sandbox.token()));
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final HttpServer gateway = gateway();
    private final TestJanitor janitor = janitor("one", "");

    @AfterEach
    void stop() {
        calendar.close();
        sandbox.close();
        gateway.stop(0);
    }

    @Test
    void eachCalendarTellsOfItsChangesUnderATokenOfItsOwn() throws InterruptedException {
        assertThat(janitor.openChannels()).isOne();

        assertThat(next()).isEqualTo("sync " + TestJanitor.TOKENS.token("primary"));
        sandbox.putEvent("primary", "Dentist", NINE, NINE.plusSeconds(600));
        assertThat(next()).isEqualTo("exists " + TestJanitor.TOKENS.token("primary"));
        assertThat(janitor.channels("opened")).isOne();
    }

    @Test
    void whatChangedBeforeTheChannelWasOpenIsLookedAt() {
        assertThat(janitor.sync()).isOne();
        assertThat(janitor.sync()).isZero();

        janitor.openChannels();

        assertThat(janitor.sync()).isOne();
        assertThat(janitor.sync()).isZero();
    }

    @Test
    void theNextChannelIsOpenedADayBeforeTheOneThereIsEnds() {
        janitor.openChannels();
        assertThat(janitor.openChannels()).isZero();

        setClock(SIX_DAYS.minus(A_MINUTE));
        assertThat(janitor.openChannels()).isZero();

        setClock(SIX_DAYS.plus(A_MINUTE));
        assertThat(janitor.openChannels()).isOne();
        assertThat(janitor.openChannels()).isZero();
        assertThat(sandbox.calls(Operation.WATCH)).hasSize(2);
    }

    @Test
    void ofSeveralInstancesOneOpensTheChannel() {
        TestJanitor other = janitor("two", "");
        List<ChannelTry> ours = janitor.claimChannels();

        assertThat(other.openChannels()).isZero();

        ours.forEach(janitor::open);
        assertThat(sandbox.calls(Operation.WATCH)).hasSize(1);
    }

    @Test
    void anInstanceThatDoesNotComeBackIsReplacedAndChangesNothingLater() {
        TestJanitor other = janitor("two", "");
        List<ChannelTry> lost = janitor.claimChannels();

        setClock(Duration.ofMinutes(3));
        assertThat(other.openChannels()).isOne();
        String due = due();
        lost.forEach(janitor::open);

        assertThat(janitor.channels("taken_over")).isOne();
        assertThat(due()).isEqualTo(due);
    }

    @Test
    void anotherAddressNeedsAnotherChannel() {
        janitor.openChannels();

        assertThat(janitor("moved", "other/").openChannels()).isOne();
        assertThat(janitor("moved", "other/").openChannels()).isZero();
    }

    @Test
    void whatFailsIsTriedAgainAfterAPauseAndTheCalendarIsReadMeanwhile() {
        sandbox.faults().add(Fault.status(Operation.WATCH, 503, "backendError").times(2));

        assertThat(janitor.openChannels()).isOne();
        assertThat(janitor.channels("failed")).isOne();
        assertThat(janitor.sync()).isOne();

        setClock(A_MINUTE);
        assertThat(janitor.openChannels()).isOne();
        setClock(A_MINUTE.multipliedBy(2));
        assertThat(janitor.openChannels()).isOne();
        assertThat(janitor.channels("opened")).isOne();
        assertThat(janitor.openChannels()).isZero();
    }

    @Test
    void whatOnlyAPersonCanMendIsTriedAgainAfterAnHour() {
        sandbox.faults().add(Fault.status(Operation.WATCH, 400, "push.webhookUrlNotHttps"));
        janitor.openChannels();

        setClock(Duration.ofMinutes(59));
        assertThat(janitor.openChannels()).isZero();
        setClock(Duration.ofMinutes(61));
        assertThat(janitor.openChannels()).isOne();
    }

    @Test
    void withoutAnAddressNobodyIsAsked() {
        assertThat(new TestJanitor(desk, calendar, "one", true).openChannels()).isZero();

        assertThat(sandbox.calls(Operation.WATCH)).isEmpty();
    }

    private TestJanitor janitor(String name, String path) {
        URI address = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/" + path);
        return new TestJanitor(desk, calendar, name, true, address);
    }

    private void setClock(Duration afterStart) {
        Instant now = TestJanitor.at(afterStart);
        clock.set(now);
        desk.setClock(now);
    }

    private String due() {
        return desk.database
                .sql("select cast(channel_due_at as text) as due from calendar_syncs")
                .map(row -> Objects.requireNonNull(row.get("due", String.class)))
                .one()
                .blockOptional()
                .orElseThrow();
    }

    private String next() throws InterruptedException {
        return Objects.requireNonNull(messages.poll(10, TimeUnit.SECONDS), "no message came");
    }

    private HttpServer gateway() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    messages.add(exchange.getRequestHeaders().getFirst("X-Goog-Resource-State") + " "
                            + exchange.getRequestHeaders().getFirst("X-Goog-Channel-Token"));
                    exchange.sendResponseHeaders(204, -1);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
