package dev.meridian.gateway.api;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingSearch;
import dev.meridian.bookings.booking.BookingSearch.Position;
import dev.meridian.gateway.request.Register;
import dev.meridian.gateway.request.RequestSettings;
import dev.meridian.gateway.view.BookingJson;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/bookings}: a page of bookings in order of start. */
@Hidden
@RestController
final class BookingListController {

    static final int PAGE = 50;

    private static final Logger log = LoggerFactory.getLogger(BookingListController.class);

    private final SearchInput searches;
    private final Register register;
    private final RequestSettings settings;

    BookingListController(SearchInput searches, Register register, RequestSettings settings) {
        this.searches = searches;
        this.register = register;
        this.settings = settings;
    }

    @GetMapping("/api/bookings")
    Mono<ResponseEntity<Object>> list(@RequestParam MultiValueMap<String, String> query) {
        Input input = Input.of(query).known(SearchInput.FIELDS);
        // One more than fits tells whether there is a next page.
        Optional<BookingSearch> search = searches.read(input, PAGE + 1);
        if (search.isEmpty()) {
            return Mono.just(Problem.invalid(input.errors()).response());
        }
        return register.search(search.get())
                .collectList()
                .timeout(settings.saveDeadline())
                .map(BookingListController::page)
                .onErrorResume(e -> {
                    log.warn("bookings: not readable: {}", e.toString());
                    return Mono.just(Problem.unavailable().response());
                });
    }

    private static ResponseEntity<Object> page(List<Booking> found) {
        List<Booking> page = found.stream().limit(PAGE).toList();
        String next = found.size() > PAGE ? PagePosition.write(Position.of(page.getLast())) : null;
        return ResponseEntity.ok(
                new BookingListJson(page.stream().map(BookingJson::of).toList(), next));
    }
}
