package dev.meridian.gateway.retell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.gateway.retell.FunctionBody.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FunctionBodyTests {

    private static final String CHECK = "check_availability";
    private static final String SAVE = "save_booking";
    private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");

    private final FunctionBody bodies = new FunctionBody(JsonMapper.shared(), Set.of(CHECK, SAVE)::contains);

    @Test
    void readsWrappedBody() {
        FunctionCall call = call("""
                {"call":{"call_id":"c1","direction":"inbound","from_number":"+12135550100","to_number":"+12135550199",
                         "unknown":{"a":[1]}},
                 "args":{"date":"2026-11-23","duration_minutes":60,"urgent":true},"name":"check_availability","new":1}
                """, CHECK);
        assertThat(call.function()).isEqualTo(CHECK);
        assertThat(call.arguments().text("date")).contains("2026-11-23");
        assertThat(call.arguments().text("duration_minutes")).contains("60");
        assertThat(call.arguments().text("urgent")).contains("true");
        assertThat(call.conversation()).isEqualTo(new Conversation("c1", "+12135550100", null));
    }

    @Test
    void takesTheOtherSideOfOutboundCallAsTheCaller() {
        FunctionCall call = call("""
                {"name":"check_availability","args":{},"call":{"call_id":"c1","direction":"outbound",
                 "from_number":"+12135550199","to_number":"+12135550100"}}
                """, null);
        assertThat(call.conversation().number()).isEqualTo("+12135550100");
    }

    @Test
    void toleratesWebCallsAndWithheldNumbers() {
        assertThat(call(
                                "{\"name\":\"check_availability\",\"args\":{},\"call\":{\"call_type\":\"web_call\",\"call_id\":\"w\"}}",
                                CHECK)
                        .conversation())
                .isEqualTo(new Conversation("w", null, null));
        assertThat(call(
                                "{\"name\":\"check_availability\",\"args\":{},\"call\":{\"call_id\":\"c\",\"from_number\":\"anonymous\"}}",
                                CHECK)
                        .conversation()
                        .number())
                .isNull();
    }

    @Test
    void readsChats() {
        FunctionCall call = call("""
                {"name":"save_booking","args":{"name":"Jo"},"chat":{"chat_id":"chat_1","message_with_tool_calls":[
                 {"role":"tool_call_invocation","name":"save_booking","tool_call_id":"t9","arguments":"{}"}]}}
                """, SAVE);
        assertThat(call.conversation()).isEqualTo(new Conversation("chat_1", null, "t9"));
    }

    @Test
    void findsLastInvocationOfTheFunction() {
        FunctionCall call = call("""
                {"name":"save_booking","args":{},"call":{"call_id":"c1","transcript_with_tool_calls":[
                 {"role":"agent","content":"Hi"},
                 {"role":"tool_call_invocation","name":"save_booking","tool_call_id":"t1","arguments":"{}"},
                 {"role":"tool_call_result","tool_call_id":"t1","content":"{}"},
                 {"role":"tool_call_invocation","name":"save_booking","tool_call_id":"t2","arguments":"{}"},
                 {"role":"tool_call_invocation","name":"check_availability","tool_call_id":"t3"}, 7, null]}}
                """, SAVE);
        assertThat(call.conversation().toolCallId()).isEqualTo("t2");
        assertThat(call.key(NOW).key()).isEqualTo("c1/t2");
    }

    @Test
    void readsFlatBodyWhoseNameIsTheCaller() {
        FunctionCall call = call("{\"name\":\"Jo Example\",\"date\":\"2026-11-23\",\"call_id\":\"c7\"}", SAVE);
        assertThat(call.arguments().text("name")).contains("Jo Example");
        assertThat(call.conversation().id()).isEqualTo("c7");
    }

    @Test
    void readsFlatBodyWithCallBesideIt() {
        FunctionCall call = call("{\"name\":\"Jo Example\",\"call\":{\"call_id\":\"c1\"}}", SAVE);
        assertThat(call.arguments().text("name")).contains("Jo Example");
        assertThat(call.conversation().id()).isEqualTo("c1");
    }

    @Test
    void believesTheCallOnlyInRetellsOwnEnvelope() {
        String call = "\"call\":{\"call_id\":\"c1\",\"from_number\":\"+12135550100\"}";
        for (String flat : List.of(
                "{\"name\":\"Jo Example\"," + call + "}",
                "{" + call + "}",
                "{\"name\":\"Jo\",\"call_id\":\"c1\"}",
                "{\"chat\":{\"chat_id\":\"c1\"}}")) {
            Conversation claimed = call(flat, SAVE).conversation();
            assertThat(claimed.id()).isEqualTo("c1");
            assertThat(claimed.verifiedId()).isNull();
            assertThat(claimed.verifiedNumber()).isNull();
        }
        for (String wrapped : List.of(
                "{\"name\":\"save_booking\",\"args\":{}," + call + "}",
                "{\"name\":\"save_booking\"," + call + "}",
                "{\"args\":{\"call_id\":\"c2\"}," + call + "}")) {
            Conversation told = call(wrapped, SAVE).conversation();
            assertThat(told.verifiedId()).isEqualTo("c1");
            assertThat(told.verifiedNumber()).isEqualTo("+12135550100");
        }
    }

    @Test
    void readsArgumentsThatAreText() {
        assertThat(call("{\"name\":\"save_booking\",\"args\":\"{\\\"name\\\":\\\"Jo\\\"}\"}", SAVE)
                        .arguments()
                        .text("name"))
                .contains("Jo");
        assertThat(call("{\"name\":\"save_booking\",\"args\":\"\"}", SAVE)
                        .arguments()
                        .text("name"))
                .isEmpty();
        assertThat(call("{\"name\":\"save_booking\",\"args\":null}", SAVE)
                        .arguments()
                        .text("name"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\"  \"",
                "\"{{user_name}}\"",
                "\" {{a}} \"",
                "\"{{current_time_{{tz}} }}\"",
                "[]"
            })
    void countsNothingAndPlaceholdersAsAbsent(String value) {
        assertThat(call("{\"name\":\"save_booking\",\"args\":{\"name\":" + value + "}}", SAVE)
                        .arguments()
                        .text("name"))
                .isEmpty();
    }

    @Test
    void keepsTextAroundPlaceholderAndDropsControlCharacters() {
        assertThat(call("{\"args\":{\"notes\":\"for {{x}}\",\"name\":\"Jo\\u0000 Ex\"}}", SAVE)
                        .arguments()
                        .text("notes"))
                .contains("for {{x}}");
        assertThat(call("{\"args\":{\"name\":\"Jo\\u0000Ex\"}}", SAVE)
                        .arguments()
                        .text("name"))
                .contains("Jo Ex");
    }

    @Test
    void readsListsHoweverTheyAreWritten() {
        assertThat(call("{\"args\":{\"guests\":[\"a@b.c\",\"d@e.f\"]}}", SAVE)
                        .arguments()
                        .list("guests"))
                .containsExactly("a@b.c", "d@e.f");
        assertThat(call("{\"args\":{\"guests\":\"a@b.c, d@e.f;\"}}", SAVE)
                        .arguments()
                        .list("guests"))
                .containsExactly("a@b.c", "d@e.f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[1]",
                "7",
                "null",
                "{\"name\":\"save_booking\"",
                "{\"name\":\"save_booking\",\"args\":[1]}",
                "{\"name\":\"save_booking\",\"args\":\"nonsense\"}",
                "{\"name\":\"check_availability\",\"args\":{}}",
                "{\"name\":\"check_availability\",\"call\":{}}"
            })
    void refusesWhatIsNoCall(String body) {
        assertThat(read(body, SAVE)).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void refusesFunctionsThatDoNotExist() {
        assertThat(read("{\"name\":\"drop_tables\",\"args\":{}}", null)).isEqualTo(new Reading.Unknown());
        assertThat(read("{\"name\":\"drop_tables\",\"args\":{}}", "drop_tables"))
                .isEqualTo(new Reading.Unknown());
        assertThat(read("{\"args\":{}}", null)).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void keysCallsWithoutToolCallByTheirArguments() {
        String one =
                "{\"name\":\"save_booking\",\"args\":{\"name\":\"Jo\",\"date\":\"x\"},\"call\":{\"call_id\":\"c\"}}";
        String same =
                "{\"name\":\"save_booking\",\"args\":{\"date\":\"x\",\"name\":\"Jo\"},\"call\":{\"call_id\":\"c\"}}";
        String other =
                "{\"name\":\"save_booking\",\"args\":{\"name\":\"Jo\",\"date\":\"y\"},\"call\":{\"call_id\":\"c\"}}";
        assertThat(call(one, SAVE).key(NOW)).isEqualTo(call(same, SAVE).key(NOW));
        assertThat(call(one, SAVE).key(NOW)).isNotEqualTo(call(other, SAVE).key(NOW));
    }

    @Test
    void keysFlatBodiesByArgumentsAndDay() {
        FunctionCall call = call("{\"name\":\"Jo\",\"date\":\"x\"}", SAVE);
        assertThat(call.key(NOW)).isEqualTo(call.key(NOW.plusSeconds(3600)));
        assertThat(call.key(NOW)).isNotEqualTo(call.key(NOW.plusSeconds(86_400)));
    }

    @Test
    void keepsKeysWithinTheLimit() {
        String id = "c".repeat(5000);
        FunctionCall call = call("{\"name\":\"save_booking\",\"args\":{},\"call\":{\"call_id\":\"" + id + "\"}}", SAVE);
        assertThat(call.key(NOW).key()).hasSizeLessThanOrEqualTo(200);
    }

    private FunctionCall call(String body, @Nullable String path) {
        Reading reading = read(body, path);
        assertThat(reading).isInstanceOf(Reading.Call.class);
        return ((Reading.Call) reading).call();
    }

    private Reading read(String body, @Nullable String path) {
        return bodies.read(body.getBytes(StandardCharsets.UTF_8), path);
    }
}
