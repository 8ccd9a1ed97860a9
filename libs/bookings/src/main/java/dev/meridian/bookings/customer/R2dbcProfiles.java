package dev.meridian.bookings.customer;

import static dev.meridian.bookings.database.Columns.integer;
import static dev.meridian.bookings.database.Columns.json;

import dev.meridian.bookings.catalogue.CatalogueJson;
import dev.meridian.bookings.catalogue.Precondition;
import dev.meridian.scheduling.suggestion.Patterns;
import dev.meridian.scheduling.suggestion.Preferences;
import io.r2dbc.postgresql.codec.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** {@link Profiles} in Postgres. */
public final class R2dbcProfiles implements Profiles {

    private final DatabaseClient database;

    public R2dbcProfiles(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Preferences> preferences(UUID customerId) {
        return database.sql("select version, definition from customer_preferences where customer_id = :id")
                .bind("id", customerId)
                .map(row -> CatalogueJson.read(json(row, "definition"), Preferences.class)
                        .as(integer(row, "version")))
                .one()
                .defaultIfEmpty(Preferences.NONE);
    }

    @Override
    public Mono<Preferences> prefer(UUID customerId, Preferences preferences, Precondition precondition) {
        return database.sql("""
                        insert into customer_preferences (customer_id, version, definition)
                        select id, 1, :definition from customers
                        where id = :id and erased_at is null
                          and (:any or 0 = any(:seen) or exists (select from customer_preferences where customer_id = :id))
                        for key share
                        on conflict (customer_id) do update
                        set version = customer_preferences.version + 1, definition = excluded.definition
                        where :any or customer_preferences.version = any(:seen)
                        returning version""")
                .bind("id", customerId)
                .bind("definition", Json.of(CatalogueJson.write(preferences)))
                .bind("any", precondition instanceof Precondition.None || precondition instanceof Precondition.Present)
                .bind("seen", seen(precondition))
                .map(row -> preferences.as(integer(row, "version")))
                .one();
    }

    @Override
    public Mono<Patterns> patterns(UUID customerId) {
        return database.sql("""
                        select weekday, hour, count(*)::integer as times from lessons
                        where customer_id = :id and weekday is not null
                        group by weekday, hour""")
                .bind("id", customerId)
                .map(row -> new Patterns.Count(
                        Lesson.weekday(integer(row, "weekday")), integer(row, "hour"), integer(row, "times")))
                .all()
                .collectList()
                .map(Patterns::new);
    }

    @Override
    public Mono<Void> learn(Lesson lesson) {
        // Of one version an end is the later word.
        GenericExecuteSpec upsert =
                database.sql("""
                        insert into lessons (booking_id, customer_id, version, weekday, hour)
                        select b.id, u.id, :version, :weekday, :hour
                        from bookings b join customers u on u.id = b.customer_id and u.erased_at is null
                        where b.id = :booking
                        for key share of u
                        on conflict (booking_id) do update
                        set version = excluded.version, weekday = excluded.weekday, hour = excluded.hour
                        where lessons.version < excluded.version
                           or (lessons.version = excluded.version and excluded.weekday is null)""").bind("booking", lesson.bookingId()).bind("version", lesson.version());
        upsert = bind(upsert, "weekday", lesson.weekday());
        return bind(upsert, "hour", lesson.hour()).then();
    }

    private static Integer[] seen(Precondition precondition) {
        return switch (precondition) {
            case Precondition.None none -> new Integer[] {};
            case Precondition.Present present -> new Integer[] {};
            case Precondition.Absent absent -> new Integer[] {};
            case Precondition.VersionIn in -> in.versions().toArray(Integer[]::new);
        };
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec spec, String name, @Nullable Integer value) {
        return value == null ? spec.bindNull(name, Integer.class) : spec.bind(name, value);
    }
}
