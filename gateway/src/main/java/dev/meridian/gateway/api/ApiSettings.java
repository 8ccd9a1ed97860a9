package dev.meridian.gateway.api;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use the REST interface.
 *
 * @param apiKeys the bearer keys
 * @param local whether this is a system on somebody's own machine: the key {@code local} counts if there is none, and the
 *     documents and meters are open
 */
@ConfigurationProperties("meridian")
record ApiSettings(
        @DefaultValue List<String> apiKeys,
        @DefaultValue("false") boolean local) {

    private static final String LOCAL_KEY = "local";

    ApiSettings {
        List<String> given = apiKeys.stream()
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .toList();
        apiKeys = given.isEmpty() && local ? List.of(LOCAL_KEY) : given;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "ApiSettings[" + apiKeys.size() + " keys, local=" + local + "]";
    }
}
