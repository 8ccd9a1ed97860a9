package dev.meridian.gateway.retell;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Retell reaches us.
 *
 * @param apiKeys the webhook keys whose signatures count, several during a rotation or for several workspaces. None: unsigned
 *     calls are taken, which only {@code local} may do
 */
@ConfigurationProperties("meridian.retell")
record RetellSettings(@DefaultValue List<String> apiKeys) {

    RetellSettings {
        apiKeys = apiKeys.stream()
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .toList();
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "RetellSettings[" + apiKeys.size() + " keys]";
    }
}
