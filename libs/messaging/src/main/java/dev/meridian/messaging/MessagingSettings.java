package dev.meridian.messaging;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the broker is and how it is used.
 *
 * @param bootstrapServers the brokers: {@code host:port}, comma-separated
 * @param partitions how many partitions a topic gets that is missing and therefore created
 * @param replicationFactor how many copies such a topic gets; from 3 on, two of them must have a record before it counts
 * @param concurrency how many threads of this process read each listener's topics
 * @param registerSchemas whether to register the schemas at the start; off where a pipeline does it, or without a registry
 * @param registryPath path of Confluent's API under {@code meridian.registry-url}; empty for Confluent's own registry
 * @param serializer class name of the value serializer. Absent: the one this build carries
 * @param deserializer class name of the value deserializer. Absent: the one this build carries
 * @param startupTimeout how long broker and registry may take to answer before the start is given up
 * @param transientPatience how long a record that fails for passing reasons is tried again before it is a dead letter;
 *     a patient listener, as that of booking requests, tries for ever
 * @param properties further settings for every Kafka client and for the serde, under Kafka's own names: security, for one
 */
@Validated
@ConfigurationProperties("meridian.kafka")
record MessagingSettings(
        @NotBlank(
                message =
                        "is not set: name the Kafka brokers, for example MERIDIAN_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:9092")
        @DefaultValue("")
        String bootstrapServers,

        @Min(1) @Max(1000) @DefaultValue("12") int partitions,
        @Min(1) @Max(9) @DefaultValue("1") int replicationFactor,
        @Min(1) @Max(100) @DefaultValue("4") int concurrency,
        @DefaultValue("true") boolean registerSchemas,
        @NotNull @DefaultValue("/apis/ccompat/v7") String registryPath,
        @Nullable String serializer,
        @Nullable String deserializer,
        @NotNull @DefaultValue("30s") Duration startupTimeout,
        @NotNull @DefaultValue("5m") Duration transientPatience,
        @NotNull @DefaultValue Map<String, String> properties) {}
