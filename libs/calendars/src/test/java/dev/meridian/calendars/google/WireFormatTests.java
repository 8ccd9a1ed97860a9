package dev.meridian.calendars.google;

import static dev.meridian.calendars.google.TestEvents.INDIA;
import static dev.meridian.calendars.google.TestEvents.START;
import static dev.meridian.calendars.google.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonParser;
import dev.meridian.calendars.BusyTimes;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.EventPatch;
import dev.meridian.calendars.NewChannel;
import dev.meridian.scheduling.time.TimeRange;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent and how odd answers are read, under a default zone that would show if it were used. */
class WireFormatTests {

    private static final String EVENT = """
            {"id":"abcde","etag":"\\"1\\"","status":"confirmed",
             "start":{"dateTime":"2026-11-23T22:30:00+05:30"},"end":{"dateTime":"2026-11-23T23:30:00+05:30"}}""";

    private final StubServer server = new StubServer();
    private final TimeZone usual = TimeZone.getDefault();

    @BeforeEach
    void setOddDefaultZone() {
        TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
    }

    @AfterEach
    void restore() {
        TimeZone.setDefault(usual);
        server.close();
    }

    @Test
    void sendsTimesWithOffsetAndZone() {
        server.answer(200, EVENT);

        server.connector().insert("primary", event("abcde"));

        var request = server.requests().getFirst();
        assertThat(request.uri()).isEqualTo("/calendar/v3/calendars/primary/events?sendUpdates=none");
        assertThat(request.headers()).containsEntry("Authorization", List.of("Bearer stub"));
        assertThat(JsonParser.parseString(request.body())).isEqualTo(JsonParser.parseString("""
                {"id":"abcde","summary":"Standard appointment – Test","description":"text","transparency":"opaque",
                 "start":{"dateTime":"2026-11-23T22:30:00.000+05:30","timeZone":"Asia/Kolkata"},
                 "end":{"dateTime":"2026-11-23T23:30:00.000+05:30","timeZone":"Asia/Kolkata"},
                 "extendedProperties":{"private":{"bookingId":"b1"}}}"""));
    }

    @Test
    void asksForMessagesAsGoogleWantsIt() {
        server.answer(200, "{\"id\":\"c1\",\"expiration\":\"1795197600000\"}").answer(200, "{\"id\":\"c1\"}");
        var channel = new NewChannel("c1", URI.create("https://a.example/google/notifications"), "t");

        assertThat(server.connector().watch("primary", channel)).isEqualTo(Instant.ofEpochMilli(1795197600000L));

        var request = server.requests().getFirst();
        assertThat(request.method() + " " + request.uri())
                .isEqualTo("POST /calendar/v3/calendars/primary/events/watch");
        assertThat(JsonParser.parseString(request.body())).isEqualTo(JsonParser.parseString("""
                {"id":"c1","type":"web_hook","address":"https://a.example/google/notifications","token":"t"}"""));
        assertThatExceptionOfType(CalendarFailure.OutcomeUnknown.class)
                .isThrownBy(() -> server.connector().watch("primary", channel));
    }

    @Test
    void writesTheOffsetThatHoldsOnTheDay() {
        server.answer(200, EVENT);
        var winter = START.plusSeconds(86_400 * 60);

        server.connector()
                .patch(
                        "primary",
                        "abcde",
                        EventPatch.move(
                                new TimeRange(winter, winter.plusSeconds(3600)),
                                ZoneId.of("America/Los_Angeles"),
                                Map.of("generation", "1")),
                        "\"7\"");

        var request = server.requests().getFirst();
        assertThat(request.method()).isEqualTo("PATCH");
        assertThat(request.headers()).containsEntry("If-match", List.of("\"7\""));
        assertThat(JsonParser.parseString(request.body())).isEqualTo(JsonParser.parseString("""
                {"start":{"dateTime":"2027-01-22T09:00:00.000-08:00","timeZone":"America/Los_Angeles","date":null},
                 "end":{"dateTime":"2027-01-22T10:00:00.000-08:00","timeZone":"America/Los_Angeles","date":null},
                 "extendedProperties":{"private":{"generation":"1"}}}"""));
    }

