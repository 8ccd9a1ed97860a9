package dev.meridian.calendars.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** A request answered with an error in Google's shape. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String domain;
    private final String reason;

    Refusal(int status, String domain, String reason, String message) {
        super(message, null, false, false);
        this.status = status;
        this.domain = domain;
        this.reason = reason;
    }

    static Refusal of(int status, String reason, String message) {
        return new Refusal(status, "global", reason, message);
    }

    static Refusal invalid(String message) {
        return of(400, "invalid", message);
    }

    static Refusal required(String message) {
        return of(400, "required", message);
    }

    static Refusal notFound() {
        return of(404, "notFound", "Not Found");
    }

    static Refusal timeRange(String reason, String message) {
        return new Refusal(400, "calendar", reason, message);
    }

    /** With the domain and words Google uses for this reason, as far as they are known. */
    static Refusal injected(int status, String reason) {
        return switch (reason) {
            case "rateLimitExceeded" -> new Refusal(status, "usageLimits", reason, "Rate Limit Exceeded");
            case "userRateLimitExceeded" -> new Refusal(status, "usageLimits", reason, "User Rate Limit Exceeded");
            case "quotaExceeded" -> new Refusal(status, "usageLimits", reason, "Calendar usage limits exceeded.");
            case "accessNotConfigured" -> new Refusal(status, "usageLimits", reason, "Access Not Configured.");
            case "forbiddenForServiceAccounts" ->
                new Refusal(
                        status,
                        "calendar",
                        reason,
                        "Service accounts cannot invite attendees without Domain-Wide Delegation of Authority.");
            case "backendError" -> of(status, reason, "Backend Error");
            case "authError" -> of(status, reason, "Invalid Credentials");
            case "notFound" -> of(status, reason, "Not Found");
            default -> of(status, reason, reason);
        };
    }

    int status() {
        return status;
    }

    JsonObject body() {
        var first = new JsonObject();
        first.addProperty("domain", domain);
        first.addProperty("reason", reason);
        first.addProperty("message", getMessage());
        var errors = new JsonArray();
        errors.add(first);
        var error = new JsonObject();
        error.add("errors", errors);
        error.addProperty("code", status);
        error.addProperty("message", getMessage());
        var body = new JsonObject();
        body.add("error", error);
        return body;
    }
}
