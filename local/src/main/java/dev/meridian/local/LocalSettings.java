package dev.meridian.local;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * What the local system is started with.
 *
 * @param dataDir where Kafka, the registry, Postgres and the sandbox keep their data, and where the log is
 * @param ports see there
 * @param gatewayAddress where the gateway listens; the loopback address by default, as calls may come unsigned
 * @param businessZone the zone of the sandbox's calendar
 * @param realCalendar work on the calendar that {@code meridian.google.*} names, and start no sandbox
 * @param quick for tests: what is written survives a restart, but not a crash of the machine
 * @param properties further properties of the services
 */
public record LocalSettings(
        Path dataDir,
        Ports ports,
        InetAddress gatewayAddress,
        ZoneId businessZone,
        boolean realCalendar,
        boolean quick,
        Map<String, String> properties) {

    /** The key that the gateway's REST interface takes unless others are set. */
    private static final String DEFAULT_API_KEY = "local";

    public LocalSettings {
        properties = Map.copyOf(properties);
    }

    /** For tests: any free ports, nothing synced to disk. */
    public static LocalSettings quick(Path dataDir) {
        return onAnyPorts(dataDir, true);
    }

    /** For measurements: any free ports, and written data synced to disk as usual. */
    public static LocalSettings measured(Path dataDir) {
        return onAnyPorts(dataDir, false);
    }

    private static LocalSettings onAnyPorts(Path dataDir, boolean quick) {
        return new LocalSettings(
                dataDir,
                Ports.ANY,
                InetAddress.getLoopbackAddress(),
                ZoneId.of("Asia/Kolkata"),
                false,
                quick,
                Map.of());
    }

    /** A key that the gateway's REST interface takes. */
    String apiKey() {
        return properties
                .getOrDefault("meridian.api-keys", DEFAULT_API_KEY)
                .split(",", -1)[0]
                .strip();
    }

    /** The same with one more property for the services. */
    public LocalSettings with(String property, String value) {
        Map<String, String> more = new HashMap<>(properties);
        more.put(property, value);
        return new LocalSettings(dataDir, ports, gatewayAddress, businessZone, realCalendar, quick, more);
    }

    /** The same on other ports. */
    public LocalSettings with(Ports other) {
        return new LocalSettings(dataDir, other, gatewayAddress, businessZone, realCalendar, quick, properties);
    }

    /** Without the properties, among which are keys. */
    @Override
    public String toString() {
        return "LocalSettings[" + dataDir + ", " + ports + "]";
    }
}
