package dev.meridian.gateway.catalogue;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.util.retry.Retry;

/** Announces the seeds once the gateway is ready. Of several gateways one does; one that can not tries until it can. */
final class CatalogueAnnouncer implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(CatalogueAnnouncer.class);
    private static final Retry UNTIL_IT_WORKS =
            Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(Duration.ofMinutes(1));

    private final AnnouncedCatalogue catalogue;
    private final Disposable.Swap work = Disposables.swap();

    CatalogueAnnouncer(AnnouncedCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        work.update(catalogue
                .announceTheRest()
                .doOnError(e -> log.warn("the catalogue could not be announced: {}", e.toString()))
                .retryWhen(UNTIL_IT_WORKS)
                .subscribe(count -> log.info("entries of the catalogue announced: {}", count)));
    }

    @Override
    public void destroy() {
        work.dispose();
    }
}
