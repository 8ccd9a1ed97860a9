package dev.meridian.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EchoTests {

    @Test
    void tellsAValueAsItCame() {
        for (String json : new String[] {"7", "[\"x\"]", "{\"a\":null}", "\"Jo \\ud83d\\udc4b\""}) {
            JsonNode value = JsonMapper.shared().readTree(json);
            assertThat(Echo.of(value)).isSameAs(value);
        }
        assertThat(Echo.of((JsonNode) null)).isNull();
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(Echo.of("a".repeat(200))).isEqualTo("a".repeat(200));
        assertThat(Echo.of("a".repeat(201))).isEqualTo("a".repeat(200) + "…");
        assertThat(Echo.of("a".repeat(199) + "👋!")).isEqualTo("a".repeat(199) + "…");
        assertThat(Echo.of("a".repeat(198) + "👋!")).isEqualTo("a".repeat(198) + "👋…");
    }

    @Test
    void tellsNoHalfOfACharacter() {
        assertThat(Echo.of(JsonMapper.shared().readTree("\"Jo \\ud83d!\""))).isEqualTo("Jo \ufffd!");
        assertThat(Echo.of(JsonMapper.shared().readTree("[\"\\udc4b\"]"))).isEqualTo("[\"\ufffd\"]");
    }
}
