package dev.meridian.faults.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was asked and what was told, in the order it happened, also in a file. Nothing is ever taken back. */
public final class Journal implements AutoCloseable {

    private final List<Told> told = new ArrayList<>();
    private final BufferedWriter file;

    public Journal(Path path) throws IOException {
        file = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
    }

    synchronized void add(Told one) {
        told.add(one);
        Wish wish = one.wish();
        try {
            file.write(String.join(
                    " ",
                    one.sentAt().toString(),
                    one.at().toString(),
                    one.via(),
                    wish.command().toString(),
                    wish.channel().source(),
                    wish.key(),
                    wish.service(),
                    wish.start().toString(),
                    one.said().toString(),
                    String.valueOf(one.bookingId()),
                    one.detail()));
            file.newLine();
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything so far. */
    public synchronized List<Told> all() {
        return List.copyOf(told);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
