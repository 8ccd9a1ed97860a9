package dev.meridian.local;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says about a local start, and the clock. The services read the settings that concern only them
 * for themselves.
 *
 * <p>A real calendar is used when {@code MERIDIAN_GOOGLE_ROOT_URL} or {@code MERIDIAN_GOOGLE_CREDENTIALS} is set. Not when
 * only {@code GOOGLE_APPLICATION_CREDENTIALS} is, which is there for other programs' sake on many machines: nobody is to
 * find bookings of a trial in their calendar.
 */
final class LocalConfiguration {

    private static final List<String> REAL_CALENDAR =
            List.of("MERIDIAN_GOOGLE_ROOT_URL", "MERIDIAN_GOOGLE_CREDENTIALS");

    /** Settings of which {@code local} has defaults that must give way. */
    private static final Map<String, String> HANDED_ON = Map.of(
            "MERIDIAN_SECRET", "meridian.secret",
            "MERIDIAN_PUBLIC_URL", "meridian.public-url",
            "MERIDIAN_API_KEYS", "meridian.api-keys",
            "MERIDIAN_RETELL_API_KEYS", "meridian.retell.api-keys");

    private final UnaryOperator<@Nullable String> environment;
    private final List<String> faults = new ArrayList<>();

    private LocalConfiguration(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    static Clock clock() {
        return Clock.systemUTC();
    }

    /** An environment variable, or the JVM's property of the same meaning: {@code meridian.kafka-port}. */
    static @Nullable String ofProcess(String variable) {
        String value = System.getenv(variable);
        String property =
                variable.toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');
        return value != null ? value : System.getProperty(property);
    }

    /**
     * Reads the settings.
     *
     * @param environment value of a variable; null: not set
     * @param workingDirectory the folder the command was given in
     * @throws CannotStart when values are wrong; the message names all that are
     */
    static LocalSettings settings(UnaryOperator<@Nullable String> environment, Path workingDirectory) {
        return new LocalConfiguration(environment).read(workingDirectory);
    }

    private LocalSettings read(Path workingDirectory) {
        Ports ports = new Ports(
                port("SERVER_PORT", Ports.DEFAULT.gateway()),
                port("MERIDIAN_KAFKA_PORT", Ports.DEFAULT.kafka()),
                port("MERIDIAN_REGISTRY_PORT", Ports.DEFAULT.registry()),
                port("MERIDIAN_POSTGRES_PORT", Ports.DEFAULT.postgres()),
                port("MERIDIAN_SANDBOX_PORT", Ports.DEFAULT.sandbox()));
        Path dataDir = workingDirectory
                .resolve(text("MERIDIAN_DATA_DIR").orElse(".meridian"))
                .toAbsolutePath()
                .normalize();
        Map<String, String> properties = new HashMap<>();
        HANDED_ON.forEach((variable, property) -> text(variable).ifPresent(value -> properties.put(property, value)));
        LocalSettings settings = new LocalSettings(
                dataDir,
                ports,
                gatewayAddress(),
                businessZone(),
                REAL_CALENDAR.stream().anyMatch(variable -> text(variable).isPresent()),
                false,
                properties);
        if (!faults.isEmpty()) {
            throw new CannotStart(String.join("\n", faults));
        }
        return settings;
    }

    private Optional<String> text(String variable) {
        return Optional.ofNullable(environment.apply(variable))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private int port(String variable, int usual) {
        Optional<String> text = text(variable);
        if (text.isEmpty()) {
            return usual;
        }
        if (text.get().matches("\\d{1,5}") && Integer.parseInt(text.get()) <= 65_535) {
            return Integer.parseInt(text.get());
        }
        faults.add(variable + ": " + text.get() + " (expected: a port, 1 to 65535, or 0 for any free one)");
        return usual;
    }

    private InetAddress gatewayAddress() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Optional<String> text = text("SERVER_ADDRESS");
        if (text.isEmpty()) {
            return loopback;
        }
        try {
            return InetAddress.getByName(text.get());
        } catch (UnknownHostException e) {
            faults.add("SERVER_ADDRESS: " + text.get() + " (expected: an address of this machine, or 0.0.0.0 for all)");
            return loopback;
        }
    }

    private ZoneId businessZone() {
        String text = text("MERIDIAN_BUSINESS_ZONE").orElse("Asia/Kolkata");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            faults.add("MERIDIAN_BUSINESS_ZONE: " + text + " (expected: an IANA zone such as Asia/Kolkata)");
            return ZoneId.of("UTC");
        }
    }
}
