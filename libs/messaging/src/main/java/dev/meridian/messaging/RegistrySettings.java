package dev.meridian.messaging;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the schema registry is.
 *
 * @param registryUrl its base, for example {@code http://127.0.0.1:18081}; required unless schemas are not registered and the
 *     serde needs no registry
 */
@ConfigurationProperties("meridian")
record RegistrySettings(@DefaultValue("") String registryUrl) {

    RegistrySettings {
        registryUrl = registryUrl.replaceFirst("/+$", "");
    }
}
