package dev.meridian.booking;

import dev.meridian.scheduling.catalogue.Assignment;
import dev.meridian.scheduling.catalogue.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The standard service under another id, and changed where a test says so. Anybody's for an hour, at any time ahead. */
public final class TestService {

    private final String id;
    private final List<String> staff;
    private Assignment assignment = Assignment.LEAST_RECENT;
    private boolean collective;
    private List<String> resources = List.of();
    private @Nullable Integer maxPerDay;
    private @Nullable Integer maxPerWeek;
    private int bufferBefore;
    private int bufferAfter;

    private TestService(String id, List<String> staff) {
        this.id = id;
        this.staff = staff;
    }

    public static TestService of(String id, String... staff) {
        return new TestService(id, List.of(staff));
    }

    public TestService by(Assignment by) {
        assignment = by;
        return this;
    }

    public TestService withAllAtOnce() {
        collective = true;
        return this;
    }

    public TestService in(String... rooms) {
        resources = List.of(rooms);
        return this;
    }

    public TestService atMost(@Nullable Integer perDay, @Nullable Integer perWeek) {
        maxPerDay = perDay;
        maxPerWeek = perWeek;
        return this;
    }

    public TestService buffered(int minutesBefore, int minutesAfter) {
        bufferBefore = minutesBefore;
        bufferAfter = minutesAfter;
        return this;
    }

    public Service build() {
        Service s = Service.standard();
        return new Service(
                id,
                id,
                s.durationsMinutes(),
                s.intervalMinutes(),
                s.alignment(),
                bufferBefore,
                bufferAfter,
                s.minNoticeMinutes(),
                365,
                s.windowDates(),
                maxPerDay,
                maxPerWeek,
                s.capacity(),
                s.requiresConfirmation(),
                s.decisionMinutes(),
                s.cancelNoticeMinutes(),
                s.rescheduleNoticeMinutes(),
                staff,
                assignment,
                collective,
                resources,
                s.questions(),
                s.prices(),
                s.location(),
                s.version());
    }
}
