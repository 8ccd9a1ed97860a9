package dev.meridian.bookings.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.meridian.bookings.TestBook;
import dev.meridian.bookings.database.Migrations;
import dev.meridian.scheduling.catalogue.DateOverride;
import dev.meridian.scheduling.catalogue.Holidays;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import dev.meridian.scheduling.catalogue.Window;
import dev.meridian.testkit.TestPostgres;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CatalogueIntegrationTests {

    private final TestPostgres.Database where = TestPostgres.freshDatabase();
    private final TestBook book = new TestBook(where);

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void startsWithTheStandardServiceAndItsHost() {
        assertThat(book.catalogue.service("standard").block()).isEqualTo(Service.standard());
        assertThat(book.catalogue.staff("default").block()).isEqualTo(Staff.standard(TestBook.BUSINESS_ZONE));
        Schedule hours = book.catalogue.schedule("default").blockOptional().orElseThrow();
        assertThat(hours.weekly())
                .isEqualTo(Schedule.standard(TestBook.BUSINESS_ZONE).weekly());
        assertThat(hours.zone()).isEqualTo(TestBook.BUSINESS_ZONE);
        assertThat(hours.overrides())
                .containsExactly(new DateOverride(LocalDate.of(2026, 12, 31), List.of(Window.of("18:30", "22:30"))));
        assertThat(hours.holidays()).isEqualTo(new Holidays("IN", null, List.of()));
        assertThat(book.catalogue
                        .hosts(List.of("default", "nobody"))
                        .collectList()
                        .block())
                .containsExactly(new Host(Staff.standard(TestBook.BUSINESS_ZONE), hours));
    }

    @Test
    void startsWithAConsultationAndAnExtendedSessionBesideIt() {
        assertThat(book.catalogue.services().collectList().block())
                .extracting(Service::id, Service::durationsMinutes, Service::bufferAfterMinutes)
                .containsExactly(
                        tuple("consultation", List.of(30), 15),
                        tuple("extended", List.of(90), 30),
                        tuple("standard", List.of(60), 0));
    }

    @Test
    void laterSeedsArriveWhereNobodyHasEdited() {
        book.database.sql("delete from services where id <> 'standard'").then().block();

        seedAgain();

        assertThat(book.catalogue.services().map(Service::id).collectList().block())
                .containsExactly("consultation", "extended", "standard");
    }

    @Test
    void aTableThatSomebodyHasEditedIsLeftAlone() {
        Mono<EditDecision> deleted =
                book.catalogueEdits.delete(CatalogueKind.SERVICE, "consultation", new Precondition.None(), "key-1");
        assertThat(book.transaction.transactional(deleted).block()).isInstanceOf(EditDecision.Deleted.class);

        seedAgain();

        assertThat(book.catalogue.services().map(Service::id).collectList().block())
                .containsExactly("extended", "standard");
    }

    private void seedAgain() {
        Migrations.run(where.jdbcUrl(), where.username(), where.password(), ZoneId.of("Europe/Berlin"));
    }

    @Test
    void whatNobodyHasEditedFollowsTheBusinessZone() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        Migrations.run(where.jdbcUrl(), where.username(), where.password(), berlin);

        assertThat(book.catalogue.staff("default").block()).isEqualTo(Staff.standard(berlin));
        assertThat(book.catalogue.schedule("default").map(Schedule::zone).block())
                .isEqualTo(berlin);
    }

    @Test
    void whatWasEditedStays() {
        book.database.sql("update staff set seeded = false").then().block();

        Migrations.run(where.jdbcUrl(), where.username(), where.password(), ZoneId.of("Europe/Berlin"));

        assertThat(book.catalogue.staff("default").map(Staff::zone).block()).isEqualTo(TestBook.BUSINESS_ZONE);
    }

    @Test
    void documentsAreWrittenAsTheyAreRead() {
        Schedule schedule = new Schedule(
                "late",
                TestBook.BUSINESS_ZONE,
                Schedule.standard(TestBook.BUSINESS_ZONE).weekly(),
                List.of(),
                List.of(new DateOverride(LocalDate.of(2026, 12, 24), List.of(Window.of("18:30", "24:00")))),
                null,
                List.of(),
                Schedule.standard(TestBook.BUSINESS_ZONE).effective(),
                2);

        String json = CatalogueJson.write(schedule);

        assertThat(json).contains("\"end\":\"24:00\"").contains("\"zone\":\"Asia/Kolkata\"");
        assertThat(CatalogueJson.read(json, Schedule.class)).isEqualTo(schedule);
        assertThat(CatalogueJson.write(Service.standard()))
                .contains("\"durations_minutes\":[60]")
                .contains("\"amount\":\"0.00\"")
                .doesNotContain("buffer_before\"");
        assertThat(CatalogueJson.read(CatalogueJson.write(Service.standard()), Service.class))
                .isEqualTo(Service.standard());
    }
}
