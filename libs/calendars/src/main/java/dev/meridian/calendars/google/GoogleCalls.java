package dev.meridian.calendars.google;

import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.google.GoogleErrors.Effect;
import java.io.IOException;

/** Runs single requests and turns what they throw into {@link CalendarFailure}; nothing is retried. */
final class GoogleCalls {

    /** A request of Google's client. */
    @FunctionalInterface
    interface Call<T> {
        T execute() throws IOException;
    }

    <T> T read(String what, Call<T> call) {
        return run(what, Effect.READ, call);
    }

    <T> T write(String what, Call<T> call) {
        return run(what, Effect.WRITE, call);
    }

    private static <T> T run(String what, Effect effect, Call<T> call) {
        try {
            return call.execute();
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            // The unchecked ones are how Google's client says that an answer is not the JSON it should be.
            throw GoogleErrors.failure(what, effect, e);
        }
    }
}
