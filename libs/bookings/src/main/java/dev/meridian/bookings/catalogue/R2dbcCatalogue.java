package dev.meridian.bookings.catalogue;

import static dev.meridian.bookings.database.Columns.json;

import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Catalogue} in Postgres, asked each time; a document that was there before is not read again. */
public final class R2dbcCatalogue implements Catalogue {

    private final DatabaseClient database;
    private final ReadEntries entries = new ReadEntries();

    public R2dbcCatalogue(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Service> service(String id) {
        return one("services", id, Service.class);
    }

    @Override
    public Flux<Service> services() {
        return all("services", Service.class);
    }

    @Override
    public Mono<Staff> staff(String id) {
        return one("staff", id, Staff.class);
    }

    @Override
    public Flux<Staff> staff() {
        return all("staff", Staff.class);
    }

    @Override
    public Mono<Schedule> schedule(String id) {
        return one("schedules", id, Schedule.class);
    }

    @Override
    public Flux<Schedule> schedules() {
        return all("schedules", Schedule.class);
    }

    @Override
    public Flux<Host> hosts(Collection<String> staffIds) {
        return database.sql("""
                        select s.definition as staff, h.definition as schedule
                        from staff s join schedules h on h.id = s.definition ->> 'schedule'
                        where s.id = any(:ids)
                        order by s.id""")
                .bind("ids", staffIds.toArray(String[]::new))
                .map(row -> new Host(
                        entries.read(json(row, "staff"), Staff.class),
                        entries.read(json(row, "schedule"), Schedule.class)))
                .all();
    }

    private <T> Mono<T> one(String table, String id, Class<T> type) {
        return database.sql("select definition from " + table + " where id = :id")
                .bind("id", id)
                .map(row -> entries.read(json(row, "definition"), type))
                .one();
    }

    private <T> Flux<T> all(String table, Class<T> type) {
        return database.sql("select definition from " + table + " order by id")
                .map(row -> entries.read(json(row, "definition"), type))
                .all();
    }
}
