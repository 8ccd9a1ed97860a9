package dev.meridian.gateway;

import dev.meridian.bookings.identity.ChannelTokens;
import dev.meridian.gateway.catalogue.FakeCatalogueDesk;
import dev.meridian.gateway.google.FakeCalendarLooks;
import dev.meridian.gateway.retell.FakeCallSteps;
import dev.meridian.testkit.SettableClock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The gateway's HTTP side over real HTTP, with fakes behind it. It is Friday, 10 AM in Los Angeles. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@Import({EdgeConfiguration.class, FakeCallSteps.class, FakeCatalogueDesk.class, FakeCalendarLooks.class})
public class TestGateway {

    public static final String NOW = "2026-11-20T18:00:00Z";

    @Bean
    SettableClock clock() {
        return SettableClock.at(NOW);
    }

    @Bean
    ChannelTokens channelTokens() {
        return new ChannelTokens("0123456789abcdef0123456789abcdef");
    }

    @Bean
    FakeParts fakeParts() {
        return new FakeParts();
    }

    @Bean
    FakeCustomers fakeCustomers() {
        return new FakeCustomers();
    }
}
