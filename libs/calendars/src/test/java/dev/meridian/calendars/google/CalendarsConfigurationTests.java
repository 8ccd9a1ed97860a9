package dev.meridian.calendars.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.sandbox.Sandbox;
import dev.meridian.calendars.sandbox.SandboxOptions;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;

class CalendarsConfigurationTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void offersAConnectorForTheSettings() {
        try (var sandbox = Sandbox.start(SandboxOptions.of(CLOCK, ZoneOffset.UTC));
                var context = application()
                        .run(
                                "--meridian.google.root-url=" + sandbox.rootUrl(),
                                "--meridian.google.access-token=" + sandbox.token(),
                                "--meridian.google.credentials=",
                                "--meridian.google.impersonate=")) {
            assertThat(context.getBean(CalendarConnector.class).get("primary", "abcde"))
                    .isEmpty();
            assertThat(context.getBean(GoogleSettings.class))
                    .isEqualTo(GoogleSettings.local(sandbox.rootUrl(), sandbox.token()))
                    .extracting(GoogleSettings::timeout)
                    .isEqualTo(Duration.ofSeconds(5));
        }
    }

    @Test
    void stopsTheStartWithASentence() {
        var application = application();

        assertThatThrownBy(() -> application.run("--GOOGLE_APPLICATION_CREDENTIALS=/does/not/exist.json"))
                .rootCause()
                .isInstanceOf(NoSuchFileException.class);
        var setup = new CalendarSetupException("Do this.");
        assertThat(new CalendarSetupFailureAnalyzer().analyze(new IllegalStateException("failed", setup)))
                .extracting(FailureAnalysis::getDescription)
                .isEqualTo("Do this.");
    }

    private static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(CalendarsConfiguration.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties("spring.jmx.enabled=false");
    }
}
