package dev.meridian.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.meridian.schema.History.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What was published stays readable, both ways and for ever (FULL_TRANSITIVE): a consumer of any version reads what a publisher
 * of any version has written.
 */
class SchemaHistoryTests {

    private static final String FREEZE = "meridian.schemas.freeze";

    @TestFactory
    Stream<DynamicContainer> records() {
        return History.all().stream().map(history -> dynamicContainer(history.name(), tests(history)));
    }

    private static Stream<DynamicNode> tests(History history) {
        List<DynamicNode> tests = new ArrayList<>();
        tests.add(dynamicTest("newest in history is the source", () -> newestIsSource(history)));
        tests.add(dynamicTest("versions count from 1 without gap", () -> hasNoGap(history)));
        tests.add(dynamicTest("everything is documented", () -> isDocumented(history.current())));
        for (Version version : history.versions()) {
            tests.add(dynamicContainer("version " + version.number(), versionTests(history, version)));
        }
        return tests.stream();
    }

    private static Stream<DynamicTest> versionTests(History history, Version version) {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(dynamicTest("its golden value reads as before", () -> readsAsBefore(version)));
        tests.add(dynamicTest("its golden value reads today", () -> readsToday(history, version)));
        tests.add(dynamicTest("compatible with the source", () -> areCompatible(version.schema(), history.current())));
        for (Version other : history.versions()) {
            if (other.number() > version.number()) {
                tests.add(dynamicTest(
                        "compatible with version " + other.number(),
                        () -> areCompatible(version.schema(), other.schema())));
            }
        }
        return tests.stream();
    }

    private static void newestIsSource(History history) {
        List<Version> versions = history.versions();
        Schema current = history.current();
        boolean same = !versions.isEmpty()
                && History.withoutDoc(versions.getLast().schema()).equals(History.withoutDoc(current));
        if (!same && Boolean.getBoolean(FREEZE)) {
            versions.forEach(version -> areCompatible(version.schema(), current));
            Golden.freeze(history, new Version(versions.size() + 1, history.folder()));
            return;
        }
        assertThat(same)
                .withFailMessage(() -> howToFreeze(history, versions.size() + 1))
                .isTrue();
    }

    private static String howToFreeze(History history, int next) {
        return """
                %1$s: the schema in src/main/avro is not the newest in schemas/history/%1$s.
                A change of a record is a new version. If it is meant, and compatible, freeze it:
                  ./mvnw -pl schemas test -Dtest=SchemaHistoryTests -D%2$s=true
                and commit the new files %3$d.avsc, %3$d.bin and %3$d.json. Files of earlier versions never change.""".formatted(history.name(), FREEZE, next);
    }

    private static void hasNoGap(History history) {
        List<Integer> numbers = history.versions().stream().map(Version::number).toList();
        assumeTrue(!numbers.isEmpty() || !Boolean.getBoolean(FREEZE));
        assertThat(numbers)
                .as("versions of %s: a published version is never removed", history.name())
                .isNotEmpty()
                .containsExactlyElementsOf(Stream.iterate(1, number -> number + 1)
                        .limit(numbers.size())
                        .toList());
    }

    private static void isDocumented(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                assertThat(schema.getDoc())
                        .as("doc of %s", schema.getFullName())
                        .isNotBlank();
                for (Schema.Field field : schema.getFields()) {
                    assertThat(field.doc())
                            .as("doc of %s.%s", schema.getFullName(), field.name())
                            .isNotBlank();
                    isDocumented(field.schema());
                }
            }
            case ENUM -> {
                assertThat(schema.getDoc())
                        .as("doc of %s", schema.getFullName())
                        .isNotBlank();
                assertThat(schema.getEnumDefault())
                        .as("default of %s: what readers take a later version's symbol for", schema.getFullName())
                        .isNotNull();
            }
            case ARRAY -> isDocumented(schema.getElementType());
            case MAP -> isDocumented(schema.getValueType());
            case UNION -> schema.getTypes().forEach(SchemaHistoryTests::isDocumented);
            default -> {}
        }
    }

    private static void areCompatible(Schema one, Schema other) {
        canRead(one, other);
        canRead(other, one);
    }

    private static void canRead(Schema reader, Schema writer) {
        SchemaPairCompatibility result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertThat(result.getType())
                .as(
                        "%s: each version must read every other; only fields with defaults may come and go, and only"
                                + " symbols of an enum with a default: %s",
                        reader.getFullName(), result.getResult().getIncompatibilities())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    private static void readsAsBefore(Version version) throws IOException {
        Schema schema = version.schema();
        Object value = Golden.read(schema, schema, Files.readAllBytes(version.bytesFile()));
        assertThat(Golden.json(schema, value))
                .isEqualTo(Files.readString(version.jsonFile()).strip());
        assertThat(Golden.bytes(schema, value)).isEqualTo(Files.readAllBytes(version.bytesFile()));
    }

    private static void readsToday(History history, Version version) throws IOException {
        Schema current = history.current();
        Object value = Golden.read(version.schema(), current, Files.readAllBytes(version.bytesFile()));
        Object back = Golden.read(current, version.schema(), Golden.bytes(current, value));
        assertThat(GenericRecords.common(back, current)).isEqualTo(GenericRecords.common(value, version.schema()));
    }

    @Test
    void keepsTheHistoryOfRecordsThatAreGone() {
        List<String> records = History.all().stream().map(History::name).toList();
        assertThat(records).doesNotHaveDuplicates();
        assertThat(History.folders())
                .as("a record that was published keeps its source: others may still send it")
                .isSubsetOf(records);
    }

    @Test
    void generatesTheClassesFromTheseSources() {
        List<String> generated = Topics.ALL.stream()
                .map(Topic::records)
                .flatMap(List::stream)
                .map(record -> SpecificData.get().getSchema(record).getFullName())
                .sorted()
                .toList();
        assertThat(History.all().stream().map(history -> history.current().getFullName()))
                .as("every record stands on exactly one topic")
                .containsExactlyInAnyOrderElementsOf(generated);
    }
}
