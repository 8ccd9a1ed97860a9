package dev.meridian.bookings.database;

import java.time.ZoneId;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables, brought to this version's state before anybody uses them. Safe when several processes start at once. */
public final class Migrations {

    private Migrations() {}

    /**
     * Runs what has not run yet.
     *
     * @param businessZone the zone of the catalogue an installation starts with
     */
    static void run(DatabaseSettings settings, ZoneId businessZone) {
        run(settings.jdbcUrl(), settings.username(), settings.password(), businessZone);
    }

    /** The same on a database known by its JDBC URL. */
    public static void run(String jdbcUrl, String username, String password, ZoneId businessZone) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(jdbcUrl, username, password)
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("businessZone", businessZone.getId()))
                    .connectRetries(3)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new IllegalStateException(
                    "The database could not be prepared: " + jdbcUrl + ". Check that Postgres runs there, that"
                            + " MERIDIAN_DATABASE_URL, MERIDIAN_DATABASE_USERNAME and MERIDIAN_DATABASE_PASSWORD are right, and"
                            + " that this user may create tables and the extension btree_gist. Postgres or Flyway said: "
                            + e.getMessage(),
                    e);
        }
    }
}
