package dev.meridian.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of other booking systems expect, as data. */
public final class PeerCases {

    private PeerCases() {}

    public static List<JsonNode> ofKind(String kind) {
        try (InputStream json = new ClassPathResource("dev/meridian/scheduling/peer-cases.json").getInputStream()) {
            return JsonMapper.shared()
                    .readTree(json)
                    .get("cases")
                    .valueStream()
                    .filter(test -> test.get("kind").asString().equals(kind))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Texts that are dates. */
    public static Stream<String> dates() {
        return texts("accept");
    }

    /** Texts that look like dates and are none. */
    public static Stream<String> noDates() {
        return texts("reject");
    }

    private static Stream<String> texts(String verdict) {
        return ofKind("validate").stream()
                .flatMap(test -> test.at("/input/" + verdict).valueStream())
                .map(JsonNode::asString);
    }
}
