package dev.meridian.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer gives the command, pastes what it prints, and ends it in good ways and bad. */
final class CommandStory {

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
        DataFolder data = DataFolder.open(folder.resolve(".meridian"));
        try (data) {
            RegistryPart.stopLeftover(data);
            PostgresPart.stopLeftover(data);
        }
    }

    @Test
    void whatIsPrintedWorksAKillIsClearedUpAndAStopLeavesNothingRunning() throws Exception {
        Process first = command("first");
        List<String> curls =
                said("first").lines().filter(line -> line.startsWith("curl ")).toList();
        assertThat(curls).hasSize(2);
        assertThat(shell(curls.get(0))).contains("\"status\":\"available\"");
        assertThat(shell(curls.get(1))).contains("\"status\":\"booked\"").contains("Ada Example");
        List<ProcessHandle> leftBehind = children();

        first.destroyForcibly();
        assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Process second = command("second");

        assertThat(said("second")).contains("Stopped a Postgres that an earlier run had left behind.");
        assertThat(leftBehind).noneMatch(ProcessHandle::isAlive);
        List<ProcessHandle> children = children();

        second.destroy();

        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said("second")).contains("Meridian stops.").doesNotContain("Exception");
        await().atMost(Duration.ofSeconds(10)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void aPartThatDoesNotStartStopsTheOthersWithASentence() throws Exception {
        Path postgres = folder.resolve(".meridian/postgres");
        Files.createDirectories(postgres);
        Files.writeString(postgres.resolve("PG_VERSION"), "nonsense");

        Process failing = launch("failing");

        assertThat(failing.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(failing.exitValue()).isEqualTo(1);
        assertThat(said("failing"))
                .contains("Postgres does not start on its data in " + postgres)
                .doesNotContain("\tat ");
    }

    /** Gives the command and waits until it says that it is ready. */
    private Process command(String name) throws IOException {
        Process process = launch(name);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !process.isAlive() || said(name).contains("Ctrl-C stops everything."));
        assertThat(process.isAlive()).as(said(name)).isTrue();
        return process;
    }

    private Process launch(String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dmeridian.registry-home=" + Distributions.registry(),
                "-cp",
                System.getProperty("java.class.path"),
                Local.class.getName());
        for (String port : List.of(
                "SERVER_PORT",
                "MERIDIAN_KAFKA_PORT",
                "MERIDIAN_REGISTRY_PORT",
                "MERIDIAN_POSTGRES_PORT",
                "MERIDIAN_SANDBOX_PORT")) {
            builder.environment().put(port, "0");
        }
        Process process = builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name).toFile())
                .start();
        started.add(process);
        return process;
    }

    private String said(String name) throws IOException {
        return Files.readString(folder.resolve(name), UTF_8);
    }

    private List<ProcessHandle> children() throws IOException {
        Path data = folder.resolve(".meridian");
        List<ProcessHandle> children = new ArrayList<>();
        for (Path file : List.of(data.resolve("registry.pid"), data.resolve("postgres/postmaster.pid"))) {
            try (Stream<String> lines = Files.lines(file)) {
                String pid = lines.findFirst().orElseThrow().split(" ", 2)[0].strip();
                children.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
            }
        }
        return children;
    }

    private static String shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return answer;
    }
}
