package dev.meridian.availability;

import dev.meridian.availability.BusyMirror.Answer;
import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.messaging.topic.TailReader;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.schema.Topics;
import dev.meridian.schema.calendar.CalendarBusy;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Renews what the mirror keeps of a calendar when its busy times are told anew. Every instance hears of all calendars, from the
 * moment on in which it begins to listen; what was told before, it asks for. Where nothing is kept it does not listen.
 */
final class CalendarBusyListener implements SmartLifecycle {

    /** Once the topics are there. */
    private static final int PHASE = Integer.MIN_VALUE + 1;

    private static final Logger log = LoggerFactory.getLogger(CalendarBusyListener.class);

    private final AvroCodec codec;
    private final BusyMirror mirror;
    private final TailReader reader;
    private volatile boolean running;

    CalendarBusyListener(Supplier<Consumer<String, byte[]>> consumers, AvroCodec codec, BusyMirror mirror) {
        this.codec = codec;
        this.mirror = mirror;
        this.reader = new TailReader(consumers, Topics.CALENDAR_BUSY.name(), UnaryOperator.identity(), this::receive);
    }

    private void receive(ConsumerRecord<String, byte[]> record) {
        String calendarId = record.key();
        try {
            if (record.value() != null && codec.decode(record.topic(), record.value()) instanceof CalendarBusy told) {
                mirror.keep(calendarId, answer(told));
                return;
            }
        } catch (RuntimeException e) {
            log.warn(
                    "record at {}-{}@{}: not understood, so the calendar is asked: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
        // Something has changed, whatever it is.
        mirror.forget(calendarId);
    }

    private static Answer answer(CalendarBusy told) {
        return new Answer(
                told.getAsOf(),
                new TimeRange(told.getFrom(), told.getTo()),
                told.getBusy().stream()
                        .map(time -> new TimeRange(time.getStart(), time.getEnd()))
                        .toList());
    }

    @Override
    public boolean isAutoStartup() {
        return mirror.isKept();
    }

    @Override
    public void start() {
        reader.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        reader.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
