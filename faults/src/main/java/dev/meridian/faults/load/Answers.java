package dev.meridian.faults.load;

import dev.meridian.faults.load.Told.Said;
import tools.jackson.databind.JsonNode;

/** Reads what the contract says that an answer means. */
final class Answers {

    private static final String CONFIRMED = "confirmed";

    private Answers() {}

    /** Over REST. */
    static Said written(Command command, int status, JsonNode body) {
        String code = body.path("code").asString("");
        return switch (status) {
            case 200, 201 -> done(command, body);
            case 202 -> Said.PENDING;
            case 404 -> Said.NOT_FOUND;
            case 409 ->
                code.equals("slot_taken") ? Said.SLOT_TAKEN : code.equals("hold_gone") ? Said.HOLD_GONE : Said.NONSENSE;
            case 422 -> code.equals("not_allowed") ? Said.NOT_ALLOWED : Said.NONSENSE;
            case 503 -> code.equals("expired") ? Said.EXPIRED : Said.UNKNOWN;
            case 429 -> command == Command.HOLD ? Said.NOT_ALLOWED : Said.UNKNOWN;
            case 500, 502, 504 -> Said.UNKNOWN;
            default -> Said.NONSENSE;
        };
    }

    private static Said done(Command command, JsonNode body) {
        String booking = body.path("status").asString("");
        return switch (command) {
            case HOLD -> body.has("token") ? Said.HELD : Said.NONSENSE;
            case CANCEL -> booking.equals("cancelled") ? Said.CANCELLED : Said.NONSENSE;
            // A booking that was cancelled since is told as it stands.
            case BOOK, MOVE -> booking.equals(CONFIRMED) || booking.equals("cancelled") ? Said.BOOKED : Said.NONSENSE;
        };
    }

    /** To the voice platform, which gets 200 whatever happens. */
    static Said spoken(int status, JsonNode body) {
        if (status != 200) {
            return status >= 500 ? Said.UNKNOWN : Said.NONSENSE;
        }
        return switch (body.path("status").asString("")) {
            case "booked" -> Said.BOOKED;
            case "slot_taken" -> Said.SLOT_TAKEN;
            case "not_allowed" -> Said.NOT_ALLOWED;
            case "pending" -> Said.PENDING;
            case "unavailable" -> Said.UNKNOWN;
            default -> Said.NONSENSE;
        };
    }
}
