package dev.meridian.gateway.api;

import dev.meridian.scheduling.catalogue.Fault;
import dev.meridian.scheduling.catalogue.InvalidCatalogue;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.suggestion.Preferences;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the body of {@code PUT /api/customers/{id}/preferences}: all of them; what is left out is not preferred. */
final class PreferencesInput {

    /** What a body turned out to be. */
    sealed interface Reading {

        /** Preferences. */
        record Read(Preferences preferences) implements Reading {}

        /** None. */
        record Wrong(Problem problem) implements Reading {}
    }

    // The version is in what was read before; If-Match says which was seen.
    private static final Set<String> FIELDS = Set.of("days", "windows", "buffer_minutes", "time_zone", "version");
    private static final Set<String> WINDOW_FIELDS = Set.of("days", "start", "end");
    private static final Set<Weekday> EVERY_DAY = EnumSet.allOf(Weekday.class);
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final int MOST_WINDOWS = 50;

    private final JsonBody bodies;

    PreferencesInput(JsonBody bodies) {
        this.bodies = bodies;
    }

    Reading read(byte[] bytes) {
        return bodies.read(bytes, FIELDS)
                .map(PreferencesInput::read)
                .orElseGet(() -> new Reading.Wrong(JsonBody.noObject()));
    }

    private static Reading read(Input input) {
        Set<Weekday> days = days(input, "days", input.node("days"), Set.of());
        List<WeeklyWindow> windows = windows(input);
        int buffer = buffer(input);
        ZoneId zone = zone(input);
        return input.errors().isEmpty()
                ? new Reading.Read(new Preferences(days, windows, buffer, zone, 0))
                : new Reading.Wrong(Problem.invalid(input.errors()));
    }

    private static Set<Weekday> days(Input input, String path, @Nullable JsonNode node, Set<Weekday> otherwise) {
        if (node == null || node.isNull()) {
            return otherwise;
        }
        if (!node.isArray()) {
            input.wrong(path, node, "a list of MON to SUN");
            return otherwise;
        }
        Set<Weekday> days = EnumSet.noneOf(Weekday.class);
        int place = 0;
        for (JsonNode day : node) {
            Optional<Weekday> known = Arrays.stream(Weekday.values())
                    .filter(one -> day.isString() && one.name().equals(day.asString()))
                    .findFirst();
            if (known.isEmpty()) {
                input.wrong(path + "[" + place + "]", day, "one of MON, TUE, WED, THU, FRI, SAT, SUN");
            }
            known.ifPresent(days::add);
            place++;
        }
        return days;
    }

    private static List<WeeklyWindow> windows(Input input) {
        JsonNode node = input.node("windows");
        if (node == null) {
            return List.of();
        }
        if (!node.isArray() || node.size() > MOST_WINDOWS) {
            input.wrong("windows", "a list of at most " + MOST_WINDOWS + " windows with days, start and end");
            return List.of();
        }
        List<WeeklyWindow> windows = new ArrayList<>();
        for (int place = 0; place < node.size(); place++) {
            window(input, "windows[" + place + "]", node.get(place)).ifPresent(windows::add);
        }
        return windows;
    }

    private static Optional<WeeklyWindow> window(Input input, String path, JsonNode node) {
        if (!node.isObject()) {
            input.wrong(path, node, "an object with days, start and end");
            return Optional.empty();
        }
        node.properties().stream()
                .filter(field -> !WINDOW_FIELDS.contains(field.getKey()))
                .forEach(field -> input.wrong(
                        path + "." + field.getKey(),
                        field.getValue(),
                        "no such field; known are " + String.join(", ", new TreeSet<>(WINDOW_FIELDS))));
        int before = input.errors().size();
        Set<Weekday> days = days(input, path + ".days", node.get("days"), EVERY_DAY);
        Optional<String> start = time(input, path + ".start", node.get("start"), "HH:mm, 00:00 to 23:59");
        Optional<String> end = time(input, path + ".end", node.get("end"), "HH:mm, 00:00 to 24:00");
        if (input.errors().size() > before || start.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(WeeklyWindow.of(days, start.get(), end.get()));
        } catch (InvalidCatalogue e) {
            for (Fault fault : e.faults()) {
                input.wrong(path + "." + fault.field(), node.get(fault.field()), fault.expected());
            }
            return Optional.empty();
        }
    }

    private static Optional<String> time(Input input, String path, @Nullable JsonNode node, String expected) {
        boolean last =
                path.endsWith(".end") && node != null && node.asString("").equals("24:00");
        if (node != null
                && node.isString()
                && (last || TIME.matcher(node.asString()).matches())) {
            return Optional.of(node.asString());
        }
        input.wrong(path, node, expected);
        return Optional.empty();
    }

    private static int buffer(Input input) {
        JsonNode node = input.node("buffer_minutes");
        if (node == null) {
            return 0;
        }
        boolean fits = node.isIntegralNumber() && node.canConvertToInt();
        int minutes = fits ? node.asInt() : -1;
        if (minutes < 0 || minutes > Preferences.MOST_BUFFER_MINUTES) {
            input.wrong("buffer_minutes", "a number of minutes from 0 to " + Preferences.MOST_BUFFER_MINUTES);
            return 0;
        }
        return minutes;
    }

    private static @Nullable ZoneId zone(Input input) {
        Optional<String> id = input.text("time_zone", 100);
        if (id.isEmpty()) {
            return null;
        }
        // Offsets are zones to Java, but none that anybody lives in.
        if (!ZoneId.getAvailableZoneIds().contains(id.get())) {
            input.wrong("time_zone", "an IANA time zone id such as America/Los_Angeles");
            return null;
        }
        return ZoneId.of(id.get());
    }
}
