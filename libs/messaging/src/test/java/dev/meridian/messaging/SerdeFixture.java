package dev.meridian.messaging;

import dev.meridian.messaging.serde.ConfiguredAvroCodec;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The codec as the services have it: this build's serde classes with the settings of {@link MessagingConfiguration}. */
public final class SerdeFixture {

    public static ConfiguredAvroCodec codec(String registryUrl) {
        MessagingSettings settings = new Binder(
                        new MapConfigurationPropertySource(Map.of("meridian.kafka.bootstrap-servers", "unused:9092")))
                .bind("meridian.kafka", MessagingSettings.class)
                .get();
        return (ConfiguredAvroCodec)
                new MessagingConfiguration().avroCodec(settings, new RegistrySettings(registryUrl));
    }

    public static URI confluentApi(String registryUrl) {
        return URI.create(registryUrl + "/apis/ccompat/v7");
    }

    private SerdeFixture() {}
}