    @Test
    void rewritesAnEventForNobody() {
        server.answer(200, EVENT);

        server.connector().patch("primary", "abcde", EventPatch.rewrite("Erased", "", List.of()), "\"7\"");

        var request = server.requests().getFirst();
        assertThat(request.uri().toString()).contains("sendUpdates=none");
        assertThat(JsonParser.parseString(request.body())).isEqualTo(JsonParser.parseString("""
                {"summary":"Erased","description":"","attendees":[]}"""));
    }

    @Test
    void asksInWholeSecondsOfUtc() {
        server.answer(200, "{\"calendars\":{\"primary\":{\"busy\":[]}}}");

        server.connector()
                .freeBusy(
                        List.of("primary"),
                        START.plusMillis(250),
                        START.plusSeconds(10).plusMillis(1));

        assertThat(JsonParser.parseString(server.requests().getFirst().body())).isEqualTo(JsonParser.parseString("""
                {"timeMin":"2026-11-23T17:00:00.000Z","timeMax":"2026-11-23T17:00:11.000Z","timeZone":"UTC",
                 "calendarExpansionMax":50,"items":[{"id":"primary"}]}"""));
    }

    @Test
    void goesOnPastEmptyPages() {
        server.answer(200, "{\"timeZone\":\"Asia/Kolkata\",\"nextPageToken\":\"a\"}")
                .answer(200, "{\"timeZone\":\"Asia/Kolkata\",\"items\":[],\"nextPageToken\":\"b\"}")
                .answer(200, "{\"timeZone\":\"Asia/Kolkata\",\"items\":[" + EVENT + "]}");

        assertThat(server.connector().list("primary", START, START.plusSeconds(60)))
                .hasSize(1);
        assertThat(server.requests())
                .extracting(StubServer.Request::uri)
                .allSatisfy(uri -> assertThat(uri)
                        .contains("singleEvents=true", "timeMin=2026-11-23T17:00:00.000Z", "showDeleted=false"));
    }

    @Test
    void readsWhateverIsLeftOfATombstone() {
        server.answer(200, "{\"items\":[{\"id\":\"abcde\",\"status\":\"cancelled\"}],\"nextSyncToken\":\"n\"}");

        var changes = server.connector().changes("primary", "t");

        assertThat(changes.syncToken()).isEqualTo("n");
        assertThat(changes.events().getFirst().time()).isEmpty();
        assertThat(server.requests().getFirst().uri()).contains("syncToken=t").doesNotContain("timeMin", "showDeleted");
    }

    @Test
    void takesNoAnswerAboutACalendarForUnknown() {
        for (var body : List.of(
                "{}",
                "{\"calendars\":{}}",
                "{\"calendars\":{\"primary\":{}}}",
                "{\"calendars\":{\"primary\":{\"busy\":[{}]}}}",
                "{\"calendars\":{\"primary\":{\"errors\":[{\"reason\":\"new\"}],\"busy\":[]}}}")) {
            server.answer(200, body);
            assertThat(server.connector().freeBusy(List.of("primary"), START, START.plusSeconds(60)))
                    .as(body)
                    .hasEntrySatisfying("primary", b -> assertThat(b).isInstanceOf(BusyTimes.Unknown.class));
        }
    }

    @Test
    void keepsAllDaysApartFromTheDefaultZone() {
        server.answer(200, """
                {"timeZone":"Asia/Kolkata","items":[{"id":"abcde","start":{"date":"2026-11-25"},"end":{"date":"2026-11-26"}}]}""");

        assertThat(server.connector()
                        .list("primary", START, START.plusSeconds(86_400 * 7))
                        .getFirst()
                        .start())
                .isEqualTo(LocalDate.of(2026, 11, 25).atStartOfDay(INDIA).toInstant());
    }
}
