package dev.meridian.gateway.catalogue;

import dev.meridian.bookings.catalogue.CatalogueKind;
import dev.meridian.scheduling.catalogue.CatalogueEntry;
import dev.meridian.scheduling.catalogue.EffectiveDates;
import dev.meridian.scheduling.catalogue.Holidays;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.catalogue.Window;
import dev.meridian.schema.catalogue.ScheduleBusy;
import dev.meridian.schema.catalogue.ScheduleChanged;
import dev.meridian.schema.catalogue.ScheduleDay;
import dev.meridian.schema.catalogue.ScheduleHolidays;
import dev.meridian.schema.catalogue.ScheduleOverride;
import dev.meridian.schema.catalogue.ScheduleWeeklyWindow;
import dev.meridian.schema.catalogue.ScheduleWindow;
import dev.meridian.schema.catalogue.ServiceAlignment;
import dev.meridian.schema.catalogue.ServiceAssignment;
import dev.meridian.schema.catalogue.ServiceChanged;
import dev.meridian.schema.catalogue.ServiceLocation;
import dev.meridian.schema.catalogue.ServicePrice;
import dev.meridian.schema.catalogue.ServiceQuestion;
import dev.meridian.schema.catalogue.ServiceQuestionType;
import dev.meridian.schema.catalogue.StaffCalendar;
import dev.meridian.schema.catalogue.StaffChanged;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Entries of the catalogue as records of {@code catalogue.v1}. */
final class CatalogueMapping {

    private CatalogueMapping() {}

    static SpecificRecord record(CatalogueEntry entry) {
        return switch (entry) {
            case Service service -> record(service);
            case Staff staff -> record(staff);
            case Schedule schedule -> record(schedule);
        };
    }

    /** What records of a kind look like. */
    static Schema schema(CatalogueKind kind) {
        return switch (kind) {
            case SERVICE -> ServiceChanged.getClassSchema();
            case STAFF -> StaffChanged.getClassSchema();
            case SCHEDULE -> ScheduleChanged.getClassSchema();
        };
    }

    private static ServiceChanged record(Service service) {
        EffectiveDates dates = Objects.requireNonNullElse(service.windowDates(), EffectiveDates.ALWAYS);
        return ServiceChanged.newBuilder()
                .setId(service.id())
                .setName(service.name())
                .setDurationsMinutes(service.durationsMinutes())
                .setIntervalMinutes(service.intervalMinutes())
                .setAlignment(ServiceAlignment.valueOf(service.alignment().name()))
                .setBufferBeforeMinutes(service.bufferBeforeMinutes())
                .setBufferAfterMinutes(service.bufferAfterMinutes())
                .setMinNoticeMinutes(service.minNoticeMinutes())
                .setWindowDays(service.windowDays())
                .setWindowFrom(text(dates.from()))
                .setWindowTo(text(dates.to()))
                .setMaxPerDay(service.maxPerDay())
                .setMaxPerWeek(service.maxPerWeek())
                .setCapacity(service.capacity())
                .setRequiresConfirmation(service.requiresConfirmation())
                .setDecisionMinutes(service.decisionMinutes())
                .setCancelNoticeMinutes(service.cancelNoticeMinutes())
                .setRescheduleNoticeMinutes(service.rescheduleNoticeMinutes())
                .setStaff(service.staff())
                .setAssignment(ServiceAssignment.valueOf(service.assignment().name()))
                .setCollective(service.collective())
                .setResources(service.resources())
                .setQuestions(service.questions().stream()
                        .map(question -> new ServiceQuestion(
                                question.key(),
                                question.label(),
                                ServiceQuestionType.valueOf(question.type().name()),
                                question.required()))
                        .toList())
                .setPrices(service.prices().stream()
                        .map(price -> new ServicePrice(
                                price.durationMinutes(),
                                price.amount().toPlainString(),
                                price.currency().getCurrencyCode()))
                        .toList())
                .setLocation(ServiceLocation.valueOf(service.location().name()))
                .setVersion(service.version())
                .build();
    }

    private static StaffChanged record(Staff staff) {
        return StaffChanged.newBuilder()
                .setId(staff.id())
                .setName(staff.name())
                .setZone(staff.zone().getId())
                .setCalendars(staff.calendars().stream()
                        .map(calendar -> new StaffCalendar(calendar.id(), calendar.read(), calendar.write()))
                        .toList())
                .setSchedule(staff.schedule())
                .setWeight(staff.weight())
                .setVersion(staff.version())
                .build();
    }

    private static ScheduleChanged record(Schedule schedule) {
        Holidays holidays = schedule.holidays();
        return ScheduleChanged.newBuilder()
                .setId(schedule.id())
                .setZone(schedule.zone().getId())
                .setWeekly(windows(schedule.weekly()))
                .setBreaks(windows(schedule.breaks()))
                .setOverrides(schedule.overrides().stream()
                        .map(override -> new ScheduleOverride(
                                override.date().toString(),
                                override.windows().stream()
                                        .map(CatalogueMapping::window)
                                        .toList()))
                        .toList())
                .setHolidays(holidays == null ? null : holidays(holidays))
                .setBusy(schedule.busy().stream()
                        .map(busy -> new ScheduleBusy(busy.start(), busy.end()))
                        .toList())
                .setEffectiveFrom(text(schedule.effective().from()))
                .setEffectiveTo(text(schedule.effective().to()))
                .setVersion(schedule.version())
                .build();
    }

    private static List<ScheduleWeeklyWindow> windows(List<WeeklyWindow> windows) {
        return windows.stream()
                .map(window -> new ScheduleWeeklyWindow(
                        window.days().stream()
                                .map(day -> ScheduleDay.valueOf(day.name()))
                                .toList(),
                        window(window.window())))
                .toList();
    }

    private static ScheduleWindow window(Window window) {
        return new ScheduleWindow(window.start().toString(), window.endText());
    }

    private static ScheduleHolidays holidays(Holidays holidays) {
        return new ScheduleHolidays(
                holidays.country(),
                holidays.subdivision(),
                holidays.extra().stream().map(LocalDate::toString).toList());
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }
}
