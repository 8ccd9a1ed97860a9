package dev.meridian.messaging.redrive;

import dev.meridian.messaging.KafkaClientsConfiguration;
import dev.meridian.messaging.redrive.Redrive.CannotRedrive;
import dev.meridian.messaging.redrive.Selection.OffsetRange;
import dev.meridian.messaging.topic.KafkaClients;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code redrive --topic <topic>.<group>.dlt}: publishes dead letters again to the topic they came from. The brokers are the
 * services' own setting; broker and nothing else is needed.
 */
@Command(
        name = RedriveCommand.NAME,
        description =
                "Publishes dead letters again to the topic they came from: bytes, key, headers and time as they were.",
        footer = {
            "",
            "What has been redriven is remembered and not redriven again by a later run.",
            "No record is redriven more than 3 times.",
            "Exit status: 0 done, 1 failed, 2 wrong options."
        },
        sortOptions = false)
public final class RedriveCommand implements Callable<Integer> {

    /** The word that a service's main class knows this command by. */
    public static final String NAME = "redrive";

    private static final int FAILED = 1;

    private final Function<CommandSpec, KafkaClients> clients;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything else.
    private CommandSpec spec;

    @Option(
            names = "--topic",
            required = true,
            paramLabel = "TOPIC",
            description = "The dead letters' topic: booking.requests.v1.booking-worker.dlt")
    private String topic = "";

    @Option(names = "--dry-run", description = "Tell what would be done and what each record is, and publish nothing.")
    private boolean dryRun;

    @Option(names = "--max", paramLabel = "N", description = "Redrive at most so many.")
    private int max = Integer.MAX_VALUE;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            split = ",",
            description =
                    "Only those with this reason: undecodable, poison, gave_up or bug; several separated by commas.")
    private List<String> reasons = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "INSTANT",
            description = "Only those that became dead letters at this instant or later: 2026-11-21T10:00:00Z")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "INSTANT", description = "Only those that did so before this instant.")
    private @Nullable Instant until;

    @Option(names = "--key", paramLabel = "KEY", description = "Only records with this key.")
    private @Nullable String key;

    @Option(
            names = "--partition",
            paramLabel = "N",
            description = "Only those that came from this partition of their topic.")
    private @Nullable Integer partition;

    @Option(
            names = "--offsets",
            paramLabel = "FROM..TO",
            converter = Offsets.class,
            description = "Only those that had these offsets there, both inclusive: 100..120, or 100.")
    private @Nullable OffsetRange offsets;

    @SuppressWarnings("unused") // Picocli looks at it.
    @Option(names = "--help", usageHelp = true, description = "Show this.")
    private boolean help;

    private RedriveCommand(Function<CommandSpec, KafkaClients> clients) {
        this.clients = clients;
    }

    /** Whether a main class was called for this command: its first argument is {@link #NAME}. */
    public static boolean isMeant(String[] args) {
        return args.length > 0 && args[0].equals(NAME);
    }

    /**
     * Runs the command in this process.
     *
     * @param args as the main class got them, {@link #NAME} first
     * @param defaults properties for what the environment does not set
     * @return status to exit with
     */
    public static int run(String[] args, Map<String, Object> defaults) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(KafkaClientsConfiguration.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(defaults)
                .properties(
                        "spring.config.name=redrive",
                        "spring.main.banner-mode=off",
                        "logging.level.root=warn",
                        // The brokers' hints on a group without members.
                        "logging.level.org.apache.kafka=error");
        return execute(
                spec -> {
                    try (ConfigurableApplicationContext context = application.run()) {
                        return context.getBean(KafkaClients.class);
                    }
                },
                new CommandLineOutput(
                        new PrintWriter(System.out, true, System.out.charset()),
                        new PrintWriter(System.err, true, System.err.charset())),
                Arrays.copyOfRange(args, 1, args.length));
    }

    /** Where the command writes to. */
    record CommandLineOutput(PrintWriter out, PrintWriter err) {}

    static int execute(Function<CommandSpec, KafkaClients> clients, CommandLineOutput output, String... args) {
        return new CommandLine(new RedriveCommand(clients))
                .setOut(output.out())
                .setErr(output.err())
                .setExecutionExceptionHandler((e, command, result) -> failed(e, command.getErr()))
                .execute(args);
    }

    private static int failed(Exception e, PrintWriter err) throws Exception {
        if (e instanceof CannotRedrive || e instanceof KafkaException) {
            err.println(e.getMessage());
            return FAILED;
        }
        throw e;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (max < 1) {
            throw new ParameterException(spec.commandLine(), "--max: " + max + " (expected: > 0)");
        }
        Selection selection = new Selection(Set.copyOf(reasons), since, until, key, partition, offsets);
        Summary summary = new Redrive(clients.apply(spec), topic, selection, max, dryRun, out).run();
        out.println(summary.text(dryRun));
        return summary.failed == 0 ? 0 : FAILED;
    }

    private static final class Offsets implements ITypeConverter<OffsetRange> {

        private static final Pattern RANGE = Pattern.compile("(\\d{1,18})(?:\\.\\.(\\d{1,18}))?");

        @Override
        public OffsetRange convert(String text) {
            Matcher range = RANGE.matcher(text);
            if (!range.matches()) {
                throw new TypeConversionException(text + " (expected: FROM..TO, such as 100..120)");
            }
            long from = Long.parseLong(range.group(1));
            return new OffsetRange(from, range.group(2) == null ? from : Long.parseLong(range.group(2)));
        }
    }
}
