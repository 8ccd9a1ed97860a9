package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people say stays out of the logs of all parts. */
final class LogStory {

    private static final String NAME = "Zephyrine Quillfeather";
    private static final String NUMBER = "+12137779981";
    private static final String EMAIL = "zephyrine.quillfeather@example.com";
    private static final String NOTES = "my knee hurts since the marathon";

    private final Meridian meridian = Meridian.running();

    @Test
    void noLogKnowsThePerson() {
        Meridian.Caller caller = new Meridian.Caller("call_persona", NUMBER);
        String start = meridian.freeStart();
        JsonNode booked = meridian.tool(caller, "tool_1", "save_booking", persona(start));
        assertThat(booked.path("status").asString()).isEqualTo("booked");
        meridian.tool(caller, "tool_1", "save_booking", persona(start));
        meridian.tool(caller, "tool_2", "save_booking", persona(start));
        meridian.tool(new Meridian.Caller("call_persona_2", NUMBER), "tool_1", "save_booking", persona(start));
        meridian.tool(caller, "tool_3", "save_booking", persona("gibberish"));
        meridian.tool(caller, "tool_4", "save_booking", persona("2020-01-01T09:00:00-08:00"));
        meridian.tool(caller, "tool_5", "check_availability", """
                {"time_zone": "%s", "date": "%s"}""".formatted(NAME, NOTES));
        String key = UUID.randomUUID().toString();
        meridian.post("/api/bookings", key, persona(meridian.freeStart()));
        meridian.post("/api/bookings", key, persona(meridian.freeStart()));
        meridian.post("/api/bookings", UUID.randomUUID().toString(), persona("gibberish"));
        meridian.get("/api/availability?time_zone=" + NAME.replace(' ', '+'));
        for (String body : List.of("{\"name\": \"" + NAME, "[\"" + EMAIL + "\"]", "\"" + NOTES + "\"")) {
            post("/retell/functions/save_booking", body);
            post("/retell/functions/" + NAME.replace(' ', '_'), body);
            post("/retell/functions", body);
        }

        String logs = meridian.logs();

        assertThat(logs).isNotBlank();
        for (String secret : List.of(
                "Zephyrine",
                "Quillfeather",
                "quillfeather",
                NUMBER,
                NUMBER.substring(2),
                "213-777-9981",
                NOTES,
                "gibberish",
                meridian.system().apiKey() + "\"",
                "Bearer ")) {
            assertThat(logs.contains(secret)).as("the logs contain " + secret).isFalse();
        }
    }

    private void post(String path, String body) {
        assertThat(meridian.exchange(meridian.signed(path, body)).statusCode()).isBetween(200, 499);
    }

    private static String persona(String start) {
        return """
                {"start": "%s", "time_zone": "America/Los_Angeles", "name": "%s", "phone": "%s", "email": "%s", "notes": "%s"}""".formatted(start, NAME, NUMBER, EMAIL, NOTES);
    }
}
