package dev.meridian.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The TCP ports of the parts. They listen on the loopback address; the gateway also elsewhere when asked to.
 *
 * @param gateway {@code SERVER_PORT}
 * @param kafka {@code MERIDIAN_KAFKA_PORT}
 * @param registry {@code MERIDIAN_REGISTRY_PORT}
 * @param postgres {@code MERIDIAN_POSTGRES_PORT}
 * @param sandbox {@code MERIDIAN_SANDBOX_PORT}
 */
public record Ports(int gateway, int kafka, int registry, int postgres, int sandbox) {

    /** The usual ones. */
    public static final Ports DEFAULT = new Ports(8080, 19092, 18081, 15432, 18090);

    /** Any free ones, chosen at the start. */
    public static final Ports ANY = new Ports(0, 0, 0, 0, 0);

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    public Ports {
        for (int port : new int[] {gateway, kafka, registry, postgres, sandbox}) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535, 0 for any free one)");
            }
        }
    }

    /**
     * These ports with every 0 replaced by a free one.
     *
     * @throws CannotStart when one is taken; the message names all that are
     */
    Ports claimed(InetAddress gatewayAddress, boolean withSandbox) {
        List<ServerSocket> probes = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        try {
            Ports claimed = new Ports(
                    claim(gateway, gatewayAddress, "the gateway", "SERVER_PORT", probes, taken),
                    claim(kafka, LOOPBACK, "Kafka", "MERIDIAN_KAFKA_PORT", probes, taken),
                    claim(registry, LOOPBACK, "the schema registry", "MERIDIAN_REGISTRY_PORT", probes, taken),
                    claim(postgres, LOOPBACK, "Postgres", "MERIDIAN_POSTGRES_PORT", probes, taken),
                    withSandbox
                            ? claim(sandbox, LOOPBACK, "the calendar sandbox", "MERIDIAN_SANDBOX_PORT", probes, taken)
                            : sandbox);
            if (!taken.isEmpty()) {
                throw new CannotStart(String.join("\n", taken));
            }
            return claimed;
        } finally {
            probes.forEach(Ports::close);
        }
    }

    /** A free port for something that nobody configures. */
    static int anyFree() {
        try (ServerSocket probe = bind(0, LOOPBACK)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new CannotStart("No free TCP port on the loopback address: " + e.getMessage(), e);
        }
    }

    private static int claim(
            int port, InetAddress address, String who, String variable, List<ServerSocket> probes, List<String> taken) {
        try {
            // Kept open until all are claimed, so that no two parts are given the same free port.
            ServerSocket probe = bind(port, address);
            probes.add(probe);
            return probe.getLocalPort();
        } catch (IOException e) {
            taken.add(
                    "Port " + port + " is taken, and " + who + " needs it. Stop the program that listens there, or set "
                            + variable + " to another port (0 = any free one).");
            return port;
        }
    }

    private static ServerSocket bind(int port, InetAddress address) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // As the servers do it: a port whose last connections still linger is not taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return socket;
        } catch (IOException e) {
            close(socket);
            throw e;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new CannotStart("A TCP port could not be released: " + e.getMessage(), e);
        }
    }
}
