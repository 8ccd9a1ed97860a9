package dev.meridian.local;

import dev.meridian.messaging.redrive.RedriveCommand;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** {@code ./mvnw -pl local -am spring-boot:run}: the whole system until Ctrl-C. */
public final class Local {

    private static final PrintStream OUT = System.out;

    private Local() {}

    /** Takes no arguments, the settings are environment variables; or {@code redrive …} for the system that runs. */
    public static void main(String[] args) throws InterruptedException {
        if (RedriveCommand.isMeant(args)) {
            System.exit(RedriveCommand.run(args, Map.of("meridian.kafka.bootstrap-servers", runningKafka())));
        }
        long start = System.nanoTime();
        try {
            LocalSettings settings = LocalConfiguration.settings(LocalConfiguration::ofProcess, Path.of(""));
            OUT.println("\nMeridian starts; its data is in " + settings.dataDir() + "\n");
            LocalSystem system = new LocalSystem(settings, OUT::println);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system), "stop"));
            system.onDeath(Local::giveUp);
            system.start();
            OUT.println(new Greeting(system).text());
            LoggerFactory.getLogger(Local.class)
                    .info(
                            "Started in {} ms",
                            Duration.ofNanos(System.nanoTime() - start).toMillis());
            new CountDownLatch(1).await();
        } catch (CannotStart e) {
            LoggerFactory.getLogger(Local.class).debug("Not started", e);
            giveUp(e.getMessage());
        } catch (Part.Stopping e) {
            // The shutdown hook is at work and ends the JVM.
            new CountDownLatch(1).await();
        }
    }

    private static String runningKafka() {
        String port = LocalConfiguration.ofProcess("MERIDIAN_KAFKA_PORT");
        return "127.0.0.1:" + (port == null ? Ports.DEFAULT.kafka() : port);
    }

    private static void stop(LocalSystem system) {
        if (!system.isClosed()) {
            OUT.println("\nMeridian stops.");
            system.close();
        }
    }

    private static void giveUp(@Nullable String why) {
        OUT.flush();
        System.err.println("\n" + why + "\n");
        System.exit(1);
    }
}
