package dev.meridian.messaging;

import dev.meridian.messaging.failure.ListenerErrors;
import dev.meridian.messaging.request.Replies;
import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.messaging.serde.ConfiguredAvroCodec;
import dev.meridian.messaging.serde.ConfluentSubjects;
import dev.meridian.messaging.serde.RecordDeserializer;
import dev.meridian.messaging.serde.SchemaRegistration;
import dev.meridian.messaging.serde.SerdeWarmUp;
import dev.meridian.messaging.topic.KafkaClients;
import dev.meridian.messaging.topic.TopicSetup;
import dev.meridian.schema.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.core.MicrometerProducerListener;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;

/**
 * Kafka for a service: {@code @KafkaListener} methods that take {@code ConsumerRecord<String, SpecificRecord>} (or a
 * record type of the topic), return nothing and let out only {@code TransientFailure} and {@code PoisonRecord}; the bytes
 * template {@code rawKafkaTemplate}; {@link Replies}; topics and schemas made at the start. The health contributor
 * {@code listeners} is up once partitions are assigned and belongs into the readiness group of a service that listens.
 */
@Configuration(proxyBeanMethods = false)
@EnableKafka
@EnableConfigurationProperties(RegistrySettings.class)
@Import(KafkaClientsConfiguration.class)
public class MessagingConfiguration {

    /**
     * The container factory of listeners whose records must be served, however long that takes: what fails for passing reasons
     * is tried again for ever, and {@code meridian.kafka.transient-patience} does not apply.
     */
    public static final String PATIENT = "patientKafkaListenerContainerFactory";

