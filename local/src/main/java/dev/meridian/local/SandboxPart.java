package dev.meridian.local;

import dev.meridian.calendars.sandbox.Sandbox;
import dev.meridian.calendars.sandbox.SandboxOptions;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The calendar server that stands in for Google's, with its calendar in the data folder. */
final class SandboxPart extends Part {

    private final SandboxOptions options;
    private final DataFolder folder;
    private @Nullable Sandbox sandbox;

    SandboxPart(DataFolder folder, int port, ZoneId zone) {
        this.folder = folder;
        this.options = SandboxOptions.of(LocalConfiguration.clock(), zone)
                .withPort(port)
                // Whoever wants to look at the calendar through Google's interface may.
                .withAnyToken()
                .withFolder(folder.sandbox());
    }

    /** Where it is or will be. */
    String rootUrl() {
        return "http://" + options.host() + ":" + options.port() + "/";
    }

    String token() {
        return options.token();
    }

    Sandbox sandbox() {
        if (sandbox == null) {
            throw new IllegalStateException("the sandbox is not started");
        }
        return sandbox;
    }

    @Override
    protected void doStart() {
        try {
            sandbox = Sandbox.start(options);
        } catch (UncheckedIOException | IllegalStateException | IllegalArgumentException e) {
            throw new CannotStart(
                    "The calendar sandbox does not start on its data in " + folder.sandbox() + " (" + e.getMessage()
                            + "). If the data is damaged, move that folder away to begin with an empty calendar.",
                    e);
        }
    }

    @Override
    protected void doStop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
