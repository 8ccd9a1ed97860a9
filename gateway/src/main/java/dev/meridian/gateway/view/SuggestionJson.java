package dev.meridian.gateway.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.meridian.gateway.request.Explanation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slot that is suggested.
 *
 * @param score where it was asked for: the points of all reasons together
 * @param why where it was asked for: what speaks for the slot, or against it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SuggestionJson(
        @JsonUnwrapped SlotJson slot,
        @Nullable Integer score,
        @Nullable List<PointJson> why) {

    /** What one reason counts. */
    public record PointJson(String reason, int score) {}

    static SuggestionJson of(SlotJson slot) {
        return new SuggestionJson(slot, null, null);
    }

    SuggestionJson because(Explanation explanation) {
        List<PointJson> points = explanation.why().stream()
                .map(point -> new PointJson(point.reason(), point.score()))
                .toList();
        return new SuggestionJson(slot, explanation.score(), points);
    }
}
