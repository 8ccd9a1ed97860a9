package dev.meridian.messaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The serde that this build carries, as the Maven profile put it into {@code META-INF/meridian/serde.properties}. */
record SerdeClasses(String serializer, String deserializer) {

    private static final String FILE = "META-INF/meridian/serde.properties";

    static SerdeClasses ofThisBuild() {
        Properties properties = new Properties();
        try (InputStream file = SerdeClasses.class.getClassLoader().getResourceAsStream(FILE)) {
            properties.load(Objects.requireNonNull(file, FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SerdeClasses(
                Objects.requireNonNull(properties.getProperty("serializer")),
                Objects.requireNonNull(properties.getProperty("deserializer")));
    }
}
