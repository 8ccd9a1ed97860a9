package dev.meridian.local;

import java.io.IOException;
import java.util.Arrays;

/**
 * The first class in the registry's own process: ends the process as soon as the one that started it is gone, however
 * it went, and then runs the registry as it is distributed.
 */
final class RegistryMain {

    private RegistryMain() {}

    /** Takes the registry's main class and its arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(RegistryMain::endWithParent, "end-with-parent");
        watch.setDaemon(true);
        watch.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    private static void endWithParent() {
        try {
            // The other end of the pipe is held by the parent and never written to.
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            // As good as the end of the stream.
        }
        // Everything the registry has answered is committed in Postgres; there is nothing to save.
        Runtime.getRuntime().halt(0);
    }
}
