package dev.meridian.bookings.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DatabaseSettingsTests {

    @Test
    void saysWhichVariableIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(""))
                .withMessageStartingWith("MERIDIAN_DATABASE_URL: not set (expected: r2dbc:postgresql://");
    }

    @Test
    void derivesTheUrlOfTheMigrations() {
        assertThat(settings("r2dbc:postgresql://db:5432/meridian?sslMode=require")
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://db:5432/meridian?sslmode=require");
        assertThat(settings("r2dbc:postgresql://db/meridian").jdbcUrl()).isEqualTo("jdbc:postgresql://db/meridian");
    }

    private static DatabaseSettings settings(String url) {
        return new DatabaseSettings(url, "meridian", "secret", 20, Duration.ofSeconds(2), Duration.ofSeconds(10));
    }
}
