package dev.meridian.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.gateway.view.SlotJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param code what programs go by
 * @param errors all fields that are wrong, where the input is
 * @param reason with {@code not_allowed}: which rule says no
 * @param alternatives free times nearby, where a time could not be had
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable List<FieldError> errors,
        @Nullable String reason,
        @Nullable List<SlotJson> alternatives) {

    /** A field that is wrong: what it is and what it should be. */
    public record FieldError(
            String field,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Object value,

            String expected) {}

    public static Problem of(HttpStatus status, String code, String detail) {
        return new Problem("about:blank", status.getReasonPhrase(), status.value(), detail, code, null, null, null);
    }

    public static Problem invalid(List<FieldError> errors) {
        String fields = String.join(
                ", ", errors.stream().map(FieldError::field).distinct().toList());
        Problem plain = of(HttpStatus.BAD_REQUEST, "invalid", "Wrong input: " + fields + ".");
        return new Problem(
                plain.type, plain.title, plain.status, plain.detail, plain.code, List.copyOf(errors), null, null);
    }

    static Problem overloaded() {
        return of(
                HttpStatus.SERVICE_UNAVAILABLE, "overloaded", "Too many requests are waiting; try again in a moment.");
    }

    static Problem unavailable() {
        return of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Bookings can not be reached; try again in a moment.");
    }

    static Problem noBooking() {
        return of(HttpStatus.NOT_FOUND, "not_found", "There is no such booking.");
    }

    static Problem noCustomer() {
        return of(HttpStatus.NOT_FOUND, "not_found", "There is no such customer.");
    }

    static Problem changed() {
        return of(
                HttpStatus.PRECONDITION_FAILED,
                "precondition_failed",
                "Somebody else has changed this; read it again.");
    }

    Problem withAlternatives(@Nullable String why, List<SlotJson> others) {
        return new Problem(type, title, status, detail, code, errors, why, List.copyOf(others));
    }

    /** The answer that says so; those who may come again are told when. */
    public ResponseEntity<Object> response() {
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            response.header("Retry-After", "1");
        }
        return response.body(this);
    }
}
