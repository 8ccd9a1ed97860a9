package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong before and while the parts start, and what is said then. */
final class StartTests {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    Path folder;

    @Test
    void takenPortsAreNamedWithWhoNeedsThemAndWhatToSet() throws Exception {
        try (ServerSocket first = taken();
                ServerSocket second = taken()) {
            Ports ports = new Ports(0, first.getLocalPort(), 0, second.getLocalPort(), 0);
            assertThatThrownBy(() -> ports.claimed(LOOPBACK, true))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage("Port " + first.getLocalPort() + " is taken, and Kafka needs it. Stop the program that"
                            + " listens there, or set MERIDIAN_KAFKA_PORT to another port (0 = any free one).\n"
                            + "Port " + second.getLocalPort()
                            + " is taken, and Postgres needs it. Stop the program that"
                            + " listens there, or set MERIDIAN_POSTGRES_PORT to another port (0 = any free one).");
        }
    }

    @Test
    void zeroIsAnyFreePort() {
        Ports ports = Ports.ANY.claimed(LOOPBACK, true);
        assertThat(ports.gateway()).isPositive();
        assertThat(new int[] {ports.gateway(), ports.kafka(), ports.registry(), ports.postgres(), ports.sandbox()})
                .doesNotHaveDuplicates();
    }

    @Test
    void wrongSettingsAreAllNamed() {
        Map<String, String> environment = Map.of(
                "SERVER_PORT", "http", "MERIDIAN_KAFKA_PORT", "70000", "MERIDIAN_BUSINESS_ZONE", "Asia/Bombay City");
        assertThatThrownBy(() -> LocalConfiguration.settings(environment::get, folder))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("SERVER_PORT: http (expected: a port")
                .hasMessageContaining("MERIDIAN_KAFKA_PORT: 70000 (expected: a port")
                .hasMessageContaining("MERIDIAN_BUSINESS_ZONE: Asia/Bombay City (expected: an IANA zone");
    }

    @Test
    void theDataFolderIsBelowTheFolderOfTheCommandUnlessSetOtherwise() {
        Map<String, String> environment = new HashMap<>();
        LocalSettings usual = LocalConfiguration.settings(environment::get, folder);
        assertThat(usual.dataDir()).isEqualTo(folder.resolve(".meridian"));
        assertThat(usual.ports()).isEqualTo(new Ports(8080, 19092, 18081, 15432, 18090));
        assertThat(usual.realCalendar()).isFalse();
        environment.put("GOOGLE_APPLICATION_CREDENTIALS", "/etc/somebody.json");
        assertThat(LocalConfiguration.settings(environment::get, folder).realCalendar())
                .isFalse();
        environment.put("MERIDIAN_DATA_DIR", "elsewhere");
        environment.put("MERIDIAN_GOOGLE_CREDENTIALS", "/etc/google.json");
        LocalSettings other = LocalConfiguration.settings(environment::get, folder);
        assertThat(other.dataDir()).isEqualTo(folder.resolve("elsewhere"));
        assertThat(other.realCalendar()).isTrue();
    }

    @Test
    void twoDoNotShareADataFolder() {
        try (DataFolder held = DataFolder.open(folder)) {
            assertThatThrownBy(() -> DataFolder.open(held.root()))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageStartingWith("Meridian is already running on the data folder " + folder);
        }
        DataFolder.open(folder).close();
    }

    @Test
    void theSecretIsMadeOnceAndOnlyForItsOwner() throws Exception {
        String first;
        try (DataFolder data = DataFolder.open(folder)) {
            first = data.secret();
        }
        try (DataFolder data = DataFolder.open(folder)) {
            assertThat(data.secret()).isEqualTo(first).hasSizeGreaterThanOrEqualTo(32);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aPostgresThatWasLeftRunningIsStoppedAndItsDataKept() throws Exception {
        try (DataFolder data = DataFolder.open(folder)) {
            PostgresPart leftBehind = new PostgresPart(data, Ports.anyFree(), true, why -> {});
            leftBehind.start();

            assertThat(PostgresPart.stopLeftover(data)).isTrue();
            assertThat(PostgresPart.stopLeftover(data)).isFalse();

            // The number of a program that is no Postgres, as after a restart of the machine.
            Files.writeString(
                    data.postgres().resolve("postmaster.pid"),
                    ProcessHandle.current().pid() + "\n");
            assertThat(PostgresPart.stopLeftover(data)).isFalse();
            PostgresPart next = new PostgresPart(data, Ports.anyFree(), true, why -> {});
            next.start();
            next.stop();
        }
    }

    @Test
    void damagedPostgresDataIsSaidWithWhatToDo() throws Exception {
        try (DataFolder data = DataFolder.open(folder)) {
            Files.createDirectories(data.postgres());
            Files.writeString(data.postgres().resolve("PG_VERSION"), "nonsense");
            PostgresPart postgres = new PostgresPart(data, Ports.anyFree(), true, why -> {});
            assertThatThrownBy(postgres::start)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Postgres does not start on its data in " + data.postgres())
                    .hasMessageContaining("move it away");
            postgres.stop();
        }
    }

    @Test
    void damagedKafkaDataIsSaidWithWhatToDo() throws Exception {
        try (DataFolder data = DataFolder.open(folder)) {
            Files.createDirectories(data.kafka());
            Files.writeString(data.kafka().resolve("meta.properties"), "nonsense");
            KafkaPart kafka = new KafkaPart(data, Ports.anyFree(), why -> {});
            assertThatThrownBy(kafka::start)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Kafka does not start on its data in " + data.kafka())
                    .hasMessageContaining("move that folder away");
            kafka.stop();
        }
    }

    private static ServerSocket taken() throws Exception {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(LOOPBACK, 0));
        return socket;
    }
}
