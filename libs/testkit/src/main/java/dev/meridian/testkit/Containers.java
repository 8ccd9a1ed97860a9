package dev.meridian.testkit;

/**
 * Whether tests run against containers (Maven profile {@code containers}) instead of the parts inside the JVM. The images
 * are those of {@code docker-compose.yml}.
 */
final class Containers {

    static final String KAFKA_IMAGE = "apache/kafka:4.2.1";
    static final String POSTGRES_IMAGE = "postgres:18";

    static boolean wanted() {
        return Boolean.getBoolean("meridian.test.containers");
    }

    private Containers() {}
}