    private static final Duration RELAY_DELIVERY = Duration.ofSeconds(30);
    private static final Duration RELAY_BLOCK = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);

    @Bean(destroyMethod = "close")
    AvroCodec avroCodec(MessagingSettings settings, RegistrySettings registry) {
        SerdeClasses ofThisBuild = SerdeClasses.ofThisBuild();
        Map<String, Object> serde = new HashMap<>(settings.properties());
        // One serde reads the apicurio settings, the other the rest; neither minds what is not its own.
        serde.put("apicurio.registry.url", registry.registryUrl() + "/apis/registry/v3");
        serde.put("apicurio.registry.use-specific-avro-reader", true);
        serde.put("apicurio.registry.artifact-resolver-strategy", ConfluentSubjects.class.getName());
        // A schema is registered in one piece, as Confluent's serializer does, not as references to its parts.
        serde.put("apicurio.registry.dereference-schema", true);
        // What an id stands for never changes. By default it would be asked again every 30 s, on some caller's time,
        // and a registry that is away would stop services that need nothing new of it.
        serde.put("apicurio.registry.check-period-ms", Duration.ofDays(365).toMillis());
        serde.put("apicurio.registry.fault-tolerant-refresh", true);
        serde.put("schema.registry.url", registry.registryUrl() + settings.registryPath());
        serde.put("specific.avro.reader", true);
        serde.put("auto.register.schemas", false);
        serde.put("value.subject.name.strategy", "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy");
        return ConfiguredAvroCodec.of(
                Objects.requireNonNullElse(settings.serializer(), ofThisBuild.serializer()),
                Objects.requireNonNullElse(settings.deserializer(), ofThisBuild.deserializer()),
                serde);
    }

    @Bean
    TopicSetup topicSetup(KafkaClients clients, MessagingSettings settings) {
        return new TopicSetup(clients, settings.partitions(), settings.replicationFactor());
    }

    @Bean
    MessagingStartup messagingStartup(
            TopicSetup topics, AvroCodec codec, MessagingSettings settings, RegistrySettings registry) {
        List<Runnable> steps = new ArrayList<>();
        steps.add(() -> topics.create(Topics.ALL));
        if (settings.registerSchemas()) {
            if (registry.registryUrl().isEmpty()) {
                throw new MessagingSetupException(
                        "meridian.registry-url is not set: name the schema registry, for example"
                                + " MERIDIAN_REGISTRY_URL=http://127.0.0.1:8081",
                        null);
            }
            SchemaRegistration registration =
                    new SchemaRegistration(URI.create(registry.registryUrl() + settings.registryPath()));
            steps.add(() -> registration.register(Topics.ALL));
        }
        steps.add(() -> SerdeWarmUp.warm(codec, Topics.ALL));
        return new MessagingStartup(steps, settings.startupTimeout());
    }

    // Only so that nothing looks for a broker elsewhere; topics are made by TopicSetup.
    @Bean
    KafkaAdmin kafkaAdmin(KafkaClients clients) {
        KafkaAdmin admin = new KafkaAdmin(clients.common());
        admin.setAutoCreate(false);
        return admin;
    }

    @Bean
    ProducerFactory<String, byte[]> rawProducerFactory(KafkaClients clients, ObjectProvider<MeterRegistry> meters) {
        DefaultKafkaProducerFactory<String, byte[]> factory = new DefaultKafkaProducerFactory<>(
                clients.producerSettings(RELAY_DELIVERY, RELAY_BLOCK),
                new StringSerializer(),
                new ByteArraySerializer());
        meters.ifAvailable(registry -> factory.addListener(new MicrometerProducerListener<>(registry)));
        return factory;
    }

    /** Sends bytes as they are, under any topic: for the outbox, for replies and for dead letters. */
    @Bean
    KafkaTemplate<String, byte[]> rawKafkaTemplate(ProducerFactory<String, byte[]> rawProducerFactory) {
        return new KafkaTemplate<>(rawProducerFactory);
    }

    @Bean
    Replies replies(KafkaTemplate<String, byte[]> rawKafkaTemplate, AvroCodec codec, ObjectProvider<Clock> clock) {
        return new Replies(rawKafkaTemplate, codec, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    ConsumerFactory<String, SpecificRecord> consumerFactory(
            KafkaClients clients, AvroCodec codec, ObjectProvider<MeterRegistry> meters) {
        DefaultKafkaConsumerFactory<String, SpecificRecord> factory = new DefaultKafkaConsumerFactory<>(
                clients.groupConsumerSettings(),
                () -> new ErrorHandlingDeserializer<>(new StringDeserializer()),
                () -> new ErrorHandlingDeserializer<>(new RecordDeserializer(codec)));
        meters.ifAvailable(registry -> factory.addListener(new MicrometerConsumerListener<>(registry)));
        return factory;
    }

    @Bean
    DefaultErrorHandler listenerErrorHandler(
            KafkaTemplate<String, byte[]> rawKafkaTemplate,
            TopicSetup topics,
            MessagingSettings settings,
            ObjectProvider<MeterRegistry> meters) {
        return ListenerErrors.handler(
                rawKafkaTemplate,
                topics,
                settings.transientPatience(),
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    ListenersHealthIndicator listenersHealthIndicator(@Lazy KafkaListenerEndpointRegistry listeners) {
        return new ListenersHealthIndicator(listeners);
    }

    /** The factory that {@code @KafkaListener} uses unless told otherwise. */
    @Bean
    ConcurrentKafkaListenerContainerFactory<String, SpecificRecord> kafkaListenerContainerFactory(
            ConsumerFactory<String, SpecificRecord> consumerFactory,
            DefaultErrorHandler listenerErrorHandler,
            ListenersHealthIndicator health,
            MessagingSettings settings) {
        return containers(consumerFactory, listenerErrorHandler, health, settings);
    }

    @Bean(PATIENT)
    ConcurrentKafkaListenerContainerFactory<String, SpecificRecord> patientKafkaListenerContainerFactory(
            ConsumerFactory<String, SpecificRecord> consumerFactory,
            KafkaTemplate<String, byte[]> rawKafkaTemplate,
            TopicSetup topics,
            ListenersHealthIndicator health,
            MessagingSettings settings,
            ObjectProvider<MeterRegistry> meters) {
        DefaultErrorHandler errors =
                ListenerErrors.patient(rawKafkaTemplate, topics, meters.getIfAvailable(SimpleMeterRegistry::new));
        return containers(consumerFactory, errors, health, settings);
    }

    private static ConcurrentKafkaListenerContainerFactory<String, SpecificRecord> containers(
            ConsumerFactory<String, SpecificRecord> consumerFactory,
            DefaultErrorHandler errors,
            ListenersHealthIndicator health,
            MessagingSettings settings) {
        ConcurrentKafkaListenerContainerFactory<String, SpecificRecord> factory =
                new ConcurrentKafkaListenerContainerFactory<>();
        factory.setConsumerFactory(consumerFactory);
        factory.setCommonErrorHandler(errors);
        factory.setConcurrency(settings.concurrency());
        factory.getContainerProperties().setAckMode(AckMode.BATCH);
        factory.getContainerProperties().setPollTimeout(POLL.toMillis());
        factory.getContainerProperties().setConsumerRebalanceListener(health);
        return factory;
    }
}
