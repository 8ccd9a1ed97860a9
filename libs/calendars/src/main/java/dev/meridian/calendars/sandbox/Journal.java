package dev.meridian.calendars.sandbox;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened, one JSON object a line, so that the calendar survives a restart or a kill of the process. Not forced to disk for
 * each line: a power failure may take the last seconds. Without a folder it keeps nothing.
 */
final class Journal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final @Nullable Path file;
    private @Nullable BufferedWriter writer;

    Journal(@Nullable Path folder) {
        this.file = folder == null ? null : folder.resolve("calendar-sandbox.jsonl");
    }

    synchronized List<JsonObject> read() {
        var lines = new ArrayList<JsonObject>();
        if (file == null || !Files.exists(file)) {
            return lines;
        }
        try {
            for (var line : Files.readAllLines(file)) {
                try {
                    lines.add(JsonParser.parseString(line).getAsJsonObject());
                } catch (JsonParseException | IllegalStateException e) {
                    // A line is torn when the process was killed in the middle of it; it was never answered.
                    log.warn("{}: left out a line that is not whole", file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** Starts anew with these lines; either the old content or the new one is there, whatever happens. */
    synchronized void rewrite(List<JsonObject> lines) {
        if (file == null) {
            return;
        }
        try {
            close();
            Files.createDirectories(file.toAbsolutePath().getParent());
            var next = file.resolveSibling(file.getFileName() + ".new");
            Files.write(next, lines.stream().map(GSON::toJson).toList());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            writer = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void append(JsonObject line) {
        if (writer == null) {
            return;
        }
        try {
            writer.write(GSON.toJson(line));
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (writer != null) {
                writer.close();
                writer = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
