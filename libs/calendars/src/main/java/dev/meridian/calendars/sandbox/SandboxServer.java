package dev.meridian.calendars.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The sandbox as a process of its own, for containers. Settings are environment variables: {@code MERIDIAN_SANDBOX_HOST}
 * (127.0.0.1), {@code MERIDIAN_SANDBOX_PORT} (18090), {@code MERIDIAN_SANDBOX_FOLDER} (none: in memory only) and
 * {@code MERIDIAN_BUSINESS_ZONE} (Asia/Kolkata).
 */
public final class SandboxServer {

    private SandboxServer() {}

    public static void main(String[] args) throws InterruptedException {
        SandboxOptions options = SandboxOptions.of(
                        Clock.systemUTC(),
                        ZoneId.of(setting("MERIDIAN_BUSINESS_ZONE").orElse("Asia/Kolkata")))
                .withHost(setting("MERIDIAN_SANDBOX_HOST").orElse("127.0.0.1"))
                .withPort(Integer.parseInt(setting("MERIDIAN_SANDBOX_PORT").orElse("18090")));
        Sandbox sandbox = Sandbox.start(setting("MERIDIAN_SANDBOX_FOLDER")
                .map(Path::of)
                .map(options::withFolder)
                .orElse(options));
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "stop-sandbox"));
        System.out.println("The calendar sandbox is at " + sandbox.pageUrl());
        new CountDownLatch(1).await();
    }

    private static Optional<String> setting(String variable) {
        return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank());
    }
}
