package dev.meridian.gateway.request;

import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.scheduling.catalogue.Question;
import dev.meridian.scheduling.catalogue.Service;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * What a service wants to know of whoever books it, so that it can be asked before anything is sent. The workers judge the answers
 * in any case; hence what can not be read in time is not asked here.
 */
public final class IntakeQuestions {

    private static final Logger log = LoggerFactory.getLogger(IntakeQuestions.class);
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final Catalogue catalogue;
    private final Mailbox mailbox;

    public IntakeQuestions(Catalogue catalogue, Mailbox mailbox) {
        this.catalogue = catalogue;
        this.mailbox = mailbox;
    }

    /**
     * What a service asks.
     *
     * @param open whether it has to be answered; a wish that was handed in before hears what it heard then, whatever is asked by
     *     now
     */
    public record Asked(List<Question> questions, boolean open) {

        private static final Asked NOTHING = new Asked(List.of(), false);

        public Asked {
            questions = List.copyOf(questions);
        }
    }

    /**
     * The questions of a service that a wish has to answer.
     *
     * @param service service id, or null for the standard one
     */
    public Mono<List<Question>> of(@Nullable String service, RequestKey wish) {
        return asked(service, wish).map(asked -> asked.open() ? asked.questions() : List.of());
    }

    /**
     * The questions of a service, and whether a wish has to answer them.
     *
     * @param service service id, or null for the standard one
     */
    public Mono<Asked> asked(@Nullable String service, RequestKey wish) {
        return catalogue
                .service(Objects.requireNonNullElse(service, Service.STANDARD))
                .map(Service::questions)
                .filter(questions -> !questions.isEmpty())
                .flatMap(questions -> mailbox.request(wish).hasElement().map(known -> new Asked(questions, !known)))
                .timeout(PATIENCE)
                .onErrorResume(e -> {
                    log.warn(
                            "questions of a service: not readable: {}",
                            e.getClass().getSimpleName());
                    return Mono.empty();
                })
                .defaultIfEmpty(Asked.NOTHING);
    }
}
