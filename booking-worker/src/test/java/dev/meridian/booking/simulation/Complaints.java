package dev.meridian.booking.simulation;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the product logs: kept from the console, and whatever comes with an exception is one that nobody expected. */
final class Complaints extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.meridian.booking");
    private final List<String> unexpected = new ArrayList<>();

    Complaints() {
        logger.setAdditive(false);
        setContext(logger.getLoggerContext());
        start();
        logger.addAppender(this);
    }

    @Override
    protected synchronized void append(ILoggingEvent event) {
        IThrowableProxy error = event.getThrowableProxy();
        if (error instanceof ThrowableProxy seen && !Turns.isKill(seen.getThrowable())) {
            unexpected.add(event.getFormattedMessage() + ": " + error.getClassName() + ", " + error.getMessage());
        }
    }

    synchronized void clear() {
        unexpected.clear();
    }

    synchronized List<String> drain() {
        List<String> all = List.copyOf(unexpected);
        unexpected.clear();
        return all;
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setAdditive(true);
    }
}
