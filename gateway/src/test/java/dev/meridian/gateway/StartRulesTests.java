package dev.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class StartRulesTests {

    private static final Map<String, Object> ALL = Map.of(
            "MERIDIAN_RETELL_API_KEYS", "key-a,key-b",
            "MERIDIAN_API_KEYS", "key-c",
            "MERIDIAN_SECRET", "0123456789abcdef0123456789abcdef");

    @Test
    void startsWithAllThatIsNeeded() {
        assertThatCode(() -> start(ALL)).doesNotThrowAnyException();
    }

    @Test
    void refusesToStartWithoutNamingTheVariable() {
        for (String variable : ALL.keySet()) {
            for (String nothing : List.of("", " ", ",")) {
                Map<String, Object> some = new HashMap<>(ALL);
                some.put(variable, nothing);
                assertThatThrownBy(() -> start(some))
                        .isInstanceOf(MissingSetting.class)
                        .hasMessageStartingWith(variable + " is ");
            }
            Map<String, Object> others = new HashMap<>(ALL);
            others.remove(variable);
            assertThatThrownBy(() -> start(others)).hasMessageStartingWith(variable + " is not set: ");
        }
    }

    @Test
    void refusesShortSecrets() {
        Map<String, Object> some = new HashMap<>(ALL);
        some.put("MERIDIAN_SECRET", "short");
        assertThatThrownBy(() -> start(some)).hasMessageContaining("at least 32");
    }

    @Test
    void needsNothingOnSomebodysOwnMachine() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("local", Map.of("meridian.local", "true")));
        assertThatCode(() -> StartRules.check(environment)).doesNotThrowAnyException();
    }

    private static void start(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        StartRules.check(environment);
    }
}
