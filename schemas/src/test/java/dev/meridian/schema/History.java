package dev.meridian.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * The records as they are written now, and the frozen copies of what they have ever been: {@code history/<Record>/<n>.avsc}
 * with a value in {@code <n>.bin}, which reads as {@code <n>.json}.
 */
record History(String name, Path source, Path folder) {

    private static final Path SOURCES = Path.of("src/main/avro");
    private static final Path FOLDERS = Path.of("history");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One frozen version. */
    record Version(int number, Path folder) {

        Path schemaFile() {
            return folder.resolve(number + ".avsc");
        }

        Path bytesFile() {
            return folder.resolve(number + ".bin");
        }

        Path jsonFile() {
            return folder.resolve(number + ".json");
        }

        Schema schema() {
            return parse(schemaFile());
        }
    }

    /** All records that have a source. */
    static List<History> all() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .map(History::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static History of(Path source) {
        String name = String.valueOf(source.getFileName()).replace(".avsc", "");
        return new History(name, source, FOLDERS.resolve(name));
    }

    /** The folders there are, also those of records that have no source any more. */
    static List<String> folders() {
        try (Stream<Path> files = Files.list(FOLDERS)) {
            return files.filter(Files::isDirectory)
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema as it is written now. */
    Schema current() {
        return parse(source);
    }

    /** The frozen versions, in order of their numbers. */
    List<Version> versions() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(".avsc"))
                    .map(file -> Integer.valueOf(file.replace(".avsc", "")))
                    .sorted()
                    .map(number -> new Version(number, folder))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What two schemas must agree in to be the same version: everything except the documentation. */
    static JsonNode withoutDoc(Schema schema) {
        try {
            return stripped(JSON.readTree(schema.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode stripped(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("doc");
        }
        node.forEach(History::stripped);
        return node;
    }

    // A parser for each, since a parser refuses to define a name twice.
    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
