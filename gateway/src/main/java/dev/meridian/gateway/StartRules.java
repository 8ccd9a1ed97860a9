package dev.meridian.gateway;

import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Refuses to start a gateway that anybody could use. */
final class StartRules implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final int SHORTEST_SECRET = 32;

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        check(event.getEnvironment());
    }

    static void check(Environment environment) {
        if (environment.getProperty("meridian.local", Boolean.class, false)) {
            return;
        }
        require(
                environment,
                "meridian.retell.api-keys",
                "MERIDIAN_RETELL_API_KEYS is not set: set it to the Retell API key that has the webhook badge, or to"
                        + " several with commas between.");
        require(
                environment,
                "meridian.api-keys",
                "MERIDIAN_API_KEYS is not set: set it to a long random key for the REST interface, or to several with"
                        + " commas between.");
        String secret = require(
                environment,
                "meridian.secret",
                "MERIDIAN_SECRET is not set: set it to at least 32 random bytes, the same for the gateway and the"
                        + " workers.");
        if (secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST_SECRET) {
            throw new MissingSetting(
                    "MERIDIAN_SECRET is too short: set it to at least 32 random bytes, the same for the gateway and the"
                            + " workers.");
        }
    }

    private static String require(Environment environment, String property, String sentence) {
        String value = environment.getProperty(property, environment.getProperty(property + "[0]", ""));
        if (value.replace(",", "").isBlank()) {
            throw new MissingSetting(sentence);
        }
        return value;
    }
}
