package dev.meridian.faults.load;

import dev.meridian.faults.load.Told.Said;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads what the contract says that an answer means. */
final class Answers {

    private static final String CANCELLED = "cancelled";
    private static final String CONFIRMED = "confirmed";
    private static final String IN_PROGRESS = "in_progress";

    /** What may have become of a booking since it was to wait for its host; it is told as it stands. */
    private static final Set<String> SINCE_REQUESTED =
            Set.of("awaiting_host", IN_PROGRESS, CONFIRMED, "refused", "declined", CANCELLED, "expired");

    private static final Set<String> ENDED_BY_ITSELF = Set.of("expired", "refused");

    private Answers() {}

    /** Over REST. */
    static Said written(Wish wish, int status, JsonNode body) {
        Command command = wish.command();
        String code = body.path("code").asString("");
        return switch (status) {
            case 200, 201 -> done(wish, body.path("status").asString(""), body);
            case 202 -> Said.PENDING;
            case 404 -> Said.NOT_FOUND;
            case 409 ->
                switch (code) {
                    case "slot_taken" -> Said.SLOT_TAKEN;
                    case "hold_gone" -> Said.HOLD_GONE;
                    case "already_decided" -> command.decides() ? Said.ALREADY_DECIDED : Said.NONSENSE;
                    default -> Said.NONSENSE;
                };
            case 422 -> code.equals("not_allowed") ? Said.NOT_ALLOWED : Said.NONSENSE;
            case 503 -> code.equals("expired") ? Said.EXPIRED : Said.UNKNOWN;
            case 429 -> command == Command.HOLD ? Said.NOT_ALLOWED : Said.UNKNOWN;
            case 500, 502, 504 -> Said.UNKNOWN;
            default -> Said.NONSENSE;
        };
    }

    private static Said done(Wish wish, String booking, JsonNode body) {
        return switch (wish.command()) {
            case HOLD -> body.has("token") ? Said.HELD : Said.NONSENSE;
            case BOOK -> wish.needsHost() ? requested(booking) : stands(booking);
            case MOVE -> stands(booking);
            // Cancelled while its host is asked, it may be accepted and undone meanwhile.
            case ACCEPT -> booking.equals(IN_PROGRESS) ? Said.BOOKED : stands(booking);
            case DECLINE -> booking.equals("declined") ? Said.DECLINED : Said.NONSENSE;
            // What ends by itself in the same moment ends as that.
            case CANCEL ->
                booking.equals(CANCELLED) || (wish.needsHost() && ENDED_BY_ITSELF.contains(booking))
                        ? Said.CANCELLED
                        : Said.NONSENSE;
        };
    }

    private static Said requested(String booking) {
        return SINCE_REQUESTED.contains(booking) ? Said.REQUESTED : Said.NONSENSE;
    }

    // A booking that was cancelled since is told as it stands.
    private static Said stands(String booking) {
        return booking.equals(CONFIRMED) || booking.equals(CANCELLED) ? Said.BOOKED : Said.NONSENSE;
    }

    /** To the voice platform, which gets 200 whatever happens. */
    static Said spoken(int status, JsonNode body) {
        if (status != 200) {
            return status >= 500 ? Said.UNKNOWN : Said.NONSENSE;
        }
        return switch (body.path("status").asString("")) {
            case "booked" -> Said.BOOKED;
            case "requested" -> Said.REQUESTED;
            case "slot_taken" -> Said.SLOT_TAKEN;
            case "not_allowed" -> Said.NOT_ALLOWED;
            case "pending" -> Said.PENDING;
            case "unavailable" -> Said.UNKNOWN;
            default -> Said.NONSENSE;
        };
    }
}
