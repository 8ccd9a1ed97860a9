package dev.meridian.local;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where the log of this JVM goes while the local system runs: everything to a file in the data folder, warnings without
 * their stack traces to the console, until the system stops.
 */
final class LocalLog implements AutoCloseable {

    /** Name of the file. */
    static final String FILE = "meridian.log";

    /** Why a part does not start, and whose calls are accepted. */
    private static final List<String> TOLD_BY_US =
            List.of("org.springframework.boot.", "io.zonky.", "dev.meridian.gateway.retell.SignatureGate");

    private final LoggerContext context;
    private final Logger root;
    private final ConsoleAppender<ILoggingEvent> console;
    private final RollingFileAppender<ILoggingEvent> file;

    private LocalLog(LoggerContext context, Path path) {
        this.context = context;
        this.root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        this.console = console();
        this.file = file(path);
    }

    static LocalLog to(Path path) {
        // The services would each set the log up for themselves.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
        LocalLog log = new LocalLog(context, path);
        log.root.setLevel(Level.INFO);
        log.root.addAppender(log.file);
        log.root.addAppender(log.console);
        // Their whole configuration, several times over.
        context.getLogger("org.apache.kafka.clients.consumer.ConsumerConfig").setLevel(Level.WARN);
        context.getLogger("org.apache.kafka.clients.producer.ProducerConfig").setLevel(Level.WARN);
        context.getLogger("org.apache.kafka.clients.admin.AdminClientConfig").setLevel(Level.WARN);
        return log;
    }

    /** From now on only the file; what connections say while their other ends go down interests nobody. */
    void consoleOff() {
        root.detachAppender(console);
        console.stop();
    }

    @Override
    public void close() {
        consoleOff();
        root.detachAppender(file);
        file.stop();
    }

    private ConsoleAppender<ILoggingEvent> console() {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.addFilter(new Filter<>() {
            @Override
            public FilterReply decide(ILoggingEvent event) {
                return worthShowing(event) ? FilterReply.NEUTRAL : FilterReply.DENY;
            }
        });
        return started(appender, "  %-5level %logger{0}: %msg%n%nopex");
    }

    /** Libraries warn of much that is as it should be on one machine. */
    private static boolean worthShowing(ILoggingEvent event) {
        String logger = event.getLoggerName();
        Level least = logger.startsWith("dev.meridian.") ? Level.WARN : Level.ERROR;
        return event.getLevel().isGreaterOrEqual(least) && TOLD_BY_US.stream().noneMatch(logger::startsWith);
    }

    private RollingFileAppender<ILoggingEvent> file(Path path) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setFile(path.toString());
        FixedWindowRollingPolicy names = new FixedWindowRollingPolicy();
        names.setContext(context);
        names.setParent(appender);
        names.setFileNamePattern(path + ".%i");
        names.setMinIndex(1);
        names.setMaxIndex(3);
        names.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(20 * FileSize.MB_COEFFICIENT));
        size.start();
        appender.setRollingPolicy(names);
        appender.setTriggeringPolicy(size);
        return started(appender, "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level [%thread] %logger{40}: %msg%n");
    }

    private <A extends OutputStreamAppender<ILoggingEvent>> A started(A appender, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
