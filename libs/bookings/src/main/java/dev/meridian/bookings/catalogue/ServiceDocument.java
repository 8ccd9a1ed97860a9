package dev.meridian.bookings.catalogue;

import dev.meridian.bookings.catalogue.CatalogueDraft.Reference;
import dev.meridian.scheduling.catalogue.Alignment;
import dev.meridian.scheduling.catalogue.Assignment;
import dev.meridian.scheduling.catalogue.CatalogueEntry;
import dev.meridian.scheduling.catalogue.EffectiveDates;
import dev.meridian.scheduling.catalogue.Location;
import dev.meridian.scheduling.catalogue.Price;
import dev.meridian.scheduling.catalogue.Question;
import dev.meridian.scheduling.catalogue.QuestionType;
import dev.meridian.scheduling.catalogue.Service;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** A service as documents have it. Only the name has to be there. */
final class ServiceDocument {

    private static final Service USUAL = Service.standard();
    private static final Currency NO_CURRENCY = Currency.getInstance("XXX");
    private static final long MINUTES_PER_DAY = 24 * 60;

    private ServiceDocument() {}

    /** The service; empty if something is wrong. Notes the staff it names. */
    static Optional<CatalogueEntry> read(String id, DocumentFields fields, List<Reference> references) {
        String name = fields.required("name").text().orElse("");
        List<Integer> durations = fields.list("durations_minutes", USUAL.durationsMinutes(), DocumentValue::integer);
        int interval = fields.optional("interval_minutes").integer().orElse(USUAL.intervalMinutes());
        Alignment alignment = fields.optional("alignment").word(Alignment.class).orElse(USUAL.alignment());
        int before = fields.optional("buffer_before_minutes").integer().orElse(USUAL.bufferBeforeMinutes());
        int after = fields.optional("buffer_after_minutes").integer().orElse(USUAL.bufferAfterMinutes());
        int notice = fields.optional("min_notice_minutes").integer().orElse(USUAL.minNoticeMinutes());
        Optional<EffectiveDates> dates = fields.optional("window_dates").object(DateRange::read);
        // Who names the last date means no other end.
        int usualWindow =
                dates.filter(range -> range.to() != null).isPresent() ? Service.MAX_WINDOW_DAYS : USUAL.windowDays();
        int window = fields.optional("window_days").integer().orElse(usualWindow);
        Optional<Integer> perDay = fields.optional("max_per_day").integer();
        Optional<Integer> perWeek = fields.optional("max_per_week").integer();
        int capacity = fields.optional("capacity").integer().orElse(USUAL.capacity());
        boolean confirmed = fields.optional("requires_confirmation").truth().orElse(USUAL.requiresConfirmation());
        Optional<Integer> decision = fields.optional("decision_minutes").integer();
        int cancelNotice = fields.optional("cancel_notice_minutes").integer().orElse(USUAL.cancelNoticeMinutes());
        int moveNotice = fields.optional("reschedule_notice_minutes").integer().orElse(USUAL.rescheduleNoticeMinutes());
        List<String> staff = fields.list("staff", USUAL.staff(), value -> staff(value, references));
        if (references.isEmpty()) {
            staff.forEach(usual -> references.add(new Reference("staff", CatalogueKind.STAFF, usual)));
        }
        Assignment assignment =
                fields.optional("assignment").word(Assignment.class).orElse(USUAL.assignment());
        boolean collective = fields.optional("collective").truth().orElse(USUAL.collective());
        List<String> resources = fields.list("resources", List.of(), DocumentValue::text);
        List<Question> questions =
                fields.list("questions", List.of(), value -> value.object(ServiceDocument::question));
        List<Price> prices = fields.list("prices", List.of(), value -> value.object(ServiceDocument::price));
        Location location = fields.optional("location").word(Location.class).orElse(USUAL.location());
        if (!fields.faulty("min_notice_minutes")
                && !fields.faulty("window_days")
                && notice >= (window + 1L) * MINUTES_PER_DAY) {
            fields.optional("min_notice_minutes")
                    .wrong("less than today and the days of window_days, or nothing can ever be booked");
        }
        if (perDay.isPresent() && perWeek.isPresent() && perWeek.get() < perDay.get()) {
            fields.optional("max_per_week").wrong("not less than max_per_day, which could never be reached");
        }
        // What may be priced is unknown where the durations are.
        List<Price> judged = fields.faulty("durations_minutes") ? List.of() : prices;
        return fields.build(() -> new Service(
                id,
                name,
                durations,
                interval,
                alignment,
                before,
                after,
                notice,
                window,
                dates.orElse(null),
                perDay.orElse(null),
                perWeek.orElse(null),
                capacity,
                confirmed,
                decision.orElse(null),
                cancelNotice,
                moveNotice,
                staff,
                assignment,
                collective,
                resources,
                questions,
                judged,
                location,
                1));
    }

    private static Optional<String> staff(DocumentValue value, List<Reference> references) {
        Optional<String> id = value.text();
        id.ifPresent(named -> references.add(new Reference(value.path(), CatalogueKind.STAFF, named)));
        return id;
    }

    private static Optional<Question> question(DocumentFields fields) {
        String key = fields.required("key").text().orElse("");
        String label = fields.required("label").text().orElse("");
        QuestionType type = fields.required("type")
                .parsed(
                        "one of " + QuestionType.choices(),
                        text -> QuestionType.of(text).orElse(null))
                .orElse(QuestionType.TEXT);
        boolean required = fields.optional("required").truth().orElse(false);
        return fields.build(() -> new Question(key, label, type, required));
    }

    private static Optional<Price> price(DocumentFields fields) {
        int duration = fields.required("duration_minutes").integer().orElse(0);
        BigDecimal amount = fields.required("amount").amount().orElse(BigDecimal.ZERO);
        Currency currency = fields.required("currency").currency().orElse(NO_CURRENCY);
        return fields.build(() -> new Price(duration, amount, currency));
    }
}
