package dev.meridian.faults.process;

import dev.meridian.faults.agent.Halt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** The first class in a child's JVM: ends it with the harness, however that ends, and then runs what it is for. */
public final class ChildMain {

    /** System property: the process's name, if it can be made to die at kill points. */
    static final String NAME = "faults.name";

    /** System property: the file that names the armed point. */
    static final String CONTROL = "faults.control";

    /** System property: the file that keeps who died where. */
    static final String WITNESS = "faults.witness";

    private ChildMain() {}

    /** Takes the main class and its arguments. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("end-with-harness").start(ChildMain::endWithHarness);
        String name = System.getProperty(NAME);
        if (name != null) {
            Halt.follow(name, Path.of(System.getProperty(CONTROL)), Path.of(System.getProperty(WITNESS)));
        }
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void endWithHarness() {
        try {
            // The harness holds the other end of the pipe and writes nothing.
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(0);
    }
}
