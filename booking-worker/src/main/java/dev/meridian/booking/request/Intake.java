package dev.meridian.booking.request;

import dev.meridian.bookings.request.Outcome;
import dev.meridian.scheduling.catalogue.Answers;
import dev.meridian.scheduling.catalogue.Fault;
import dev.meridian.scheduling.catalogue.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a service wants to know of whoever books it. */
final class Intake {

    private Intake() {}

    /** What is wrong with the answers, if anything: the first field by name, and what was expected of it and of all others. */
    static Optional<Outcome> refusal(Service service, Map<String, String> answers) {
        List<Fault> faults = Answers.check(service.questions(), answers);
        return faults.stream()
                .findFirst()
                .map(first -> Outcome.invalid(first.field(), "invalid", Fault.expectedOfAll(faults)));
    }
}
