package dev.meridian.bookings.database;

import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the book is kept.
 *
 * @param url {@code r2dbc:postgresql://host:5432/meridian}
 * @param username the owner of the tables: migrations run under it
 * @param password its password
 * @param connections the most connections of one process
 * @param lockTimeout how long a statement waits for a lock before it gives up and is tried again
 * @param statementTimeout how long a statement may take
 */
@ConfigurationProperties("meridian.database")
public record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("20") int connections,
        @DefaultValue("2s") Duration lockTimeout,
        @DefaultValue("10s") Duration statementTimeout) {

    public DatabaseSettings {
        if (!url.startsWith("r2dbc:postgresql://")) {
            throw new IllegalArgumentException(
                    "MERIDIAN_DATABASE_URL: " + (url.isEmpty() ? "not set" : url)
                            + " (expected: r2dbc:postgresql://host:5432/meridian, the Postgres database that Meridian may use)");
        }
        if (connections < 2) {
            throw new IllegalArgumentException("meridian.database.connections: " + connections + " (expected: >= 2)");
        }
    }

    ConnectionFactoryOptions options() {
        ConnectionFactoryOptions.Builder options =
                ConnectionFactoryOptions.parse(url).mutate();
        if (!username.isEmpty()) {
            options.option(ConnectionFactoryOptions.USER, username);
        }
        if (!password.isEmpty()) {
            options.option(ConnectionFactoryOptions.PASSWORD, password);
        }
        return options.build();
    }

    /** The same database for the migrations, which speak JDBC. */
    String jdbcUrl() {
        int query = url.indexOf('?');
        String plain = query < 0 ? url : url.substring(0, query);
        Object sslMode = ConnectionFactoryOptions.parse(url).getValue(io.r2dbc.spi.Option.valueOf("sslMode"));
        return plain.replaceFirst("^r2dbc:", "jdbc:") + (sslMode == null ? "" : "?sslmode=" + sslMode);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + url + "]";
    }
}
