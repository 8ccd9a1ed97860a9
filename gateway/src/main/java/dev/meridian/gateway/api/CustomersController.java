package dev.meridian.gateway.api;

import dev.meridian.bookings.customer.Contact;
import dev.meridian.bookings.customer.Customers;
import dev.meridian.bookings.customer.KnownCustomer;
import dev.meridian.bookings.customer.Profiles;
import dev.meridian.gateway.request.RequestSettings;
import dev.meridian.gateway.view.CustomerJson;
import dev.meridian.gateway.view.PatternsJson;
import dev.meridian.gateway.view.PreferencesJson;
import dev.meridian.scheduling.suggestion.Preferences;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /api/customers}: who they are, what they like, and how they are forgotten. */
@Hidden
@RestController
final class CustomersController {

    private static final Logger log = LoggerFactory.getLogger(CustomersController.class);
    private static final Set<String> SEARCH = Set.of("phone", "email");

    private final MeantCustomers meant;
    private final Customers customers;
    private final Profiles profiles;
    private final PreferencesInput inputs;
    private final RequestSettings settings;

    CustomersController(
            MeantCustomers meant,
            Customers customers,
            Profiles profiles,
            PreferencesInput inputs,
            RequestSettings settings) {
        this.meant = meant;
        this.customers = customers;
        this.profiles = profiles;
        this.inputs = inputs;
        this.settings = settings;
    }

    @GetMapping("/api/customers")
    Mono<ResponseEntity<Object>> find(@RequestParam MultiValueMap<String, String> query) {
        Input input = Input.of(query).known(SEARCH);
        Optional<Contact> phone = phone(input);
        Optional<Contact> email = input.email("email").flatMap(Contact::email);
        if (!input.has("phone") && !input.has("email")) {
            input.wrong("phone", "a telephone number, or an e-mail address as email");
        }
        return input.errors().isEmpty()
                ? answered(both(phone, email).map(CustomersController::found))
                : Mono.just(Problem.invalid(input.errors()).response());
    }

    private static Optional<Contact> phone(Input input) {
        Optional<String> text = input.text("phone", 40);
        Optional<Contact> phone = text.flatMap(Contact::phone);
        if (text.isPresent() && phone.isEmpty()) {
            input.wrong("phone", "a telephone number, best as %2B12137771234");
        }
        return phone;
    }

    /** Where both are named, both have to be the customer's. */
    private Mono<KnownCustomer> both(Optional<Contact> phone, Optional<Contact> email) {
        Mono<KnownCustomer> byEmail = Mono.justOrEmpty(email).flatMap(customers::find);
        return phone.map(customers::find)
                .map(byPhone -> email.isEmpty()
                        ? byPhone
                        : byPhone.zipWith(byEmail)
                                .filter(found ->
                                        found.getT1().id().equals(found.getT2().id()))
                                .map(found -> found.getT1()))
                .orElse(byEmail);
    }

    @GetMapping("/api/customers/{id}")
    Mono<ResponseEntity<Object>> find(@PathVariable String id) {
        return answered(meant.find(id).map(CustomersController::found));
    }

    /**
     * Also of one who was erased already: whoever heard no answer asks again. And of one who never booked, but whom others have
     * brought along.
     */
    @DeleteMapping("/api/customers/{id}")
    Mono<ResponseEntity<Object>> erase(@PathVariable String id) {
        return answered(meant.id(id)
                .flatMap(customers::erase)
                .switchIfEmpty(Mono.defer(() -> meant.contact(id).flatMap(customers::forget)))
                .filter(erased -> erased)
                .map(erased -> ResponseEntity.noContent().build()));
    }

    @GetMapping("/api/customers/{id}/preferences")
    Mono<ResponseEntity<Object>> preferences(@PathVariable String id) {
        return answered(meant.find(id)
                .flatMap(known -> profiles.preferences(known.id()))
                .map(CustomersController::preferred));
    }

    @PutMapping("/api/customers/{id}/preferences")
    Mono<ResponseEntity<Object>> prefer(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) Mono<byte[]> body) {
        return body.defaultIfEmpty(new byte[0]).flatMap(bytes -> switch (inputs.read(bytes)) {
            case PreferencesInput.Reading.Wrong wrong ->
                Mono.just(wrong.problem().response());
            case PreferencesInput.Reading.Read read ->
                answered(meant.find(id).flatMap(known -> prefer(known, ifMatch, read.preferences())));
        });
    }

    private Mono<ResponseEntity<Object>> prefer(
            KnownCustomer customer, @Nullable String ifMatch, Preferences preferences) {
        return Mono.justOrEmpty(EntityTags.precondition(ifMatch, null))
                .flatMap(precondition -> profiles.prefer(customer.id(), preferences, precondition))
                .map(CustomersController::preferred)
                .switchIfEmpty(Mono.fromSupplier(() -> Problem.changed().response()));
    }

    @GetMapping("/api/customers/{id}/patterns")
    Mono<ResponseEntity<Object>> patterns(@PathVariable String id) {
        return answered(meant.find(id)
                .flatMap(known -> profiles.patterns(known.id()))
                .map(patterns -> ResponseEntity.ok(PatternsJson.of(patterns))));
    }

    private static ResponseEntity<Object> found(KnownCustomer customer) {
        return ResponseEntity.ok(CustomerJson.of(customer));
    }

    private static ResponseEntity<Object> preferred(Preferences preferences) {
        return ResponseEntity.ok().eTag(EntityTags.of(preferences.version())).body(PreferencesJson.of(preferences));
    }

    private Mono<ResponseEntity<Object>> answered(Mono<ResponseEntity<Object>> answer) {
        return answer.switchIfEmpty(Mono.fromSupplier(() -> Problem.noCustomer().response()))
                .timeout(settings.saveDeadline())
                .onErrorResume(e -> {
                    log.warn("customer: not readable: {}", e.getClass().getSimpleName());
                    return Mono.just(Problem.unavailable().response());
                });
    }
}
