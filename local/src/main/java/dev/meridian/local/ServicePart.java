package dev.meridian.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/** One of the services as it is deployed, in this JVM. */
final class ServicePart extends Part {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String name;
    private final Path log;
    private final Supplier<SpringApplicationBuilder> application;
    private final Map<String, String> properties;
    private final Runnable beforeReady;
    private @Nullable ConfigurableApplicationContext context;

    /**
     * Starts nothing yet.
     *
     * @param beforeReady runs once the service works, and before it says so
     */
    ServicePart(
            String name,
            Path log,
            Supplier<SpringApplicationBuilder> application,
            Map<String, String> properties,
            Runnable beforeReady) {
        this.name = name;
        this.log = log;
        this.application = application;
        this.properties = Map.copyOf(properties);
        this.beforeReady = beforeReady;
    }

    @Override
    protected void doStart() {
        List<String> arguments = new ArrayList<>();
        // As arguments they win over the environment.
        properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        try {
            context = application
                    .get()
                    .bannerMode(Banner.Mode.OFF)
                    // We stop the services ourselves, in order.
                    .registerShutdownHook(false)
                    .listeners((ApplicationListener<ApplicationReadyEvent>) event -> beforeReady.run())
                    .run(arguments.toArray(String[]::new));
            awaitListeners(context);
        } catch (CannotStart | Stopping e) {
            throw e;
        } catch (CompletionException e) {
            // What was awaited before being ready did not come.
            throw new Stopping();
        } catch (RuntimeException e) {
            throw new CannotStart("The " + name + " does not start: " + reason(e) + "\nThe log is " + log + ".", e);
        }
    }

    /** Messages wait on Kafka anyway; but a caller should not wait for a group to form. */
    private void awaitListeners(ConfigurableApplicationContext running) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (KafkaListenerEndpointRegistry listeners :
                running.getBeansOfType(KafkaListenerEndpointRegistry.class).values()) {
            for (MessageListenerContainer container : listeners.getListenerContainers()) {
                while (partitionsOf(container) == 0) {
                    if (System.nanoTime() - deadline > 0) {
                        throw new CannotStart("The " + name + " was given nothing to read by Kafka in "
                                + PATIENCE.toSeconds() + " s. The log is " + log + ".");
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
            }
        }
    }

    private static int partitionsOf(MessageListenerContainer container) {
        var partitions = container.getAssignedPartitions();
        return partitions == null ? 0 : partitions.size();
    }

    /** What the nearest of our own exceptions says; otherwise the first cause of all. */
    private static String reason(Throwable failure) {
        Throwable told = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            told = cause;
            if (cause.getClass().getName().startsWith("dev.meridian.")) {
                break;
            }
        }
        String message = told.getMessage();
        return message == null ? told.toString() : message;
    }

    /** Port of a started service that serves HTTP. */
    int port() {
        if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            return web.getWebServer().getPort();
        }
        throw new IllegalStateException(name + " serves no HTTP");
    }

    @Override
    protected void doStop() {
        if (context != null) {
            context.close();
        }
    }
}
