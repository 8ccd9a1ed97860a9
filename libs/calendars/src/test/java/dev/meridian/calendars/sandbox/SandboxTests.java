package dev.meridian.calendars.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Google's rules, one by one, as bare HTTP shows them. */
class SandboxTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);
    private static final SandboxOptions OPTIONS = SandboxOptions.of(CLOCK, ZoneId.of("Asia/Kolkata"));
    private static final Instant START = Instant.parse("2026-11-23T17:00:00Z");
    private static final String EVENTS = "calendars/primary/events";
    private static final String TIMES = """
            "start":{"dateTime":"2026-11-23T22:30:00+05:30","timeZone":"Asia/Kolkata"},"end":{"dateTime":"2026-11-23T18:00:00Z"}""";

    private final Sandbox sandbox = Sandbox.start(OPTIONS);
    private final HttpProbe http = new HttpProbe(sandbox);

    @AfterEach
    void stop() {
        http.close();
        sandbox.close();
    }

    @Test
    void wantsABearerToken() {
        assertThat(http.sendWithoutToken(EVENTS).error()).isEqualTo("401 required");
        assertThat(http.sendWithoutToken(EVENTS).response().headers().firstValue("WWW-Authenticate"))
                .isPresent();
        var foreign = Sandbox.start(OPTIONS.withToken("other"));
        try (foreign;
                var probe = new HttpProbe(foreign)) {
            assertThat(probe.send("GET", EVENTS, "").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd", "ABCDE", "with-dash", "under_score", "wxyz12345", "0f3c 9"})
    void refusesIdsOutsideTheCharset(String id) {
        assertThat(insert("\"id\":\"" + id + "\"," + TIMES).error()).isEqualTo("400 invalid");
        assertThat(insert("\"id\":\"" + "a".repeat(1025) + "\"," + TIMES).error())
                .isEqualTo("400 invalid");
    }

    @Test
    void answersInTheCalendarsZoneWithWhatGoogleAdds() {
        var event = insert("\"id\":\"abcde\",\"summary\":\"S\"," + TIMES);

        assertThat(event.status()).isEqualTo(200);
        assertThat(event.text("kind")).isEqualTo("calendar#event");
        assertThat(event.text("status")).isEqualTo("confirmed");
        assertThat(event.text("iCalUID")).isEqualTo("abcde@google.com");
        assertThat(event.json().get("start").toString())
                .isEqualTo("{\"dateTime\":\"2026-11-23T22:30:00+05:30\",\"timeZone\":\"Asia/Kolkata\"}");
        assertThat(event.json().getAsJsonObject("end").get("dateTime").getAsString())
                .isEqualTo("2026-11-23T23:30:00+05:30");
        assertThat(insert(TIMES).text("id")).matches("[a-v0-9]{26}");
    }

    @Test
    void keepsIdsOfDeletedEventsTaken() {
        insert("\"id\":\"abcde\"," + TIMES);

        assertThat(insert("\"id\":\"abcde\"," + TIMES).error()).isEqualTo("409 duplicate");
        assertThat(http.send("DELETE", EVENTS + "/abcde", "").status()).isEqualTo(204);
        assertThat(http.send("DELETE", EVENTS + "/abcde", "").error()).isEqualTo("410 deleted");
        assertThat(http.send("GET", EVENTS + "/abcde", "").text("status")).isEqualTo("cancelled");
        assertThat(insert("\"id\":\"abcde\"," + TIMES).error()).isEqualTo("409 duplicate");
        assertThat(http.send("DELETE", EVENTS + "/fghij", "").error()).isEqualTo("404 notFound");
        assertThat(http.send("GET", "calendars/nobody/events", "").error()).isEqualTo("404 notFound");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"end\":{\"date\":\"2026-11-24\"} | 400 required",
                "\"start\":{\"date\":\"2026-11-24\"} | 400 required",
                "\"start\":{\"date\":\"2026-11-24\"},\"end\":{\"dateTime\":\"2026-11-24T10:00:00Z\"} | 400 invalid",
                "\"start\":{\"date\":\"2026-11-24\"},\"end\":{\"date\":\"2026-11-24\"} | 400 timeRangeEmpty",
                "\"start\":{\"dateTime\":\"2026-11-24T10:00:00Z\"},\"end\":{\"dateTime\":\"2026-11-24T10:00:00+01:00\"} | 400 timeRangeEmpty",
                "\"start\":{\"dateTime\":\"2026-11-24T10:00:00\"},\"end\":{\"dateTime\":\"2026-11-24T11:00:00Z\"} | 400 invalid",
                "\"start\":{\"dateTime\":\"2026-11-24T10:00:00\",\"timeZone\":\"Mars\"},\"end\":{\"dateTime\":\"2026-11-24T11:00:00Z\"} | 400 invalid",
                "\"start\":{\"dateTime\":\"soon\"},\"end\":{\"dateTime\":\"2026-11-24T11:00:00Z\"} | 400 invalid",
            })
    void refusesTimesThatMakeNoSense(String times, String error) {
        assertThat(insert(times).error()).isEqualTo(error);
    }

    @Test
    void readsLocalTimesInTheirZone() {
        var event = insert("\"start\":{\"dateTime\":\"2026-11-24T09:00:00\",\"timeZone\":\"America/Los_Angeles\"},"
                + "\"end\":{\"dateTime\":\"2026-11-24T10:00:00\",\"timeZone\":\"America/Los_Angeles\"}");

        assertThat(event.json().getAsJsonObject("start").get("dateTime").getAsString())
                .isEqualTo("2026-11-24T22:30:00+05:30");
    }

    @Test
    void mergesPatchesReplacesArraysAndChecksTheEtag() {
        var first = insert(
                "\"id\":\"abcde\",\"summary\":\"S\",\"location\":\"L\",\"attendees\":[{\"email\":\"a@x\"},{\"email\":\"b@x\"}],"
                        + "\"extendedProperties\":{\"private\":{\"a\":\"1\",\"b\":\"2\"}}," + TIMES);

        var patched = http.send(
                "PATCH",
                EVENTS + "/abcde",
                "{\"location\":null,\"attendees\":[{\"email\":\"c@x\"}],\"extendedProperties\":{\"private\":{\"b\":\"3\"}}}",
                "If-Match",
                first.text("etag"));

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.text("summary")).isEqualTo("S");
        assertThat(patched.json().has("location")).isFalse();
        assertThat(patched.json().getAsJsonArray("attendees")).hasSize(1);
        assertThat(patched.json().getAsJsonObject("extendedProperties").toString())
                .isEqualTo("{\"private\":{\"a\":\"1\",\"b\":\"3\"}}");
        for (var method : List.of("PATCH", "PUT", "DELETE")) {
            assertThat(http.send(method, EVENTS + "/abcde", "{" + TIMES + "}", "If-Match", first.text("etag"))
                            .error())
                    .isEqualTo("412 conditionNotMet");
        }
        assertThat(http.send("PUT", EVENTS + "/abcde", "{" + TIMES + "}").json().has("summary"))
                .isFalse();
    }

    @Test
    void takesCompressedBodiesAndOverriddenMethods() {
        assertThat(http.sendCompressed("POST", EVENTS, "{\"id\":\"abcde\"," + TIMES + "}")
                        .status())
                .isEqualTo(200);

        var patched = http.sendCompressed(
                "POST", EVENTS + "/abcde", "{\"summary\":\"S\"}", "X-HTTP-Method-Override", "PATCH");

        assertThat(patched.text("summary")).isEqualTo("S");
    }

    @Test
    void answersFreeBusyWithErrorsInside() {
        insert(TIMES);
        insert("\"transparency\":\"transparent\"," + TIMES);
        http.send("DELETE", EVENTS + "/" + insert(TIMES).text("id"), "");

        var answer = freeBusy("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z", "primary", "nobody@x")
                .json();

        assertThat(answer.getAsJsonObject("calendars").toString())
                .isEqualTo(
                        "{\"primary\":{\"busy\":[{\"start\":\"2026-11-23T17:00:00Z\",\"end\":\"2026-11-23T18:00:00Z\"}]},"
                                + "\"nobody@x\":{\"errors\":[{\"domain\":\"global\",\"reason\":\"notFound\"}],\"busy\":[]}}");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T00:00:00Z, 2026-11-23T00:00:00Z, 400 timeRangeEmpty",
        "2026-11-23T00:00:00Z, 2027-02-22T00:00:00Z, 400 timeRangeTooLong",
        "2026-11-23T00:00:00, 2026-11-24T00:00:00Z, 400 badRequest",
    })
    void refusesFreeBusyRangesAsGoogleDoes(String from, String to, String error) {
        assertThat(freeBusy(from, to, "primary").error()).isEqualTo(error);
    }

    @Test
    void pagesInTheAskedOrder() {
        for (int i = 0; i < 5; i++) {
            sandbox.putEvent("primary", "e", START.minusSeconds(i), START.plusSeconds(10));
        }
        var query = EVENTS + "?singleEvents=true&orderBy=startTime&maxResults=2";
        var ids = new HashSet<String>();
        var first = http.send("GET", query, "");
        var second = http.send("GET", query + "&pageToken=" + first.text("nextPageToken"), "");
        var third = http.send("GET", query + "&pageToken=" + second.text("nextPageToken"), "");
        for (var page : List.of(first, second, third)) {
            page.items()
                    .forEach(item -> ids.add(item.getAsJsonObject().get("id").getAsString()));
        }

        assertThat(ids).hasSize(5);
        assertThat(third.items()).hasSize(1);
        assertThat(third.json().has("nextPageToken")).isFalse();
        assertThat(http.send("GET", EVENTS + "?orderBy=startTime", "").error()).isEqualTo("400 invalid");
        assertThat(http.send("GET", query + "&pageToken=nonsense", "").error()).isEqualTo("400 invalid");
    }

    @Test
    void losesNoChangeBetweenTwoPagesOfASync() {
        for (int i = 0; i < 4; i++) {
            sandbox.putEvent("primary", "{\"id\":\"event" + i + "\"," + TIMES + "}");
        }
        var first = http.send("GET", EVENTS + "?maxResults=2", "");
        assertThat(first.json().has("nextSyncToken")).isFalse();
        sandbox.changeEvent("primary", "event0", "{\"summary\":\"changed\"}");
        var second = http.send("GET", EVENTS + "?maxResults=9&pageToken=" + first.text("nextPageToken"), "");

        var sync = http.send("GET", EVENTS + "?syncToken=" + second.text("nextSyncToken"), "");

        assertThat(second.items()).hasSize(3);
        assertThat(summaries(sync)).containsExactly("changed");
    }

    @Test
    void refusesRestrictionsWithASyncTokenAndForgetsOldTokens() {
        var token = http.send("GET", EVENTS, "").text("nextSyncToken");

        for (var forbidden : List.of(
                "timeMin=2026-11-20T00:00:00Z",
                "orderBy=updated",
                "iCalUID=x",
                "q=x",
                "showDeleted=false",
                "singleEvents=true")) {
            assertThat(http.send("GET", EVENTS + "?syncToken=" + token + "&" + forbidden, "")
                            .error())
                    .as(forbidden)
                    .isEqualTo("400 invalid");
        }
        assertThat(http.send("GET", EVENTS + "?syncToken=" + token, "").items()).isEmpty();
        http.send("POST", "/_sandbox/expire-sync-tokens", "{\"calendar\":\"primary\"}");
        assertThat(http.send("GET", EVENTS + "?syncToken=" + token, "").error()).isEqualTo("410 fullSyncRequired");
    }

    @Test
    void filtersWhatIsListed() {
        insert("\"id\":\"marked\",\"extendedProperties\":{\"private\":{\"bookingId\":\"b=1\",\"n\":\"2\"}}," + TIMES);
        insert("\"id\":\"plain\"," + TIMES);
        http.send("DELETE", EVENTS + "/plain", "");
        var marked = "?privateExtendedProperty=bookingId%3Db%3D1&privateExtendedProperty=n%3D";

        assertThat(http.send("GET", EVENTS + marked + "2", "").items()).hasSize(1);
        assertThat(http.send("GET", EVENTS + marked + "3", "").items()).isEmpty();
        assertThat(http.send("GET", EVENTS + "?iCalUID=marked@google.com", "").items())
                .hasSize(1);
        assertThat(http.send("GET", EVENTS, "").items()).hasSize(1);
        assertThat(http.send("GET", EVENTS + "?showDeleted=true", "").items()).hasSize(2);
        // Both bounds are exclusive: the one on the end, the other on the start.
        assertThat(http.send("GET", EVENTS + "?timeMin=2026-11-23T18:00:00Z", "")
                        .items())
                .isEmpty();
        assertThat(http.send("GET", EVENTS + "?timeMax=2026-11-23T17:00:00Z", "")
                        .items())
                .isEmpty();
        assertThat(http.send("GET", EVENTS + "?timeMin=2026-11-23T17:59:59Z&timeMax=2026-11-23T18:59:59Z", "")
                        .items())
                .hasSize(1);
        assertThat(http.send("GET", EVENTS + "?timeMin=2026-11-23T17:59:59", "").error())
                .isEqualTo("400 badRequest");
    }

    @Test
    void refusesWhatItDoesNotKnowRatherThanShowItWrong() {
        assertThat(insert("\"recurrence\":[\"RRULE:FREQ=DAILY\"]," + TIMES).error())
                .isEqualTo("400 unsupported");
        assertThat(insert("\"conferenceData\":{\"createRequest\":{\"requestId\":\"r\"}}," + TIMES)
                        .json()
                        .has("conferenceData"))
                .isFalse();
        assertThat(http.send("POST", EVENTS, "{nonsense").error()).isEqualTo("400 parseError");
        assertThat(http.send("POST", EVENTS + "?sendUpdates=everybody", "{" + TIMES + "}")
                        .error())
                .isEqualTo("400 invalid");
    }

    @Test
    void isSteeredOverHttp() {
        http.send(
                "POST",
                "/_sandbox/faults",
                "{\"kind\":\"status\",\"operation\":\"insert\",\"status\":503,\"reason\":\"backendError\",\"count\":2}");
        assertThat(insert(TIMES).error()).isEqualTo("503 backendError");
        assertThat(http.send("GET", "/_sandbox/faults", "").body()).contains("\"count\":1");
        assertThat(insert(TIMES).error()).isEqualTo("503 backendError");
        assertThat(insert(TIMES).status()).isEqualTo(200);
        http.send(
                "POST",
                "/_sandbox/faults",
                "{\"kind\":\"free_busy_error\",\"calendar\":\"primary\",\"reason\":\"internalError\"}");
        assertThat(freeBusy("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z", "primary")
                        .body())
                .contains("internalError");
        assertThat(http.send("POST", "/_sandbox/faults", "{\"kind\":\"nonsense\"}")
                        .status())
                .isEqualTo(400);
        http.send("POST", "/_sandbox/calendars", "{\"id\":\"second@x\",\"zone\":\"Europe/Berlin\"}");
        http.send(
                "POST",
                "/_sandbox/events",
                "{\"calendar\":\"second@x\",\"event\":{\"summary\":\"Dentist\"," + TIMES + "}}");
        assertThat(http.send("GET", "/_sandbox/events?calendar=second@x", "").body())
                .contains("Dentist", "2026-11-23T18:00:00+01:00");
        assertThat(http.send("GET", "/_sandbox/calls", "").body()).contains("\"operation\":\"free_busy\"");
        assertThat(http.send("POST", "/_sandbox/reset", "").status()).isEqualTo(204);
        assertThat(http.send("GET", "/_sandbox/calls", "").body()).isEqualTo("[]");
        assertThat(http.send("GET", EVENTS, "").items()).isEmpty();
    }

    @Test
    void takesItsTimeWhenTold() {
        http.send("POST", "/_sandbox/latency", "{\"ms\":120}");
        long before = System.nanoTime();
        insert(TIMES);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void keepsTheCalendarOverARestart(@TempDir Path folder) throws IOException {
        String etag;
        String token;
        try (var before = Sandbox.start(OPTIONS.withFolder(folder));
                var probe = new HttpProbe(before)) {
            before.addCalendar("second@x", ZoneOffset.UTC);
            etag = probe.send("POST", EVENTS, "{\"id\":\"abcde\"," + TIMES + "}")
                    .text("etag");
            token = probe.send("GET", EVENTS, "").text("nextSyncToken");
            before.putEvent("primary", "{\"id\":\"fghij\"," + TIMES + "}");
            before.deleteEvent("primary", "fghij");
        }
        // The last line of a process that was killed.
        Files.writeString(folder.resolve("calendar-sandbox.jsonl"), "{\"calendar\":\"host@", StandardOpenOption.APPEND);

        for (int i = 0; i < 2; i++) {
            try (var after = Sandbox.start(OPTIONS.withFolder(folder));
                    var probe = new HttpProbe(after)) {
                assertThat(probe.send("GET", EVENTS + "/abcde", "").text("etag"))
                        .isEqualTo(etag);
                assertThat(probe.send("GET", EVENTS + "?syncToken=" + token, "").items())
                        .hasSize(1);
                assertThat(probe.send("POST", EVENTS, "{\"id\":\"fghij\"," + TIMES + "}")
                                .error())
                        .isEqualTo("409 duplicate");
                assertThat(probe.send("GET", "calendars/second@x", "").text("timeZone"))
                        .isEqualTo("Z");
            }
        }
    }

    @Test
    void saysWhichPortIsTaken() {
        int port = sandbox.rootUrl().getPort();

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Sandbox.start(OPTIONS.withPort(port)))
                .withMessageContaining("port " + port);
    }

    @Test
    void showsThePageWithEverythingEscaped() {
        sandbox.putEvent("primary", """
                {"id":"abcde","summary":"Standard appointment – <script>alert(1)</script>","description":"a\\n<img src=x onerror=y>",
                 "extendedProperties":{"private":{"bookingId":"b"}},%s}""".formatted(TIMES));

        var page = http.send("GET", "/", "");

        assertThat(page.body())
                .contains("Standard appointment – &lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("10:30 PM – 11:30 PM")
                .contains("India Standard Time", "Asia/Kolkata")
                .doesNotContain("<img", "http://", "https://");
        assertThat(page.response().headers().firstValue("Content-Security-Policy"))
                .isPresent();
        assertThat(http.send("GET", "/agenda?week=2026-11-30", "").body()).startsWith("<header>");
        assertThat(http.send("GET", "/agenda?week=nonsense&event=none", "").status())
                .isEqualTo(200);
    }

    private HttpProbe.Answered insert(String members) {
        return http.send("POST", EVENTS, "{" + members + "}");
    }

    private HttpProbe.Answered freeBusy(String from, String to, String... ids) {
        var items = List.of(ids).stream().map(id -> "{\"id\":\"" + id + "\"}").toList();
        return http.send(
                "POST", "freeBusy", "{\"timeMin\":\"%s\",\"timeMax\":\"%s\",\"items\":%s}".formatted(from, to, items));
    }

    private static List<String> summaries(HttpProbe.Answered page) {
        return StreamSupport.stream(page.items().spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .map(event -> event.get("summary").getAsString())
                .toList();
    }
}
