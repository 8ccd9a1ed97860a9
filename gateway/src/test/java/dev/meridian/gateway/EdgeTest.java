package dev.meridian.gateway;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;

/** A test of {@link TestGateway} as it runs at a customer's: keys are set. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@AutoConfigureWebTestClient(timeout = "20s")
@SpringBootTest(
        classes = TestGateway.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=gateway",
            "management.server.port=",
            "management.endpoint.health.group.readiness.include=readinessState",
            "meridian.retell.api-keys=retell-key-one,retell-key-two",
            "meridian.api-keys=key-one,key-two",
            "meridian.business-name=Example Clinic"
        })
public @interface EdgeTest {}
