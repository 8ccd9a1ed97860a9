package dev.meridian.calendars.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How the sandbox runs.
 *
 * @param host the address it listens on
 * @param port its port; 0 takes any free one
 * @param clock what it takes the time from
 * @param zone the zone of its calendar and of its page
 * @param token the bearer token it accepts
 * @param takesAnyToken whether it accepts any other bearer token as well; one there must be
 * @param calendarId the id of the calendar that {@code primary} names
 * @param folder where the calendar is kept over a restart; null keeps it in memory only
 * @param latency how long each request takes at least
 */
public record SandboxOptions(
        String host,
        int port,
        Clock clock,
        ZoneId zone,
        String token,
        boolean takesAnyToken,
        String calendarId,
        @Nullable Path folder,
        Duration latency) {

    public static final String DEFAULT_TOKEN = "sandbox";

    /** On a free port of this machine, in memory, without latency. */
    public static SandboxOptions of(Clock clock, ZoneId zone) {
        return new SandboxOptions(
                "127.0.0.1", 0, clock, zone, DEFAULT_TOKEN, false, "host@meridian.example", null, Duration.ZERO);
    }

    public SandboxOptions withHost(String newHost) {
        return new SandboxOptions(newHost, port, clock, zone, token, takesAnyToken, calendarId, folder, latency);
    }

    public SandboxOptions withPort(int newPort) {
        return new SandboxOptions(host, newPort, clock, zone, token, takesAnyToken, calendarId, folder, latency);
    }

    public SandboxOptions withToken(String newToken) {
        return new SandboxOptions(host, port, clock, zone, newToken, takesAnyToken, calendarId, folder, latency);
    }

    public SandboxOptions withAnyToken() {
        return new SandboxOptions(host, port, clock, zone, token, true, calendarId, folder, latency);
    }

    public SandboxOptions withFolder(Path newFolder) {
        return new SandboxOptions(host, port, clock, zone, token, takesAnyToken, calendarId, newFolder, latency);
    }

    public SandboxOptions withLatency(Duration newLatency) {
        return new SandboxOptions(host, port, clock, zone, token, takesAnyToken, calendarId, folder, newLatency);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "SandboxOptions[host=%s, port=%d, zone=%s, calendarId=%s]".formatted(host, port, zone, calendarId);
    }
}
